/**
 * @file The next step at one position of a rollout, on the real student: graphs that take the weights as an input, so that
 * a step is taken on a copy and the loaded model never moves.
 */
import { buildPullback, buildRowLogits } from '../network/pullback.ts'
import { serialize } from '../onnx/model.ts'
import { logSoftmax } from './distribution.ts'
import { throwIfCancelled } from './errors.ts'
import { evaluateAt, shownEntries } from './inspect.ts'
import type { LoadedModel } from './loader.ts'
import { moved, type PositionNetwork, predictionError, predictStep, type Vector } from './next-step.ts'
import type { Runtime } from './runtime.ts'
import { readRollouts, type ScoringOptions } from './scoring.ts'
import { type GraphSession, openGraphSession, type Tensors, takeFloats } from './training/graph-session.ts'
import type { Network, TrainableModel } from './training/networks.ts'
import type { NextStepPrediction, NextStepRequest } from './types.ts'

/** The models of a prediction, on the open backend. */
export interface StepModels {
  readonly runtime: Runtime
  readonly student: LoadedModel
  readonly teacher: LoadedModel
  /** The student's weights. @throws EngineError 'unsupported-model' for a decoder that is not one of ours */
  trainable(model: string, signal?: AbortSignal): Promise<TrainableModel>
}

/** Predicts single gradient steps. */
export interface StepPredictor {
  /**
   * Predicts one gradient step at one position, and takes it on a copy where the request has a rate.
   * @throws EngineError as `scoreRollouts` and `trainable`
   */
  predict(models: StepModels, request: NextStepRequest, options: ScoringOptions): Promise<NextStepPrediction>
  /** Frees the graphs; they live on one backend. */
  close(): Promise<void>
}

interface Graphs {
  readonly forward: GraphSession
  readonly backward: GraphSession
}

/** Nothing is opened before the first prediction; the graphs of every shape and the last student's weights are kept. */
export function createStepPredictor(): StepPredictor {
  const open = new Map<string, Promise<Graphs>>()
  let last: { readonly id: string; readonly model: TrainableModel } | null = null

  async function weightsOf({ student, trainable }: StepModels, signal?: AbortSignal): Promise<TrainableModel> {
    const { id } = student.info
    if (last?.id !== id) last = { id, model: await trainable(id, signal) }
    return last.model
  }

  function graphsOf(runtime: Runtime, { config }: Network): Promise<Graphs> {
    const key = JSON.stringify(config)
    const known = open.get(key)
    if (known) return known
    const opening = openGraphs(runtime, config)
    open.set(key, opening)
    opening.catch(() => open.delete(key))
    return opening
  }

  return {
    async predict(models, request, options) {
      const { student, teacher, runtime } = models
      const { rollout, index, divergence, topK, rate } = request
      const [place] = await readRollouts(
        student,
        teacher,
        [request],
        (positions, { studentIds }) => ({
          position: { ...positions[index]!, teacher: positions[index]!.teacher.slice() },
          // What comes after the position cannot change it.
          ids: studentIds.slice(0, studentIds.length - rollout.tokens.length + index + 1),
        }),
        options,
      )
      const { position, ids } = place!
      const { network, weights } = await weightsOf(models, options.signal)
      const at = networkAt(runtime, await graphsOf(runtime, network), ids, options.signal)
      const prediction = await predictStep(
        at,
        weights,
        (logits) => evaluateAt({ ...position, student: Float32Array.from(logits) }, divergence).gradLogits,
      )
      const after = rate === null ? null : logSoftmax(await at.logits(moved(weights, prediction.gradient, rate)))
      const shown = shownEntries(logSoftmax(position.student), logSoftmax(position.teacher), topK, position.id)
      return {
        entries: shown.map((id) => ({
          id,
          text: student.vocabulary.textOf(id),
          logp: prediction.logp[id]!,
          slope: prediction.slope[id]!,
          after: after && after[id]!,
        })),
        gradientNorm: prediction.norm,
        error: rate === null || after === null ? null : predictionError(prediction, rate, after),
      }
    },
    async close() {
      last = null
      const graphs = [...open.values()]
      open.clear()
      for (const opening of graphs) {
        const found = await opening.catch(() => null)
        await found?.forward.close()
        await found?.backward.close()
      }
    },
  }
}

async function openGraphs(runtime: Runtime, config: Network['config']): Promise<Graphs> {
  const bytes = { forward: serialize(buildRowLogits(config)), backward: serialize(buildPullback(config)) }
  const forward = await openGraphSession({ name: 'next step', runtime, bytes: bytes.forward, stay: [] })
  const backward = await openGraphSession({ name: 'next step’s gradient', runtime, bytes: bytes.backward, stay: [] })
  return { forward, backward }
}

/** The network behind one text, at its last position. @param ids prompt and text up to the position, BOS in front */
function networkAt(
  runtime: Runtime,
  { forward, backward }: Graphs,
  ids: readonly number[],
  signal?: AbortSignal,
): PositionNetwork {
  const { Tensor } = runtime.ort
  const grid = (data: Int32Array) => new Tensor('int32', data, [1, ids.length])
  const float = (data: Vector, dims: readonly number[]) => new Tensor('float32', Float32Array.from(data), dims)
  const text: Tensors = {
    input_ids: grid(Int32Array.from(ids)),
    attention_mask: grid(new Int32Array(ids.length).fill(1)),
    position_ids: grid(Int32Array.from(ids, (_, i) => i)),
    loss_rows: new Tensor('int32', Int32Array.of(ids.length - 1), [1]),
  }
  const run = async (session: GraphSession, feeds: Tensors, output: string) => {
    throwIfCancelled(signal)
    const out = await session.run({ ...text, ...feeds }, [output])
    return takeFloats(runtime, out[output]!)
  }
  return {
    logits: (weights) => run(forward, { params: float(weights, [weights.length]) }, 'row_logits'),
    pullback: (weights, d) =>
      run(backward, { params: float(weights, [weights.length]), logit_gradient: float(d, [1, d.length]) }, 'gradient'),
  }
}
