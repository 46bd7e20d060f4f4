/**
 * @file A stand-in for the engine, for tests of the store and the page alone. Deterministic, instant unless slowed down,
 * never shipped: its "models" write the worlds' own solutions and disagree where those differ.
 */
import { hashSeed } from '../../world/random.ts'
import { EngineError, throwIfCancelled } from '../errors.ts'
import {
  ask,
  type CallOptions,
  type Engine,
  type RequestName,
  type TrainingEngine,
  trainingRequests,
} from '../requests.ts'
import type {
  BackendDifferenceRequest,
  DrawRequest,
  InspectRequest,
  ModelInfo,
  NextStepRequest,
  RolloutToken,
  SampleRequest,
  ScoreRequest,
} from '../types.ts'
import { FakeVocabulary, fakeCompletion, rolloutOf } from './fake-completions.ts'
import { fakeDraws } from './fake-draws.ts'
import { fakeDifference, fakeInspections, fakeStep } from './fake-inspections.ts'
import { scoreOf } from './fake-scores.ts'
import { createFakeTraining } from './fake-training.ts'

/** What was asked of the engine, in order. */
export interface AskedRequests {
  readonly sampled: SampleRequest[]
  readonly scored: ScoreRequest[]
  readonly drawn: DrawRequest[]
  readonly inspected: InspectRequest[]
  readonly predicted: NextStepRequest[]
  readonly compared: BackendDifferenceRequest[]
  readonly loaded: string[]
  /** Names of the training requests that move, measure or end a run. */
  readonly training: string[]
}

export interface FakeOptions {
  /** Milliseconds before each token and each answer. Default 0: one turn of the event loop. */
  readonly pace?: number
  /** Called before the models are asked; may throw. */
  readonly obstacle?: (step: RequestName) => void
  /** Steps that are not applied because a number is not finite. */
  readonly faults?: readonly number[]
}

/** Training requests that move, measure or end a run. */
const MOVING: readonly RequestName[] = ['openRun', 'stepRun', 'evaluateRun', 'rewindRun', 'closeRun']
/** Those of them that take their time. */
const WORKING: readonly RequestName[] = ['openRun', 'stepRun', 'evaluateRun']

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

/** An engine whose every answer follows from its arguments, with a record of what it was asked. */
export function createFakeEngine(options: FakeOptions = {}): Engine & { readonly calls: AskedRequests } {
  const { pace = 0, obstacle = () => {}, faults = [] } = options
  const calls: AskedRequests = {
    sampled: [],
    scored: [],
    drawn: [],
    inspected: [],
    predicted: [],
    compared: [],
    loaded: [],
    training: [],
  }
  const vocabulary = new FakeVocabulary()
  const adopted: ModelInfo[] = []
  const brought: ModelInfo[] = []
  const training = createFakeTraining({
    faults,
    adopt(name) {
      const id = `trained-${adopted.length + 1}`
      adopted.push(model(id, name, 'trained', 920_000))
      return { model: id, name }
    },
  })
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pace))

  /** A request that both models answer in one piece. */
  const asking =
    <Request, Result>(name: RequestName, asked: Request[], compute: (request: Request) => Result) =>
    async (request: Request, { signal }: CallOptions = {}): Promise<Result> => {
      asked.push(request)
      obstacle(name)
      await wait()
      throwIfCancelled(signal)
      return compute(request)
    }
  const score = (request: ScoreRequest) => scoreOf(request, vocabulary)

  return {
    ...trainingRequests(async (name, args, given) => {
      if (MOVING.includes(name)) calls.training.push(name)
      if (WORKING.includes(name)) await wait()
      throwIfCancelled(given.signal)
      return ask<keyof TrainingEngine, typeof name>(training, name, args, given)
    }),
    calls,
    async models() {
      await wait()
      return [...MODELS, ...adopted, ...brought]
    },
    async bring({ id, name, files }) {
      await wait()
      obstacle('bring')
      if (!files.some(({ path }) => path === 'config.json'))
        throw new EngineError('missing-file', `"${name}" has no config.json.`, 'Give a whole folder.')
      const info = model(id, name, 'own', 264_000)
      brought.push(info)
      const about = { architecture: 'llama', layers: 5, vocabulary: 512, maxPositions: 512, stored: 'float32' }
      return { info, ...about, memory: 5e8, budget: 3.2e9, chats: name.startsWith('chat'), tokenizer: 'fake' }
    },
    async render(_model, prompt) {
      await wait()
      const text =
        'chat' in prompt
          ? prompt.chat.map(({ role, content }) => `<${role}>${content}`).join('')
          : 'text' in prompt
            ? prompt.text
            : ''
      return { text, tokens: [...text] }
    },
    async dismiss(id) {
      brought.splice(0, brought.length, ...brought.filter((each) => each.id !== id))
    },
    async start(backend) {
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
      const found = [...MODELS, ...adopted, ...brought].find((each) => each.id === id)
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
      const { given, all } = fakeCompletion(request, vocabulary)
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
    score: asking('score', calls.scored, score),
    draw: asking('draw', calls.drawn, (request) => fakeDraws(request, score, vocabulary)),
    inspect: asking('inspect', calls.inspected, (request) => fakeInspections(request, score)),
    predictStep: asking('predictStep', calls.predicted, (request) => fakeStep(request, score)),
    compareBackends: asking('compareBackends', calls.compared, fakeDifference),
    async unload() {},
    async dispose() {},
  }
}
