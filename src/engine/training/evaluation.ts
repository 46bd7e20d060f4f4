/** @file What a run's weights can do, on problems and texts that stay the same throughout the run. */

import { wilson } from '../../divergence/stats.ts'
import { PAIR_STATISTICS, TEACHER_STATISTICS } from '../../methods/graph/statistics.ts'
import { parameters } from '../../network/config.ts'
import { hashSeed } from '../../world/random.ts'
import { throwIfCancelled } from '../errors.ts'
import type { GenerateOptions, RowPlan } from '../generate.ts'
import { problemOf } from '../requests.ts'
import { environmentOf } from '../rollouts.ts'
import type { SamplingOptions } from '../types.ts'
import type { GraphSession } from './graph-session.ts'
import { measure, studentTable, teacherReads } from './reading.ts'
import type { Scene } from './scene.ts'
import { fromRollout, type Task, type Text, taskOf } from './texts.ts'
import type { EvaluateOptions, Evaluation, Frame, Share } from './types.ts'
import type { Weights } from './weights.ts'

/** Texts on which divergences are measured, and problems that are sampled beside the greedy ones. */
const FIXED_TEXTS = 32
const SAMPLED = 32
const DIVERSE_PROBLEMS = 8
const DIVERSE_SAMPLES = 16
/** Rows of one batch of rollouts. */
const BATCH = 64
/** Rows of one scoring pass. */
const SCORE_BATCH = 16

export interface HeldOutSet {
  readonly tasks: readonly Task[]
  /** Written by the start weights at temperature 1. */
  readonly fixed: readonly Text[]
}

export type Measured = Omit<Evaluation, 'step' | 'spent'>

/** The run's problems and fixed texts; depends on the start weights and the setup only. */
export async function prepareHeldOut(scene: Scene): Promise<HeldOutSet> {
  const { world, difficulty, heldOut, seed, maxTokens } = scene.setup
  const tasks = Array.from({ length: heldOut.problems }, (_, i) => {
    const ref = { world, difficulty, problemSeed: heldOut.firstSeed + i }
    return taskOf(ref, problemOf(ref), scene.student.vocabulary, scene.student.shape.bosId)
  })
  const sampling = plainSampling(hashSeed(seed, 'fixed'), 1, maxTokens)
  const fixed = await write(scene, scene.copies.of('start'), tasks.slice(0, FIXED_TEXTS), sampling, 1)
  return { tasks, fixed }
}

/**
 * @param session the student's measure with a teacher (see `openMeasure`)
 * @throws EngineError 'cancelled' when the signal is aborted
 */
export async function evaluate(
  scene: Scene,
  { tasks, fixed }: HeldOutSet,
  session: GraphSession,
  { signal, diversity = false, problems = tasks.length }: EvaluateOptions = {},
): Promise<Measured> {
  const { setup } = scene
  const live = scene.live()
  const options = { signal }
  const sampling = (temperature: number, purpose: string) =>
    plainSampling(hashSeed(setup.seed, purpose), temperature, setup.maxTokens)
  const asked = tasks.slice(0, problems)
  const greedy = await write(scene, live, asked, sampling(0, 'greedy'), 1, options)
  const few = asked.slice(0, SAMPLED)
  const sampled = await write(scene, live, few, sampling(setup.temperature, 'held-out'), 1, options)
  const many = diversity
    ? await write(
        scene,
        live,
        asked.slice(0, DIVERSE_PROBLEMS),
        sampling(setup.temperature, 'diversity'),
        DIVERSE_SAMPLES,
        options,
      )
    : null
  const own = await ownGaps(scene, tasks, sampled)
  const divergences = await fixedDivergences(scene, tasks, fixed, session)
  return {
    greedy: shareRight(greedy),
    sampled: shareRight(sampled),
    length: mean(greedy.map(({ tokens }) => tokens.length)),
    ...divergences,
    acceptance: 1 - divergences.tvd,
    gapByPosition: own,
    distinctRight: many && distinctRight(many),
    movement: await movement(scene),
    frame: await pinnedFrame(scene, options),
  }
}

/** The validation loss of an adaptive mix: reverse KL to the teacher on the fixed texts. */
export async function validationLoss(scene: Scene, { tasks, fixed }: HeldOutSet, session: GraphSession) {
  return (await fixedDivergences(scene, tasks, fixed, session)).reverseKl
}

function plainSampling(seed: number, temperature: number, maxTokens: number): SamplingOptions {
  return { seed, temperature, topK: 0, topP: 1, minP: 0, maxTokens }
}

async function write(
  scene: Scene,
  weights: Weights,
  tasks: readonly Task[],
  sampling: SamplingOptions,
  each: number,
  options: GenerateOptions = {},
): Promise<readonly Text[]> {
  const { student, networks } = scene
  const rows = tasks.flatMap((task, index) => Array.from({ length: each }, () => ({ task, index })))
  const texts: Text[] = []
  for (let start = 0; start < rows.length; start += BATCH) {
    const group = rows.slice(start, start + BATCH)
    const plans = group.map(
      ({ task }, i): RowPlan => ({
        prompt: task.prompt,
        sampling,
        row: start + i,
        respond: environmentOf(task.problem, student.vocabulary),
      }),
    )
    const results = await networks.write(student, weights, plans, options)
    throwIfCancelled(options.signal)
    results.forEach((result, i) => {
      const { task, index } = group[i]!
      texts.push(fromRollout('held-out', index, task, result, student.vocabulary, undefined))
    })
  }
  return texts
}

