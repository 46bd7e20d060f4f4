/**
 * @file A stand-in for the engine, for tests of the store and the page alone. Deterministic, instant unless slowed down,
 * never shipped: its "models" write the worlds' own solutions and disagree where those differ.
 */
import { divergenceById } from '../src/divergence/registry.ts'
import { EngineError, throwIfCancelled } from '../src/engine/errors.ts'
import type {
  DrawRequest,
  Engine,
  GhostRequest,
  InspectRequest,
  ModelInfo,
  Rollout,
  RolloutToken,
  SampleRequest,
  ScoredRollout,
  ScoreRequest,
  TokenScore,
} from '../src/engine/types.ts'
import type { Files } from '../src/store/action.ts'
import { cut } from '../src/world/pieces.ts'
import { renderPrompt } from '../src/world/prompt.ts'
import { hashSeed } from '../src/world/random.ts'
import { worldById } from '../src/world/registry.ts'
import type { Problem } from '../src/world/types.ts'
import { fakeDraws } from './fake-draws.ts'
import { fakeDifference, fakeGhost, fakeInspections } from './fake-inspect.ts'
import { createFakeTraining } from './fake-training.ts'

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

const WORDS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', 'x', '=', '\n', ' the', ' has', ':', '.']

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

const problemFor = ({ world, problemSeed, difficulty }: SampleRequest['problem']): Problem =>
  worldById(world).generate(problemSeed, difficulty)

function rolloutOf(
  { problem, model, sampling }: Pick<SampleRequest, 'problem' | 'model' | 'sampling'>,
  tokens: readonly RolloutToken[],
  finish: Rollout['finish'],
): Rollout {
  const text = tokens.map((token) => token.text).join('')
  const made = problemFor(problem)
  const prompt = renderPrompt(made)
  const verdict = made.verify(text)
  return { problem, student: model, sampling, prompt, text, tokens, verdict, finish, backend: 'wasm' }
}

function studentTokens(problem: Problem, seed: number): readonly RolloutToken[] {
  const care = hashSeed(seed, 'care') % 3 === 0 ? 'careful' : 'sloppy'
  const style = hashSeed(seed, 'style') % 2 === 0 ? 'verbose' : 'terse'
  return cut(problem.write({ care, style }, seed)).map((text, i) => tokenOf(text, i, seed))
}

/** A prefix and what comes after it: the careful solution that begins so, where there is one, else the student's own. */
function goOn(problem: Problem, prefix: readonly RolloutToken[], seed: number): readonly RolloutToken[] {
  const careful = [0, 1, 2, 3].flatMap((each) =>
    (['terse', 'verbose'] as const).map((style) => cut(problem.write({ care: 'careful', style }, each))),
  )
  const fitting = careful.find((texts) => prefix.every(({ text }, i) => texts[i] === text))
  const rest = fitting?.map((text, i) => tokenOf(text, i, seed)) ?? studentTokens(problem, seed)
  return [...prefix, ...rest.slice(prefix.length)]
}

const tokenOf = (text: string, i: number, seed: number): RolloutToken => ({
  id: idOf(text),
  text,
  logpStudent: Math.log(0.55 + unit(seed, i, text) * 0.44),
  source: 'student',
})

/** Every text that has an id, so that a prefix of ids can be read back. */
const texts = new Map<number, string>()

function idOf(text: string): number {
  const id = hashSeed(text)
  texts.set(id, text)
  return id
}

const textOf = (id: number): string => texts.get(id) ?? ''

/** A number in [0, 1) that follows from its arguments. */
const unit = (...parts: (string | number)[]): number => hashSeed(...parts) / 2 ** 32

function scoreOf({ rollout, teacher, context, divergences, topK }: ScoreRequest): ScoredRollout {
  const problem = problemFor(rollout.problem)
  const contextText = context === null ? null : problem.context(context, { attempt: rollout.text })
  const careful = [0, 1, 2, 3].flatMap((seed) =>
    (['terse', 'verbose'] as const).map((style) => problem.write({ care: 'careful', style }, seed)),
  )
  let written = ''
  const tokens = rollout.tokens.map((token, i) => {
    const line = `${written}${token.text}`.split('\n').at(-1) ?? ''
    written += token.text
    const fits = careful.some((text) => text.split('\n').some((good) => good.startsWith(line)))
    return scoreToken(token, i, fits, teacher, context, divergences, topK)
  })
  return { teacher, context, contextText, teacherPrompt: renderPrompt(problem, contextText), tokens, backend: 'wasm' }
}

function scoreToken(
  token: RolloutToken,
  i: number,
  fits: boolean,
  teacher: string,
  context: string | null,
  divergences: ScoreRequest['divergences'],
  topK: number,
): TokenScore {
  const words = [token.text, ...WORDS.filter((word) => word !== token.text)]
  const sharpness = context === null ? 2.5 : 6
  const studentLogits = spread(words.length, Math.exp(token.logpStudent), token.text, i)
  const liking = fits ? 0.7 + 0.29 * unit(teacher, i) : Math.exp(-sharpness * (0.3 + unit(teacher, i, 'slip')))
  const teacherLogits = spread(words.length, context === null ? liking * 0.9 : liking, teacher, i)
  const position = { studentLogits, teacherLogits, token: 0 }
  const [logpStudent = 0] = studentLogits
  const [logpTeacher = 0] = teacherLogits
  const order = words.map((_, v) => v).sort((a, b) => (studentLogits[b] ?? 0) - (studentLogits[a] ?? 0))
  const top = order.slice(0, topK)
  const rest = (logits: readonly number[]): number => 1 - top.reduce((sum, v) => sum + Math.exp(logits[v] ?? 0), 0)
  return {
    logpStudent,
    logpTeacher,
    gap: logpTeacher - logpStudent,
    entropyStudent: entropy(studentLogits),
    entropyTeacher: entropy(teacherLogits),
    rankStudent: rank(studentLogits),
    rankTeacher: rank(teacherLogits),
    top: top.map((v) => ({
      id: idOf(words[v] ?? ''),
      text: words[v] ?? '',
      logpStudent: studentLogits[v] ?? 0,
      logpTeacher: teacherLogits[v] ?? 0,
    })),
    tailStudent: rest(studentLogits),
    tailTeacher: rest(teacherLogits),
    divergences: Object.fromEntries(
      divergences.map(({ key, id, report, ...options }) => {
        const { value, gradLogits } = divergenceById(id).evaluate(position, options)
        return [key, report === 'gradient-norm' ? Math.hypot(...gradLogits) : value]
      }),
    ),
  }
}

/** Log-probs over `size` words: `first` for the first, the rest shared unevenly. */
function spread(size: number, first: number, ...salt: (string | number)[]): number[] {
  const p = Math.min(0.9995, Math.max(1e-5, first))
  const shares = Array.from({ length: size - 1 }, (_, v) => Math.exp(9 * unit(...salt, v)))
  const sum = shares.reduce((a, b) => a + b, 0)
  return [Math.log(p), ...shares.map((share) => Math.log(((1 - p) * share) / sum))]
}

const entropy = (logps: readonly number[]): number => -logps.reduce((sum, logp) => sum + Math.exp(logp) * logp, 0)
const rank = (logps: readonly number[]): number => 1 + logps.filter((logp) => logp > (logps[0] ?? 0)).length
