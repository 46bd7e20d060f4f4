/** @file What several published losses share: which tokens they average over, GRPO's advantage and PPO's minimum. */
import { at, clip, kl, logSoftmax, mean, softmax, sum } from './maths.ts'
import { type TinyCase, type TinyText, textsOf, tinyCase } from './tiny-case.ts'

export type Logits = readonly (readonly number[])[]

/**
 * A published loss, written from its own equation.
 * @param student the student's logits, [rows][VOCABULARY], through which the gradient flows
 * @param world everything else; `frozen` are the same logits behind a stop-gradient
 */
export type PublishedLoss = (student: Logits, world: TinyCase) => number

/** One phase of a method on one small case. */
export interface PublishedCase {
  /** Id of the recipe. */
  readonly id: string
  /** The equation in words. */
  readonly what: string
  /** Default 0. */
  readonly phase?: number
  /** Share of the run that is done. Default 0. */
  readonly progress?: number
  /** Numbers of the recipe's losses by name, so that they bite in so small a case. */
  readonly sizes?: Readonly<Record<string, number>>
  /** Default: three texts of the student for each problem. */
  readonly world?: TinyCase
  readonly loss: PublishedLoss
}

/** Three texts of the student for each of three problems. */
export const STUDENTS = tinyCase({ student: 3 })

/** @throws RangeError where a case would not tell one formula from another */
export function bites(condition: boolean): void {
  if (!condition) throw new RangeError('the case does not bite')
}

/** The mean over the tokens of a draw of something of the two distributions there. */
export const meanOf =
  (draw: string, of: (pS: readonly number[], pT: readonly number[], row: number) => number): PublishedLoss =>
  (student, world) =>
    overTokens(textsOf(world, draw), (row) => {
      const { pS, pT } = pairAt(student, world, row)
      return of(pS, pT, row)
    })

/** Mean over tokens of KL(p_T || p_S). */
export const forwardKl = (draw: string): PublishedLoss => meanOf(draw, (pS, pT) => kl(pT, pS))

/** w p + (1 - w) q. */
export const mix = (weight: number, p: readonly number[], q: readonly number[]): readonly number[] =>
  p.map((x, v) => weight * x + (1 - weight) * at(q, v))

/** Entries of a distribution, to the sum 1. */
export const shareOf = (p: readonly number[], entries: readonly number[]): readonly number[] => {
  const total = sum(entries.map((v) => at(p, v)))
  return entries.map((v) => at(p, v) / total)
}

/** log p(y_t) of a row's own token. */
export const logpAt = (logits: Logits, world: TinyCase, row: number): number =>
  at(logSoftmax(at(logits, row)), at(world.tokens, row))

/** log p_T(y_t) - log p_old(y_t), the old policy being the one that wrote. */
export const teacherGap = (world: TinyCase, row: number): number =>
  logpAt(world.teacher, world, row) - at(world.behaviour, row)

/** 1 / sum |y| sum over all tokens. */
export const overTokens = (texts: readonly TinyText[], loss: (row: number, text: TinyText) => number): number =>
  mean(texts.flatMap((text) => text.rows.map((row) => loss(row, text))))

/** 1 / N sum over texts of 1 / |y| sum over tokens. */
export const overTexts = (texts: readonly TinyText[], loss: (row: number, text: TinyText) => number): number =>
  mean(texts.map((text) => mean(text.rows.map((row) => loss(row, text)))))

/** Both models' distributions at a row. */
export function pairAt(student: Logits, world: TinyCase, row: number, temperature = 1) {
  const at1 = (logits: Logits) => softmax(at(logits, row).map((x) => x / temperature))
  return { pS: at1(student), pT: at1(world.teacher) }
}

/** (r - mean r) / (std r + 1e-4) among the texts of the problem, with torch's (n - 1) deviation: GRPO as TRL has it. */
export function groupAdvantage(texts: readonly TinyText[], text: TinyText): number {
  const rewards = texts.filter(({ problem }) => problem === text.problem).map(({ reward }) => reward)
  const centre = mean(rewards)
  const variance = sum(rewards.map((reward) => (reward - centre) ** 2)) / (rewards.length - 1)
  return (text.reward - centre) / (Math.sqrt(variance) + 1e-4)
}

/** -min(r A, clip(r, 0.8, 1.2) A). */
export const pessimistic = (ratio: number, advantage: number): number =>
  -Math.min(ratio * advantage, clip(ratio, 0.8, 1.2) * advantage)

/** p_S(y_t) / p_old(y_t). */
export const ratioAt = (student: Logits, world: TinyCase, row: number): number =>
  Math.exp(logpAt(student, world, row) - at(world.behaviour, row))

/** GRPO with the mean over each text, then over texts (arXiv:2402.03300). */
export const grpo =
  (...draws: readonly string[]): PublishedLoss =>
  (student, world) => {
    const texts = textsOf(world, ...draws)
    return overTexts(texts, (row, text) => pessimistic(ratioAt(student, world, row), groupAdvantage(texts, text)))
  }

/** -log p_S(y_t), mean over tokens. */
export const nll =
  (...draws: readonly string[]): PublishedLoss =>
  (student, world) =>
    overTokens(textsOf(world, ...draws), (row) => -logpAt(student, world, row))

/** sum_v p_S log(p_S / p_T) at a row. */
export function reverseKlAt(student: Logits, world: TinyCase, row: number): number {
  const { pS, pT } = pairAt(student, world, row)
  return sum(pS.map((p, v) => p * Math.log(p / at(pT, v))))
}

/** Mean over tokens of KL(p_S || p_T). */
export const reverseKl =
  (...draws: readonly string[]): PublishedLoss =>
  (student, world) =>
    overTokens(textsOf(world, ...draws), (row) => reverseKlAt(student, world, row))
