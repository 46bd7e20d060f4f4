/** @file What several published losses share: which tokens they average over, GRPO's advantage and PPO's minimum. */
import { at, clip, logSoftmax, mean, softmax, sum } from './maths.test-helper.ts'
import type { PublishedLoss } from './run-recipe.test-helper.ts'
import type { TinyCase, TinyText } from './tiny-case.test-helper.ts'

export type Logits = readonly (readonly number[])[]

export const textsOf = (world: TinyCase, ...draws: readonly string[]): readonly TinyText[] =>
  world.texts.filter(({ draw }) => draws.includes(draw))

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
