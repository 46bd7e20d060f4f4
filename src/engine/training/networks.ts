/**
 * @file Networks whose weights are inputs: one decoder session and one scoring session a shape, whatever weights they run
 * with (live, start, snapshot, average, a larger model's).
 */
import type { Tensor } from 'onnxruntime-common'
import { buildJoin } from '../../methods/graph/join.ts'
import { teacherStatistics } from '../../methods/graph/statistics.ts'
import type { TokenLoop } from '../../methods/recipe/rollouts.ts'
import type { TeacherMix } from '../../methods/teacher-mix.ts'
import { type DecoderConfig, parameters } from '../../network/config.ts'
import { buildDecoder, frozenInput } from '../../network/decoder.ts'
import { buildSampler } from '../../network/sampler.ts'
import { hasSteps } from '../../network/step.ts'
import { buildRowScorer } from '../../network/training.ts'
import { serialize } from '../../onnx/model.ts'
import type { DecoderSession } from '../decoder.ts'
import { createDecoderSession } from '../decoder-session.ts'
import { type GenerateOptions, generate } from '../generate.ts'
import type { DecoderShape } from '../model-config.ts'
import type { RowPlan, RowResult } from '../rows.ts'
import type { Runtime } from '../runtime.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { type JointPlan, type JointResult, writeTogether } from '../write-together.ts'
import { type GraphSession, openGraphSession, type Tensors } from './graph-session.ts'
import type { Weights } from './weights.ts'

/** Tokens that a run writes where nothing needs to come between: few enough that rows which end idle only for a moment. */
const BLOCK = 8

/** A decoder's dimensions and words, without weights. */
export interface Network {
  readonly id: string
  readonly config: DecoderConfig
  readonly shape: DecoderShape
  readonly vocabulary: Vocabulary
  /** Of networks that train an adapter: all their parameters, flat as in `parameters`. Never changed. */
  readonly frozen?: Float32Array
}

const frozenTensors = new WeakMap<Float32Array, Tensors>()

/** Inputs that a network's graphs have besides `params`: the frozen parameters, or none. */
export function frozenFeeds({ ort }: Runtime, { config, frozen }: Network): Tensors {
  if (!frozen) return {}
  const known = frozenTensors.get(frozen)
  if (known) return known
  const tensors = Object.fromEntries(
    parameters(config).map(({ name, shape, offset, size }) => [
      frozenInput(name),
      new ort.Tensor('float32', frozen.subarray(offset, offset + size), [...shape]),
    ]),
  )
  frozenTensors.set(frozen, tensors)
  return tensors
}

/** A network with its weights in memory. */
export interface TrainableModel {
  readonly network: Network
  readonly weights: Float32Array
}

/** Runs any weights through sessions that are opened once a shape. */
export interface Networks {
  /** Rollouts of a network under some weights, all plans as one batch. Same guarantees as `generate`. */
  generate(
    network: Network,
    weights: Weights,
    plans: readonly RowPlan[],
    options?: GenerateOptions,
  ): Promise<readonly RowResult[]>
  /**
   * Logits and TEACHER_STATISTICS at the rows of a table.
   * @param table `input_ids`, `attention_mask`, `position_ids`, `loss_rows`, `targets`
   * @returns `row_logits` [rows, vocabulary] (on the device), `statistics` [rows, 6]
   */
  score(network: Network, weights: Weights, table: Tensors, topEntropy: number | null): Promise<Tensors>
  /** Rollouts that two networks write together. @throws EngineError 'cancelled', and whatever the sessions throw */
  together(
    student: WeighedNetwork,
    teacher: WeighedNetwork,
    loop: TokenLoop,
    plans: readonly JointPlan[],
    signal?: AbortSignal,
  ): Promise<readonly JointResult[]>
  /**
   * The logits of several models as the loss reads them: see `buildJoin`.
   * @param tables row_logits of each, [rows, vocabulary]; the caller's to dispose of
   * @param masks where each text has its own model: [rows, 1] each, 1 on the rows that the model is to read
   */
  join(
    mix: TeacherMix,
    vocabulary: number,
    tables: readonly Tensor[],
    masks: readonly Tensor[],
    targets: Tensor,
    topEntropy: number | null,
  ): Promise<Tensors>
  close(): Promise<void>
}

