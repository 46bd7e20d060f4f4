/** @file What a receipt says besides its number, as names and values, in the reader's language. */
import { MINUS, THIN_SPACE, tokenName } from '../../../charts/format.ts'
import { divergenceById } from '../../../divergence/registry.ts'
import { count, t } from '../../../i18n/words.ts'
import type { BackendNumber, Origin, Receipt } from './receipt.ts'

type Fact = readonly [name: string, value: string]

/** In full, with a true minus sign. */
export function inFull(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : `${MINUS}∞`
  const digits = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(9)))
  return digits.replaceAll('-', MINUS)
}

function nats(name: string, value: number | null): readonly Fact[] {
  return value === null ? [] : [[name, `${inFull(value)}${THIN_SPACE}nats`]]
}

/** More of a list than this is for the JSON. */
const SHOWN = 6

/** “−0.12, 0.3, … (30 in all, in the JSON below)” */
function listed(values: readonly (number | null)[]): string {
  const written = values.slice(0, SHOWN).map((value) => (value === null ? '–' : inFull(Number(value.toPrecision(4)))))
  const some = written.join(', ')
  return values.length > SHOWN ? t('{some}, … ({n} in all, in the JSON below)', { some, n: values.length }) : some
}

const hashed = (id: string, models: Receipt['models']): string =>
  `${id} ${models[id]?.slice(0, 12) ?? t('(no hash known)')}`

const sampledWith = ({ seed, temperature }: Receipt['sampling']): string =>
  t('seed {seed}, temperature {temperature}', { seed, temperature })

/** The second of two readings, as one fact each. */
function secondFacts({ student, teacher, context, models, sampling, backend }: Origin): readonly Fact[] {
  return [
    [t('B: student'), `${hashed(student, models)}; ${sampledWith(sampling)}`],
    [t('B: teacher'), hashed(teacher, models)],
    [t('B: teacher’s context'), context ?? t('none')],
    [t('B: computed on'), backend],
  ]
}

/** Names and values, those that there are. */
export function receiptFacts(receipt: Receipt): readonly Fact[] {
  const { inputs, token, condition, student, models, sampling, backend, replay, against } = receipt
  const { teacher, context, problem } = condition
  const { divergence, entry } = inputs
  const params = Object.entries(inputs.params).map(([name, value]) => `${name} = ${value}`)
  const computedOn = backend ?? t('unknown')
  return [
    ...(token
      ? ([
          [t('token'), t('{token}, position {position}, id {id}', { ...token, token: tokenName(token.text) })],
        ] as const)
      : []),
    ...(entry ? ([[t('entry'), t('{token}, id {id}', { token: tokenName(entry.text), id: entry.id })]] as const) : []),
    ...nats('log p_S', inputs.logpStudent),
    ...nats('log p_T', inputs.logpTeacher),
    ...(divergence === null ? [] : ([[t('divergence'), t(divergenceById(divergence).name)]] as const)),
    ...(params.length > 0 ? ([[t('parameters'), params.join(', ')]] as const) : []),
    ...Object.entries(inputs.made).map(
      ([name, value]) => [t(name), typeof value === 'number' ? inFull(value) : t(value)] as const,
    ),
    ...Object.entries(inputs.lists).map(([name, values]) => [t(name), listed(values)] as const),
    ...(inputs.tail ? ([[t('summed over'), t('the whole vocabulary')]] as const) : []),
    [t('student'), hashed(student, models)],
    ...(teacher === null ? [] : ([[t('teacher'), hashed(teacher, models)]] as const)),
    ...(teacher === null ? [] : ([[t('teacher’s context'), context ?? t('none')]] as const)),
    [
      t('problem'),
      t('{world} {seed}, difficulty {difficulty}', {
        world: problem.world,
        seed: problem.problemSeed,
        difficulty: problem.difficulty,
      }),
    ],
    [t('sampled with'), sampledWith(sampling)],
    [t('computed on'), replay ? t('{backend}, replay', { backend: computedOn }) : computedOn],
    ...(against ? secondFacts(against) : []),
  ]
}

const BACKEND_NAMES: Readonly<Record<BackendNumber['backends'][number], string>> = {
  wasm: 'WASM',
  webgpu: 'WebGPU',
  cpu: 'CPU',
}

/** A difference is a size: two digits and its power of ten. */
function size(value: number): string {
  if (!Number.isFinite(value)) return '∞'
  return value === 0 ? '0' : value.toExponential(1).replace('-', MINUS)
}

/** The backends' difference in words: first its size, then what it was measured on. */
export function backendWords(difference: BackendNumber): readonly string[] {
  const { backends, student, teacher, atToken, tokens, vocabulary, software, measuredOn } = difference
  const [own, other] = backends.map((backend) => BACKEND_NAMES[backend])
  const pair = { own: own ?? '', other: other ?? '' }
  const { problem, seed, context } = measuredOn
  return [
    t('{own} against {other}: largest |Δ log p| {student} (student), {teacher} nats (teacher).', {
      ...pair,
      student: size(student),
      teacher: size(teacher),
    }),
    ...(atToken
      ? [
          t('At this token: {student} (student), {teacher} nats (teacher).', {
            student: size(atToken.student),
            teacher: size(atToken.teacher),
          }),
        ]
      : []),
    count(tokens, 'Over # token of {all} entries.', 'Over # tokens of {all} entries each.', { all: vocabulary }),
    t('Measured on {world} {problem}, seed {seed}, context {context}.', {
      world: problem.world,
      problem: problem.problemSeed,
      seed,
      context: context ?? t('none'),
    }),
    ...(software ? [t('WebGPU was played by the processor here: there is no graphics card to measure.')] : []),
  ]
}
