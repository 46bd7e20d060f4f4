/** @file What a run's weights can do, on problems and completions that stay the same throughout the run. */
import { mean, wilson } from '../../divergence/stats.ts'
import { JOINED_STATISTICS } from '../../methods/graph/join.ts'
import { PAIR_STATISTICS } from '../../methods/graph/statistics.ts'
import { voicesOf } from '../../methods/teacher-mix.ts'
import { trainedParameters } from '../../network/config.ts'
import { hashSeed } from '../../world/random.ts'
import { throwIfCancelled } from '../errors.ts'
import type { GenerateOptions } from '../generate.ts'
import { problemFor } from '../own/problems.ts'
import { environmentOf } from '../rollouts.ts'
import type { RowPlan } from '../rows.ts'
import type { SamplingOptions } from '../types.ts'
import { type Completion, completionFromRollout, type Prompt, promptOf } from './completions.ts'
import type { GraphSession } from './graph-session.ts'
import { problemRef, type RunContext } from './run-context.ts'
import { scoreWithStudent, scoreWithTeacher, statisticsOf, studentTensors } from './score-batch.ts'
import { turnMistakes } from './turn-mistakes.ts'
import type { Evaluation, EvaluationExtent, PinnedRollout, Proportion } from './types.ts'
import type { Weights } from './weights.ts'

/** Completions on which divergences are measured, and problems that are sampled beside the greedy ones. */
const FIXED_COMPLETIONS = 32
const SAMPLED = 32
const DIVERSE_PROBLEMS = 8
const DIVERSE_SAMPLES = 16
/** Texts a problem in which wrong turns are counted. */
const WALKS = 2
/** Rows of one batch of rollouts. */
const BATCH = 64
/** Rows of one scoring pass. */
const SCORE_BATCH = 16

/** The problems of every evaluation, and the completions that all divergences are measured on. */
export interface HeldOutSet {
  readonly prompts: readonly Prompt[]
  /** Sampled from the start weights at temperature 1. */
  readonly fixed: readonly Completion[]
}

export type EvaluationMeasures = Omit<Evaluation, 'step' | 'spent'>

/** The run's problems and fixed completions; depends on the start weights and the setup only. */
export async function prepareHeldOut(run: RunContext): Promise<HeldOutSet> {
  const { heldOut, seed, maxTokens } = run.setup
  const prompts = Array.from({ length: heldOut.problems }, (_, i) => {
    const ref = problemRef(run.setup, heldOut.firstSeed + i, 'heldOut')
    return promptOf(ref, run.student)
  })
  const sampling = plainSampling(hashSeed(seed, 'fixed'), 1, maxTokens)
  const fixed = await sampleCompletions(
    run,
    run.snapshots.of('start'),
    prompts.slice(0, FIXED_COMPLETIONS),
    sampling,
    1,
  )
  return { prompts, fixed }
}

/**
 * Measures the current weights. Changes nothing.
 * @param session the student's scoring graph with a teacher (see `openStudentScorer`)
 * @throws EngineError 'cancelled' when the signal is aborted
 */
export async function evaluate(
  run: RunContext,
  { prompts, fixed }: HeldOutSet,
  session: GraphSession,
  { diversity = false, problems = prompts.length }: EvaluationExtent = {},
  signal?: AbortSignal,
): Promise<EvaluationMeasures> {
  const { setup } = run
  const weights = run.currentWeights()
  const options = { signal }
  const sampling = (temperature: number, purpose: string) =>
    plainSampling(hashSeed(setup.seed, purpose), temperature, setup.maxTokens)
  const asked = prompts.slice(0, problems)
  const greedy = await sampleCompletions(run, weights, asked, sampling(0, 'greedy'), 1, options)
  const few = asked.slice(0, SAMPLED)
  const sampled = await sampleCompletions(run, weights, few, sampling(setup.temperature, 'held-out'), 1, options)
  const many = diversity
    ? await sampleCompletions(
        run,
        weights,
        asked.slice(0, DIVERSE_PROBLEMS),
        sampling(setup.temperature, 'diversity'),
        DIVERSE_SAMPLES,
        options,
      )
    : null
  const own = await ownGaps(run, prompts, sampled)
  const turns = diversity ? await turnsOf(run, asked, options) : null
  const divergences = await fixedDivergences(run, prompts, fixed, session)
  return {
    greedy: shareRight(greedy),
    sampled: shareRight(sampled),
    length: meanOrZero(greedy.map(({ tokens }) => tokens.length)),
    ...divergences,
    acceptance: 1 - divergences.tvd,
    gapByPosition: own,
    distinctRight: many && distinctRight(many),
    ...(turns && { turns }),
    movement: await movement(run),
    frame: await pinnedFrame(run, options),
  }
}

/** Wrong turns on texts of the current weights and led; null where the world judges none. */
async function turnsOf(run: RunContext, prompts: readonly Prompt[], options: GenerateOptions) {
  if (!prompts.every(({ problem }) => problem.wrongTurns)) return null
  const { seed, temperature, maxTokens } = run.setup
  const sampling = plainSampling(hashSeed(seed, 'walks'), temperature, maxTokens)
  const walks = await sampleCompletions(run, run.currentWeights(), prompts, sampling, WALKS, options)
  return turnMistakes(run, prompts, walks, BATCH, options)
}

