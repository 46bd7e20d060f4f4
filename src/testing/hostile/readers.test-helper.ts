/**
 * @file Every reader of what strangers write, with examples to spoil, and what holds for all of them: a valid value that says the same when
 * it is written and read again, or one of the reader's own errors in one line. Never another error, never a hang.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { readEmbed } from '../../app/embed/embed-settings.ts'
import { answerRequest } from '../../divergence/request.ts'
import { readCellTrace } from '../../embed/cell-trace.ts'
import { hear } from '../../embed/messages.ts'
import { REQUEST_TYPES } from '../../embed/protocol.ts'
import { EngineError } from '../../engine/errors.ts'
import { parseJson as parseBytes } from '../../engine/files.ts'
import { MANIFEST_PATH, validateManifest } from '../../engine/manifest.ts'
import { readDecoderShape } from '../../engine/model-config.ts'
import { decoderConfig, fromSafetensors, readWeights, toSafetensors } from '../../engine/training/network-files.ts'
import { readVocabulary } from '../../engine/vocabulary.ts'
import { REGISTRY } from '../../features/index.ts'
import { readProgress } from '../../features/lessons/progress.ts'
import { CHOICES, ROUNDS, readCode, VOTERS, writeCode } from '../../formats/bet-code.ts'
import { infinitiesAsText } from '../../formats/json.ts'
import { packText, unpackText } from '../../formats/packed-text.ts'
import { readBet, writeBet } from '../../formats/phone-bet.ts'
import { type RaceRecording, readRace, writeRace } from '../../formats/race-recording.ts'
import type { Talk } from '../../formats/talk.ts'
import { restoreTalk } from '../../formats/talk-file.ts'
import { type Trace, writeTrace } from '../../formats/trace.ts'
import { readTrace } from '../../formats/trace-schema.ts'
import { readTraining } from '../../formats/training-recording.ts'
import { writeTalk } from '../../formats/write-talk.ts'
import { decodeText, parseJson } from '../../json/parse.ts'
import { parseOptions } from '../../lab/options.ts'
import { findRace } from '../../lab/race.ts'
import { readRollouts } from '../../lab/read-rollouts.ts'
import { parseRecipeOptions } from '../../lab/recipe-options.ts'
import { parseRaceOptions, parseTrainOptions } from '../../lab/run-options.ts'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { recipeFormula } from '../../methods/formula.ts'
import { RecipeError, validateRecipe } from '../../methods/schema/validate.ts'
import { parameterCount } from '../../network/config.ts'
import { buildDecoder } from '../../network/decoder.ts'
import { toHuggingFace } from '../../network/hugging-face.ts'
import { initialWeights } from '../../network/initialize.ts'
import { serialize } from '../../onnx/model.ts'
import { mutatedLinks } from '../../settings/mutated-links.test-helper.ts'
import { hostileText, mutatedBytes, mutatedJson, oddValue } from './mutate.test-helper.ts'

const ROOT = join(import.meta.dirname, '../../..')
const file = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

export interface Reader {
  readonly name: string
  readonly input: fc.Arbitrary<unknown>
  /** What comes of it; `undefined` where the reader says that there is nothing. */
  read(input: never): unknown
  /** The value written and read again, where the format has a writer. */
  again?(value: never): unknown
  /** The reader's own errors. None: it never throws. */
  readonly refuses: readonly (new (
    ...given: never[]
  ) => Error)[]
}

