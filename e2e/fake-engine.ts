/**
 * @file A stand-in for the engine, for tests of the store and the page alone. Deterministic, instant unless slowed down,
 * never shipped: its "models" write the worlds' own solutions and disagree where those differ.
 */
import { EngineError, throwIfCancelled } from '../src/engine/errors.ts'
import type { Engine } from '../src/engine/requests.ts'
import type {
  DrawRequest,
  GhostRequest,
  InspectRequest,
  ModelInfo,
  Rollout,
  RolloutToken,
  SampleRequest,
  ScoreRequest,
} from '../src/engine/types.ts'
import type { Files } from '../src/store/action.ts'
import { hashSeed } from '../src/world/random.ts'
import { fakeDraws } from './fake-draws.ts'
import { fakeDifference, fakeGhost, fakeInspections } from './fake-inspect.ts'
import { scoreOf } from './fake-scores.ts'
import { createFakeTraining } from './fake-training.ts'
import { goOn, problemFor, rolloutOf, studentTokens, textOf, tokenOf } from './fake-writing.ts'

/** What was asked of the engine, in order. */
export interface Calls {
  readonly sampled: SampleRequest[]
  readonly scored: ScoreRequest[]
  readonly drawn: DrawRequest[]
  readonly inspected: InspectRequest[]
  readonly ghosts: GhostRequest[]
  readonly loaded: string[]
  /** Training calls, by name. */
  readonly training: string[]
}

/** Nothing leaves the page in tests that do not ask for it. */
export const noFiles: Files = {
  save() {},
  address: (query) => `http://localhost/${query && `?${query}`}`,
  copyLink: async () => {},
  draw: async () => null,
  copyText: async () => {},
  emptyPage: async () => '',
  paint: async () => new Uint8Array(),
}

export interface FakeOptions {
  /** Milliseconds before each token and each scoring. Default 0: one turn of the event loop. */
  readonly pace?: number
  /** Called before each step; may throw. */
  readonly obstacle?: (step: 'start' | 'load' | 'sample' | 'score' | 'draw' | 'inspect' | 'ghost' | 'compare') => void
  /** Steps that are not applied because a number is not finite. */
  readonly faults?: readonly number[]
}

const model = (id: string, name: string, role: ModelInfo['role'], parameters: number): ModelInfo => ({
  id,
  name,
  role,
  parameters,
  bytes: parameters * 2,
  sha256: hashSeed(id).toString(16).padStart(64, '0'),
  description: `A stand-in called ${name}.`,
})

const MODELS = [
  model('student', 'Student', 'student', 920_000),
  model('student-strong', 'Strong student', 'student', 920_000),
  model('teacher', 'Teacher', 'teacher', 4_100_000),
  model('specialist-ledger', 'Ledger specialist', 'specialist', 920_000),
  model('student-step-2000', 'Student at step 2000', 'checkpoint', 920_000),
]

/** An engine whose every answer follows from its arguments. */
export function createFakeEngine(options: FakeOptions = {}): Engine & { readonly calls: Calls } {
  const { pace = 0, obstacle = () => {}, faults = [] } = options
  const calls: Omit<Calls, 'training'> = { sampled: [], scored: [], drawn: [], inspected: [], ghosts: [], loaded: [] }
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pace))
  const adopted: ModelInfo[] = []
  const training = createFakeTraining({
    wait,
    faults,
    adopt(name) {
      const id = `trained-${adopted.length + 1}`
      adopted.push(model(id, name, 'trained', 920_000))
      return { model: id, name }
    },
  })
  return {
    ...training,
    calls: { ...calls, training: training.calls },
    async models() {
      await wait()
      return [...MODELS, ...adopted]
    },
    async start({ backend }) {
      await wait()
      obstacle('start')
      const measurements = [
        { backend: 'webgpu', milliseconds: 4.21, reason: null },
        { backend: 'wasm', milliseconds: 11.3, reason: null },
      ] as const
      const chosen = backend === 'auto' ? 'measured' : 'forced'
      return { backend: backend === 'wasm' ? 'wasm' : 'webgpu', threads: 2, chosen, measurements }
    },
    async load(id, { signal, onProgress } = {}) {
      const found = [...MODELS, ...adopted].find((each) => each.id === id)
      if (!found) throw new EngineError('unknown-model', `There is no model “${id}”.`, 'Choose another one.')
      for (let i = 0; i <= 4; i++) {
        const phase = (['download', 'download', 'verify', 'compile', 'warm-up'] as const)[i] ?? 'ready'
        onProgress?.({ model: id, phase, loaded: (found.bytes * i) / 4, total: found.bytes })
        await wait()
        throwIfCancelled(signal)
      }
      obstacle('load')
      onProgress?.({ model: id, phase: 'ready', loaded: found.bytes, total: found.bytes })
      calls.loaded.push(id)
      return found
    },
    async sample(request, { signal, onEvent } = {}) {
      calls.sampled.push(request)
      obstacle('sample')
      const problem = problemFor(request.problem)
      const given = (request.prefix ?? []).map(({ id }, i) => tokenOf(textOf(id), i, request.sampling.seed))
      const all =
        given.length > 0 ? goOn(problem, given, request.sampling.seed) : studentTokens(problem, request.sampling.seed)
      const tokens: RolloutToken[] = [...given]
      for (const token of all.slice(given.length, request.sampling.maxTokens)) {
        await wait()
        if (signal?.aborted) break
        onEvent?.({ type: 'token', rollout: 0, index: tokens.length, token })
        tokens.push(token)
      }
      const finish = signal?.aborted ? 'stopped' : tokens.length < all.length ? 'length' : 'eos'
      const result = rolloutOf(request, tokens, finish)
      onEvent?.({ type: 'finished', rollout: 0, result })
      return [result]
    },
    async score(request, { signal } = {}) {
      calls.scored.push(request)
      obstacle('score')
      await wait()
      throwIfCancelled(signal)
      return scoreOf(request)
    },
    async draw(request, { signal } = {}) {
      calls.drawn.push(request)
      obstacle('draw')
      await wait()
      throwIfCancelled(signal)
      const write = ({ student, problem }: { student: string; problem: Rollout['problem'] }, seed: number): Rollout => {
        const sampling = { seed, temperature: request.temperature, topK: 0, topP: 1, minP: 0, maxTokens: 512 }
        return rolloutOf({ model: student, problem, sampling }, studentTokens(problemFor(problem), seed), 'eos')
      }
      return fakeDraws(request, write, scoreOf)
    },
    async inspect(request, { signal } = {}) {
      calls.inspected.push(request)
      obstacle('inspect')
      await wait()
      throwIfCancelled(signal)
      return fakeInspections(request, scoreOf)
    },
    async ghost(request, { signal } = {}) {
      calls.ghosts.push(request)
      obstacle('ghost')
      await wait()
      throwIfCancelled(signal)
      return fakeGhost(request, scoreOf)
    },
    async compareBackends(request, { signal } = {}) {
      obstacle('compare')
      await wait()
      throwIfCancelled(signal)
      return fakeDifference(request)
    },
    async unload() {},
    async dispose() {},
  }
}
