/**
 * @file The gradient step: weights and advantages are computed from the batch, one graph does the rest. What comes back are
 * scalars and a few numbers a row.
 */
import type { PhaseProgram } from '../../methods/compile.ts'
import type { Feed } from '../../methods/feeds.ts'
import type { OptimizerOptions } from '../../network/training.ts'
import { serialize } from '../../onnx/model.ts'
import { type GraphSession, openGraphSession, takeFloats } from './graph-session.ts'
import { frozenFeeds } from './networks.ts'
import { chance, type RunContext } from './run-context.ts'
import type { ScoredBatch } from './score-batch.ts'
import { type Optimizer, Weights } from './weights.ts'

/** As in `ADAMW`, without decay: a few steps away from trained weights nothing should pull towards zero. */
export const FINE_TUNING: OptimizerOptions = { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0, maxNorm: 1 }

/** A phase's graphs, opened. */
export interface OpenPhase {
  readonly program: PhaseProgram
  readonly lossInputs: readonly string[]
  readonly session: GraphSession
}

/** Builds and opens a phase's training graph. @returns also the milliseconds that building and serializing took */
export async function openPhase(
  run: RunContext,
  program: PhaseProgram,
): Promise<OpenPhase & { readonly buildMs: number }> {
  const start = performance.now()
  const { graph, lossInputs } = program.stepGraph(run.student.config, { optimizer: FINE_TUNING })
  const bytes = serialize(graph)
  const buildMs = performance.now() - start
  const session = await openGraphSession({
    name: 'training graph',
    runtime: run.runtime,
    bytes,
    stay: ['next_params', 'next_moment1', 'next_moment2'],
  })
  return { program, lossInputs, session, buildMs }
}

/** What a gradient step gave. */
export interface GradientResult {
  readonly loss: number
  readonly terms: readonly number[]
  readonly gradientNorm: number
  /** [rows, n], columns `statisticsOf`, before the step. */
  readonly statistics: Float32Array
  /** The moved optimizer, or null when something was not finite; then nothing has changed. */
  readonly moved: Optimizer | null
}

/** One gradient step. The old optimizer stays the caller's. */
export async function takeStep(
  run: RunContext,
  phase: OpenPhase,
  { batch, tensors, teacherLogits }: ScoredBatch,
  optimizer: Optimizer,
  step: number,
): Promise<GradientResult> {
  const { runtime, setup } = run
  const { Tensor } = runtime.ort
  const updates = optimizer.updates + 1
  const scalar = (x: number) => new Tensor('float32', Float32Array.of(x), [])
  const tensor = ({ data, dims }: Feed) => new Tensor('float32', Float32Array.from(data), dims)
  const feeds = phase.program.feeds(phase.lossInputs, batch, step / setup.steps, (row) =>
    chance(setup.seed, 'token', step, row),
  )
  const terms = phase.program.phase.loss.map((_, i) => `term_${i}`)
  const out = await phase.session.run(
    {
      params: optimizer.params.tensor,
      ...frozenFeeds(runtime, run.student),
      moment1: optimizer.moment1.tensor,
      moment2: optimizer.moment2.tensor,
      ...tensors,
      ...(teacherLogits ? { teacher_logits: teacherLogits } : {}),
      ...Object.fromEntries([...feeds].map(([name, feed]) => [name, tensor(feed)])),
      learning_rate: scalar(setup.learningRate),
      correction1: scalar(1 - FINE_TUNING.beta1 ** updates),
      correction2: scalar(1 - FINE_TUNING.beta2 ** updates),
    },
    ['next_params', 'next_moment1', 'next_moment2', 'loss', 'gradient_norm', 'statistics', ...terms],
  )
  const number = async (name: string) => (await takeFloats(runtime, out[name]!))[0] ?? Number.NaN
  const result = {
    loss: await number('loss'),
    gradientNorm: await number('gradient_norm'),
    terms: [] as number[],
    statistics: await takeFloats(runtime, out.statistics!),
  }
  for (const name of terms) result.terms.push(await number(name))
  const state = ['next_params', 'next_moment1', 'next_moment2'].map((name) => new Weights(runtime, out[name]!))
  const [params, moment1, moment2] = state as [Weights, Weights, Weights]
  if (Number.isFinite(result.loss) && Number.isFinite(result.gradientNorm))
    return { ...result, moved: { params, moment1, moment2, updates } }
  for (const weights of state) await weights.release()
  return { ...result, moved: null }
}