/** The validation loss of an adaptive mix: reverse KL to the teacher on the fixed completions, nats a token. */
export async function validationLoss(run: RunContext, { prompts, fixed }: HeldOutSet, session: GraphSession) {
  return (await fixedDivergences(run, prompts, fixed, session)).reverseKl
}

function plainSampling(seed: number, temperature: number, maxTokens: number): SamplingOptions {
  return { seed, temperature, topK: 0, topP: 1, minP: 0, maxTokens }
}

async function sampleCompletions(
  run: RunContext,
  weights: Weights,
  prompts: readonly Prompt[],
  sampling: SamplingOptions,
  each: number,
  options: GenerateOptions = {},
): Promise<readonly Completion[]> {
  const { student, networks } = run
  const rows = prompts.flatMap((prompt, index) => Array.from({ length: each }, () => ({ prompt, index })))
  const completions: Completion[] = []
  for (let start = 0; start < rows.length; start += BATCH) {
    const group = rows.slice(start, start + BATCH)
    const plans = group.map(
      ({ prompt }, i): RowPlan => ({
        prompt: prompt.ids,
        sampling,
        row: start + i,
        respond: environmentOf(prompt.problem, student.vocabulary),
      }),
    )
    const results = await networks.generate(student, weights, plans, options)
    throwIfCancelled(options.signal)
    results.forEach((result, i) => {
      const { prompt, index } = group[i]!
      completions.push(completionFromRollout('held-out', index, prompt, result, student.vocabulary, undefined))
    })
  }
  return completions
}

function shareRight(completions: readonly Completion[]): Proportion {
  const right = completions.filter(({ verdict }) => verdict.status === 'right').length
  return { share: right / completions.length, interval: wilson(right, completions.length), n: completions.length }
}

/** Mean over problems of the number of different right completions. */
function distinctRight(completions: readonly Completion[]): number {
  const indices = [...new Set(completions.map(({ promptIndex }) => promptIndex))]
  const right = (index: number) =>
    completions.filter(({ promptIndex, verdict }) => promptIndex === index && verdict.status === 'right')
  return meanOrZero(indices.map((index) => new Set(right(index).map(({ text }) => text)).size))
}

/** Mean gap by token position, on rollouts that the current weights sampled themselves. */
async function ownGaps(
  run: RunContext,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
): Promise<readonly number[]> {
  const sums: number[] = []
  const counts: number[] = []
  for (const group of groups(completions)) {
    const gaps = await gapsOf(run, prompts, group)
    for (const row of gaps)
      row.forEach((gap, position) => {
        sums[position] = (sums[position] ?? 0) + gap
        counts[position] = (counts[position] ?? 0) + 1
      })
  }
  return sums.map((sum, position) => sum / counts[position]!)
}

/** log p_T - log p_S of the learned tokens of each completion, nats. */
async function gapsOf(
  run: RunContext,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
): Promise<readonly number[][]> {
  const { logits, statistics } = await scoreWithTeacher(run, prompts, completions, null)
  await run.runtime.mutex.run(() => logits.dispose())
  const width = JOINED_STATISTICS.length
  let row = 0
  return completions.map(({ tokens }) =>
    tokens.filter(({ learn }) => learn).map(({ logp }) => statistics[row++ * width]! - logp),
  )
}

async function fixedDivergences(
  run: RunContext,
  prompts: readonly Prompt[],
  fixed: readonly Completion[],
  session: GraphSession,
) {
  const sums = new Map<string, number>(PAIR_STATISTICS.map((name) => [name, 0]))
  let rows = 0
  for (const group of groups(fixed)) {
    const { logits } = await scoreWithTeacher(run, prompts, group, null)
    const numbers = await scoreWithStudent(run, session, studentTensors(run, prompts, group), logits)
    await run.runtime.mutex.run(() => logits.dispose())
    const { width } = statisticsOf(true, voicesOf(run.setup.recipe.teacher))
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
async function movement(run: RunContext): Promise<Evaluation['movement']> {
  const [now, start] = [await run.currentWeights().read(), await run.snapshots.of('start').read()]
  const layers = new Map<string, { moved: number; size: number }>()
  for (const { name, offset, size } of trainedParameters(run.student.config)) {
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

async function pinnedFrame(run: RunContext, options: GenerateOptions): Promise<PinnedRollout> {
  const { heldOut } = run.setup
  const { own, problemSeed } = heldOut.pinned
  const drawn = problemRef(run.setup, problemSeed, 'heldOut')
  const prompt = promptOf(own ? { ...drawn, own: problemFor(own, run.setup.recipe, undefined) } : drawn, run.student)
  const [completion] = await sampleCompletions(run, run.currentWeights(), [prompt], heldOut.pinned.sampling, 1, options)
  const [gaps = []] = await gapsOf(run, [prompt], [completion!])
  const left = [...gaps]
  return {
    tokens: completion!.tokens.map(({ id, logp, learn }) => ({
      text: run.student.vocabulary.textOf(id),
      gap: learn ? (left.shift() ?? null) : null,
      logp,
    })),
    status: completion!.verdict.status,
  }
}

function groups(completions: readonly Completion[]): readonly (readonly Completion[])[] {
  const count = Math.ceil(completions.length / SCORE_BATCH)
  return Array.from({ length: count }, (_, i) => completions.slice(i * SCORE_BATCH, (i + 1) * SCORE_BATCH))
}

function meanOrZero(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values)
}