/** What JavaScript itself says when a program trips: none of ours. */
const TRIPPED =
  /Cannot (read|convert|set|mix|destructure)|is not (a function|iterable|a constructor|defined|extensible)|undefined|\[object |Maximum call stack|Invalid (array|typed|string|regular|time|count)|out of (range|bounds)|null \(|is not a valid|BigInt|Object\.defineProperty|The "\w+" argument|multiple of/

const LONGEST_MESSAGE = 700
/** Milliseconds. A page must not stand still for longer; here other programs run beside. */
const LONGEST = 1500

/** What is wrong with how a reader takes an input; null for nothing. */
export async function faultOf(reader: Reader, input: unknown): Promise<string | null> {
  const begin = performance.now()
  let value: unknown
  try {
    value = await reader.read(input as never)
  } catch (error) {
    return wrongError(reader, error) ?? tooSlow(begin)
  }
  const slow = tooSlow(begin)
  if (slow || value === undefined || !reader.again) return slow
  try {
    const again = await reader.again(value as never)
    const [one, other] = [canonical(value), canonical(again)]
    return one === other ? null : `reads back as something else: ${difference(one, other)}`
  } catch (error) {
    return `what it accepted cannot be written and read again: ${String(error).slice(0, 300)}`
  }
}

function wrongError({ refuses }: Reader, error: unknown): string | null {
  if (!(error instanceof Error) || !refuses.some((kind) => error instanceof kind)) {
    return `throws another error: ${error instanceof Error ? error.stack?.slice(0, 600) : String(error)}`
  }
  const remedy = 'remedy' in error ? ` ${String(error.remedy)}` : ''
  const line = error.message + remedy
  // What a library says of its own files stands in brackets.
  if (TRIPPED.test(error.message.replace(/it does not load \(.*\)/, '')))
    return `says what JavaScript says: ${error.stack?.slice(0, 600)}`
  if (line.includes('\n')) return `says more than a line: ${line}`
  if (line.length > LONGEST_MESSAGE) return `says too much (${line.length}): ${line.slice(0, 200)}`
  return null
}

function tooSlow(begin: number): string | null {
  const took = performance.now() - begin
  return took > LONGEST ? `takes ${took.toFixed(0)} ms` : null
}

/** Equal exactly when two values say the same; infinities count, the order of keys and the sign of 0 do not. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (typeof each === 'number' && !Number.isFinite(each)) return String(each)
    if (ArrayBuffer.isView(each)) return Array.from(each as Float32Array, (x) => (Number.isFinite(x) ? x : String(x)))
    if (typeof each === 'object' && each !== null && !Array.isArray(each) && key !== '__proto__') {
      return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    return each
  })
}

function difference(one: string, other: string): string {
  let i = 0
  while (one[i] === other[i]) i++
  return `${one.slice(Math.max(0, i - 60), i + 60)} | ${other.slice(Math.max(0, i - 60), i + 60)}`
}

const TRACE = file('src/testing/hostile/examples/trace.json')
const ROLLOUT_REQUEST = {
  model: 'student',
  problem: { world: 'tally', difficulty: 2, problemSeed: 7 },
  sampling: { seed: 0, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 192 },
  n: 1,
  context: null,
} as const
const ROLLOUTS = file('src/testing/hostile/examples/rollouts.json')

const RUN = file('src/testing/hostile/examples/training.json')
const RACE = file('src/testing/hostile/examples/race.json')

const TALK = {
  format: 'opd-cues',
  version: 1,
  title: 'A talk',
  cues: [
    {
      id: 'a',
      title: 'First',
      query: 'v=1&seed=4',
      notes: 'Say it.',
      reveal: ['teacher', 'note'],
      planned: 60,
      trace: 't',
    },
    { id: 'b', title: 'Second', query: '', action: { do: 'train', steps: 3 }, limit: 4, training: 'r', chart: 1 },
    {
      id: 'c',
      title: 'Third',
      query: '',
      action: { do: 'bet', options: ['one', 'two'], answer: 1 },
      focus: 'text',
      qr: true,
    },
  ],
  recordings: { t: { trace: TRACE }, r: { training: RUN } },
}

const CONFIG = toHuggingFace({
  ...{ vocabSize: 11, hiddenSize: 8, layers: 1, heads: 2, kvHeads: 1, headDim: 4, ffnSize: 6, maxPositions: 16 },
  ...{ ropeTheta: 10_000, normEpsilon: 1e-5 },
})
const DECODER = decoderConfig(CONFIG, 'tiny')
const WEIGHTS = initialWeights(DECODER, 1)
const SAFETENSORS = toSafetensors(DECODER, WEIGHTS, { step: '3' })
const ONNX = serialize(buildDecoder(DECODER, { weights: WEIGHTS }))

/** A tokenizer of a few bytes, in the shape of the shipped ones. */
const TOKENIZER = file('src/testing/hostile/examples/tokenizer.json')
const TOKENIZER_CONFIG = file('models/student/tokenizer_config.json')

const REQUEST = {
  student_logits: [
    [0, 1, '-Infinity'],
    [1, 2, 3],
  ],
  teacher_logits: [
    [1, 0, 2],
    [0, 0, 0],
  ],
  divergence: 'jsd',
  params: { beta: 0.5 },
  temperature: 1,
  tokens: [1, 2],
  support: { top_k: 2, of: 'teacher', tail: true },
}

const argument = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...[
        'sample',
        'score',
        'eval',
        'list',
        'graph',
        'validate',
        'gkd',
        '-o',
        'x.onnx',
        'tally',
        'quest',
        'none',
        'answer',
      ],
      ...[
        '--json',
        '--list',
        '--seed',
        '--n',
        '--temperature',
        '--top-k',
        '--top-p',
        '--min-p',
        '--max-tokens',
        '--world',
      ],
      ...[
        '--difficulty',
        '--problem-seed',
        '--context',
        '--divergences',
        '--rollout',
        '--trace',
        '--model',
        '--threads',
      ],
      ...['--backend', '--steps', '--rollouts', '--learning-rate', '--seeds', '--save', '--recipe', '--evaluate-every'],
      ...[
        '--',
        '-',
        '--no-json',
        '--seed=',
        '--json=1',
        '--__proto__',
        '-1',
        '1',
        '0,7',
        '1e400',
        'NaN',
        'jsd:beta=0.1=5',
      ],
      ...[
        'jsd:beta',
        'jsd:__proto__=1',
        'jsd:beta=0.1:beta=0.2',
        'k1,,k2',
        '0x10',
        '1_000',
        '٣',
        '-Infinity',
        ' 1',
        '1,2,2',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constant('y'.repeat(4000)) },
)
const argv = (first: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(argument, { maxLength: 6 }).map((rest) => [...first, ...rest])

const LINKS = mutatedLinks(400, 11)
const link: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...LINKS), fc.webQueryParameters(), fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(4))
  .map(([one, other, noise, how]) => [one, `${one}&${other}`, one + noise, other, `${noise}&${one}`][how] as string)