function shareRight(texts: readonly Text[]): Share {
  const right = texts.filter(({ verdict }) => verdict.status === 'right').length
  return { share: right / texts.length, interval: wilson(right, texts.length), n: texts.length }
}

/** Mean over problems of the number of different right texts. */
function distinctRight(texts: readonly Text[]): number {
  const tasks = [...new Set(texts.map(({ task }) => task))]
  const right = (task: number) => texts.filter((text) => text.task === task && text.verdict.status === 'right')
  return mean(tasks.map((task) => new Set(right(task).map(({ text }) => text)).size))
}

/** Mean gap by token position, on rollouts that the live weights wrote themselves. */
async function ownGaps(scene: Scene, tasks: readonly Task[], texts: readonly Text[]): Promise<readonly number[]> {
  const sums: number[] = []
  const counts: number[] = []
  for (const group of groups(texts)) {
    const gaps = await gapsOf(scene, tasks, group)
    for (const row of gaps)
      row.forEach((gap, position) => {
        sums[position] = (sums[position] ?? 0) + gap
        counts[position] = (counts[position] ?? 0) + 1
      })
  }
  return sums.map((sum, position) => sum / counts[position]!)
}

/** log p_T - log p_S of the learnable tokens of each text. */
async function gapsOf(scene: Scene, tasks: readonly Task[], texts: readonly Text[]): Promise<readonly number[][]> {
  const { logits, statistics } = await teacherReads(scene, tasks, texts, null)
  await scene.runtime.mutex.run(() => logits.dispose())
  const width = TEACHER_STATISTICS.length
  let row = 0
  return texts.map(({ tokens }) =>
    tokens.filter(({ learn }) => learn).map(({ logp }) => statistics[row++ * width]! - logp),
  )
}

async function fixedDivergences(scene: Scene, tasks: readonly Task[], fixed: readonly Text[], session: GraphSession) {
  const sums = new Map<string, number>(PAIR_STATISTICS.map((name) => [name, 0]))
  let rows = 0
  for (const group of groups(fixed)) {
    const { logits } = await teacherReads(scene, tasks, group, null)
    const numbers = await measure(scene, session, studentTable(scene, tasks, group), logits)
    await scene.runtime.mutex.run(() => logits.dispose())
    const width = PAIR_STATISTICS.length
    PAIR_STATISTICS.forEach((name, column) => {
      for (let at = column; at < numbers.length; at += width) sums.set(name, sums.get(name)! + numbers[at]!)
    })
    rows += numbers.length / width
  }
  const meanOf = (name: (typeof PAIR_STATISTICS)[number]) => sums.get(name)! / Math.max(1, rows)
  return {
    forwardKl: meanOf('forwardKl'),
    reverseKl: meanOf('reverseKl'),
    tvd: meanOf('tvd'),
    studentEntropy: meanOf('studentEntropy'),
  }
}

/** ||w - w0|| / ||w0|| of the embedding and of every block. */
async function movement(scene: Scene): Promise<Evaluation['movement']> {
  const [now, start] = [await scene.live().read(), await scene.copies.of('start').read()]
  const layers = new Map<string, { moved: number; size: number }>()
  for (const { name, offset, size } of parameters(scene.student.config)) {
    const layer = /layers\.\d+\.(self_attn|mlp)/.exec(name)?.[0] ?? /embed|norm/.exec(name)?.[0] ?? name
    const sums = layers.get(layer) ?? { moved: 0, size: 0 }
    for (let i = offset; i < offset + size; i++) {
      sums.moved += (now[i]! - start[i]!) ** 2
      sums.size += start[i]! ** 2
    }
    layers.set(layer, sums)
  }
  return [...layers].map(([layer, { moved, size }]) => ({ layer, share: Math.sqrt(moved / size) }))
}

async function pinnedFrame(scene: Scene, options: GenerateOptions): Promise<Frame> {
  const { world, difficulty, heldOut } = scene.setup
  const ref = { world, difficulty, problemSeed: heldOut.pinned.problemSeed }
  const task = taskOf(ref, problemOf(ref), scene.student.vocabulary, scene.student.shape.bosId)
  const [text] = await write(scene, scene.live(), [task], heldOut.pinned.sampling, 1, options)
  const [gaps = []] = await gapsOf(scene, [task], [text!])
  const left = [...gaps]
  return {
    tokens: text!.tokens.map(({ id, logp, learn }) => ({
      text: scene.student.vocabulary.textOf(id),
      gap: learn ? (left.shift() ?? null) : null,
      logp,
    })),
    status: text!.verdict.status,
  }
}

function groups(texts: readonly Text[]): readonly (readonly Text[])[] {
  const count = Math.ceil(texts.length / SCORE_BATCH)
  return Array.from({ length: count }, (_, i) => texts.slice(i * SCORE_BATCH, (i + 1) * SCORE_BATCH))
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length
}