/** A network with the weights that it runs with. */
export interface WeighedNetwork {
  readonly network: Network
  readonly weights: Weights
}

/** Nothing is opened before the first call. */
export function createNetworks(runtime: Runtime): Networks {
  const decoders = new Map<string, { readonly session: DecoderSession; use(weights: Tensor): void }>()
  const scorers = new Map<string, Promise<GraphSession>>()
  const joins = new Map<string, Promise<GraphSession>>()

  function decoderFor(network: Network) {
    const { id, config, shape, frozen } = network
    // Without frozen parameters, whatever weights come fit every session of the shape.
    const key = JSON.stringify(frozen ? [id, config] : config)
    const known = decoders.get(key)
    if (known) return known
    let current: Tensor | null = null
    const bytes = serialize(buildDecoder(config, { weights: 'input', rows: 'input' }))
    const session = createDecoderSession({
      model: id,
      runtime,
      shape,
      readWeights: async () => bytes,
      params() {
        if (!current) throw new RangeError('a decoder runs without weights')
        return { params: current, ...frozenFeeds(runtime, network) }
      },
      ...(hasSteps(config) && {
        sampler: {
          tokens: BLOCK,
          build: (greedy: boolean) => serialize(buildSampler(config, { tokens: BLOCK, greedy, weights: 'input' })),
        },
      }),
    })
    const made = {
      session,
      use(weights: Tensor) {
        current = weights
      },
    }
    decoders.set(key, made)
    return made
  }

  function scorerFor({ config }: Network, topEntropy: number | null): Promise<GraphSession> {
    const key = `${topEntropy} ${JSON.stringify(config)}`
    const known = scorers.get(key)
    if (known) return known
    const graph = buildRowScorer(
      config,
      (g, { logits, targets }) => ({ statistics: teacherStatistics(g, logits, targets, topEntropy) }),
      {
        name: 'scorer',
        doc: 'What a teacher says of given tokens: its logits at their rows, and statistics of each row.',
      },
    )
    const opening = openGraphSession({
      name: "teacher's scoring graph",
      runtime,
      bytes: serialize(graph),
      stay: ['row_logits'],
    })
    scorers.set(key, opening)
    opening.catch(() => scorers.delete(key))
    return opening
  }

  function joinFor(mix: TeacherMix, vocabulary: number, topEntropy: number | null): Promise<GraphSession> {
    const key = JSON.stringify([mix, vocabulary, topEntropy])
    const known = joins.get(key)
    if (known) return known
    const opening = openGraphSession({
      name: "teachers' graph",
      runtime,
      bytes: serialize(buildJoin(mix, vocabulary, topEntropy)),
      stay: ['logits'],
    })
    joins.set(key, opening)
    opening.catch(() => joins.delete(key))
    return opening
  }

  return {
    together(student, teacher, loop, plans, signal) {
      const voice = ({ network, weights }: WeighedNetwork) => {
        const { session, use } = decoderFor(network)
        return { session, use: () => use(weights.tensor) }
      }
      return writeTogether(voice(student), voice(teacher), loop, plans, signal)
    },
    async join(mix, vocabulary, tables, masks, targets, topEntropy) {
      const session = await joinFor(mix, vocabulary, topEntropy)
      const named = (name: string, tensors: readonly Tensor[]) =>
        tensors.map((tensor, k) => [`${name}_${k}`, tensor] as const)
      const feeds = Object.fromEntries([...named('logits', tables), ...named('mask', masks)])
      const fetches = mix.kind === 'each' ? ['logits'] : ['logits', 'statistics']
      return session.run(mix.kind === 'each' ? feeds : { ...feeds, targets }, fetches)
    },
    async generate(network, weights, plans, options) {
      const { session, use } = decoderFor(network)
      use(weights.tensor)
      return generate(session, plans, options)
    },
    async score(network, weights, table, topEntropy) {
      const session = await scorerFor(network, topEntropy)
      return session.run({ params: weights.tensor, ...frozenFeeds(runtime, network), ...table }, [
        'row_logits',
        'statistics',
      ])
    },
    async close() {
      for (const { session } of decoders.values()) await session.close()
      for (const opening of [...scorers.values(), ...joins.values()]) await (await opening.catch(() => null))?.close()
      decoders.clear()
      scorers.clear()
      joins.clear()
    },
  }
}