const message = fc.oneof(
  mutatedJson(
    REQUEST_TYPES.map((type) => ({
      ...{ protocol: 'opd-playground', version: 1, id: 'a', type },
      ...{
        state: { seed: 4, rail: ['k1'] },
        index: 2,
        divergence: 'jsd',
        params: { beta: 0.5 },
        on: true,
        theme: 'paper',
      },
      trace: { format: 'opd-trace' },
    })),
  ),
  oddValue,
)

/** Parsed text to a reader of values. */
const parsed =
  <T>(read: (json: unknown) => T) =>
  (text: string): T =>
    read(parseJson(text))

const jsonReader = (
  name: string,
  examples: readonly unknown[],
  rest: Pick<Reader, 'read' | 'again' | 'refuses'>,
): Reader => ({ name, input: hostileText(examples), ...rest })

const kept = (text: string): Talk | undefined => restoreTalk(text).talk ?? undefined

const ANY = new Date(0)

export const READERS: readonly Reader[] = [
  {
    name: 'addresses',
    input: link,
    read: (query: string) => {
      const { settings, stage } = REGISTRY.schema.restore(query)
      return { settings, stage }
    },
    again: ({ settings, stage }: ReturnType<typeof REGISTRY.schema.restore>) => {
      const again = REGISTRY.schema.restore(REGISTRY.schema.toQuery(settings, '', stage))
      if (again.notice !== null) throw new Error(again.notice)
      return { settings: again.settings, stage: again.stage }
    },
    refuses: [],
  },
  {
    name: 'addresses of embeds',
    input: fc
      .tuple(link, fc.dictionary(fc.constantFrom('view', 'hide', 'autoload', 'background', 'allow'), fc.string()))
      .map(([query, given]) => `${new URLSearchParams(given)}&${query}`),
    read: (query: string) => readEmbed(query, REGISTRY),
    refuses: [],
  },
  jsonReader('traces', [TRACE], {
    read: parsed(readTrace),
    again: (trace: Trace) => {
      const once = readTrace(JSON.parse(writeTrace(trace, ANY)))
      // The first writing rounds to nine digits; after it nothing changes any more.
      if (canonical(readTrace(JSON.parse(writeTrace(once, ANY)))) !== canonical(once))
        throw new Error('it goes on changing')
      return rounded(once, trace)
    },
    refuses: [TypeError],
  }),
  jsonReader('traces in a notebook', [TRACE], { read: (text: string) => readCellTrace(text), refuses: [TypeError] }),
  jsonReader('talks', [TALK], {
    read: kept,
    again: (talk: Talk) => {
      const once = kept(writeTalk(talk, ANY)) as Talk
      if (canonical(kept(writeTalk(once, ANY))) !== canonical(once)) throw new Error('it goes on changing')
      return rounded(once, talk)
    },
    refuses: [],
  }),
  jsonReader('training recordings', [RUN], {
    read: parsed((json) => readTraining(json, 'training')),
    again: (run: unknown) => readTraining(JSON.parse(JSON.stringify(run, infinitiesAsText)), 'training'),
    refuses: [TypeError],
  }),
  jsonReader('race recordings', [RACE], {
    read: parsed((json) => readRace(JSON.parse(writeRace(readRace(json))))),
    again: (race: RaceRecording) => readRace(JSON.parse(writeRace(race))),
    refuses: [TypeError],
  }),
  jsonReader('progress of lessons', [{ progress: ['a'], places: { first: 2 }, home: 'seed=3' }], {
    read: (text: string) => readProgress(text) ?? undefined,
    refuses: [],
  }),
  jsonReader('recipes', RECIPES, {
    read: parsed((json) => {
      const recipe = validateRecipe(json)
      recipeFormula(recipe)
      return recipe
    }),
    again: (recipe: unknown) => validateRecipe(JSON.parse(JSON.stringify(recipe))),
    refuses: [RecipeError, TypeError],
  }),
  jsonReader('manifests', [file('src/testing/hostile/examples/manifest.json')], {
    read: (text: string) => validateManifest(parseBytes(new TextEncoder().encode(text), MANIFEST_PATH)),
    again: (manifest: unknown) => validateManifest(JSON.parse(JSON.stringify(manifest))),
    refuses: [EngineError],
  }),
  jsonReader('configs', [CONFIG], {
    read: (text: string) => {
      const json = parseBytes(new TextEncoder().encode(text), 'config.json')
      readDecoderShape(json, 'tiny')
      const config = decoderConfig(json, 'tiny')
      return { config, parameters: parameterCount(config) }
    },
    again: ({ config }: { readonly config: Parameters<typeof toHuggingFace>[0] }) => {
      const again = decoderConfig(toHuggingFace(config), 'tiny')
      return { config: again, parameters: parameterCount(again) }
    },
    refuses: [EngineError],
  }),
  {
    name: 'tokenizers',
    input: fc.tuple(
      fc.oneof(mutatedJson([TOKENIZER]), oddValue),
      fc.oneof({ weight: 4, arbitrary: fc.constant(TOKENIZER_CONFIG) }, mutatedJson([TOKENIZER_CONFIG])),
    ),
    read: ([tokenizer, config]: readonly [unknown, unknown]) => {
      const shape = readDecoderShape({ ...CONFIG, vocab_size: 400 }, 'tiny')
      const words = readVocabulary(tokenizer, config, shape, 'tiny')
      const ids = Array.from({ length: 400 }, (_, id) => id)
      return [words.fingerprint.length, words.decode(ids), ids.map((id) => words.textOf(id))]
    },
    refuses: [EngineError],
  },
  {
    name: 'safetensors',
    input: mutatedBytes([SAFETENSORS]),
    read: (bytes: Uint8Array) => fromSafetensors(bytes, DECODER, 'tiny'),
    again: (weights: Float32Array) => fromSafetensors(toSafetensors(DECODER, weights, {}), DECODER, 'tiny'),
    refuses: [EngineError],
  },
  {
    name: 'weights in ONNX files',
    input: mutatedBytes([ONNX]),
    read: (bytes: Uint8Array) => readWeights(bytes, DECODER, 'tiny'),
    refuses: [EngineError],
  },
  jsonReader('rollouts of lab sample', [ROLLOUTS], {
    read: (text: string) => readRollouts(decodeText(new TextEncoder().encode(text)), ROLLOUT_REQUEST),
    refuses: [EngineError],
  }),
  jsonReader('requests of lab divergence', [REQUEST], {
    read: (text: string) => {
      const answer = answerRequest(text)
      if (answer.grad_logits.flat().some((x) => !Number.isFinite(x))) throw new Error('a gradient is not finite')
      if (answer.per_token.includes('NaN')) throw new Error('a value is no number')
      return answer
    },
    refuses: [TypeError, RangeError, SyntaxError],
  }),
  {
    name: 'options of questions',
    input: argv(['score']),
    read: (given: string[]) => parseOptions(given),
    refuses: [EngineError],
  },
  {
    name: 'options of training',
    input: argv([]),
    read: (given: string[]) => parseTrainOptions(given),
    refuses: [EngineError],
  },
  {
    name: 'options of races',
    input: argv([]),
    read: (given: string[]) => findRace(parseRaceOptions(given).race ?? 'none'),
    refuses: [EngineError],
  },
  {
    name: 'options of recipes',
    input: argv([]),
    read: (given: string[]) => parseRecipeOptions(given),
    refuses: [EngineError],
  },
  { name: 'messages to an embed', input: message, read: (data: unknown) => hear(data), refuses: [] },
  {
    name: 'bets in addresses',
    input: fc
      .tuple(mutatedJson([[1, 3, 'A problem', ['a', 'b'], [0], []]]), fc.string({ maxLength: 6 }), fc.nat(3))
      .map(([json, noise, how]) => ({ json, noise, how })),
    read: async ({ json, noise, how }: { json: unknown; noise: string; how: number }) => {
      const text = JSON.stringify(json) ?? 'null'
      const packed = await packText(text)
      return (await readBet(`#b=${how === 0 ? packed.slice(noise.length) + noise : packed}`)) ?? undefined
    },
    again: async (bet: Parameters<typeof writeBet>[0]) => {
      const written = await writeBet(bet)
      return written === null ? bet : readBet(written.slice(written.indexOf('#')))
    },
    refuses: [],
  },
  {
    name: 'codes of answers',
    input: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc
        .tuple(fc.nat(ROUNDS - 1), fc.nat(VOTERS - 1), fc.nat(CHOICES - 1))
        .map(([round, voter, choice]) => writeCode({ round, voter, choice })),
    ),
    read: (code: string) => readCode(code) ?? undefined,
    again: (answer: Parameters<typeof writeCode>[0]) => readCode(writeCode(answer)),
    refuses: [],
  },
  {
    name: 'packed text',
    input: fc.string({ unit: 'binary', maxLength: 80 }),
    read: async (text: string) => (await unpackText(text, 100)) ?? undefined,
    again: async (text: string) => unpackText(await packText(text), 100),
    refuses: [],
  },
]

/** The first value where the second differs from it by rounding alone: what is compared is then the same. */
function rounded<T>(once: T, original: T): T {
  const near = (a: unknown, b: unknown): boolean => {
    if (typeof a === 'number' && typeof b === 'number') {
      return a === b || Math.abs(a - b) <= 1e-8 * Math.max(Math.abs(a), Math.abs(b))
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
    const keys = Object.keys(a)
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && near(Reflect.get(a, key), Reflect.get(b, key)))
    )
  }
  return near(once, original) ? original : once
}
