/** @file Settings of the instruments below the stage that read a rollout's divergences: the rail and the waterfall. */
import { DIVERGENCES } from '../divergence/registry.ts'
import { choice, type Field, number, several, subset } from '../settings/fields.ts'

/** What of the vocabulary a loss reads at every token. */
export const SUPPORTS = ['full', 'top-k', 'top-k-tail', 'sampled'] as const
export type SupportChoice = (typeof SUPPORTS)[number]

export const RAIL_SCALES = ['absolute', 'relative'] as const
export type RailScale = (typeof RAIL_SCALES)[number]

export interface InstrumentSettings {
  /** Ids of the divergences with a strip on the rail, in the order of the registry. */
  readonly rail: readonly string[]
  /** The two whose ranking of the tokens is compared. */
  readonly railPair: readonly string[]
  /** 'relative': every strip over its own mean. */
  readonly railScale: RailScale
  readonly support: SupportChoice
  readonly supportK: number
  /** Whose most likely entries the support holds. */
  readonly supportOf: 'teacher' | 'student'
  /** Most that one token may contribute, in the divergence's own unit; 0 for no limit. */
  readonly clip: number
  /** Most that one vocabulary entry may contribute, in the divergence's own unit; 0 for no limit. */
  readonly entryClip: number
  /** Only tokens where the teacher's entropy is above this count, nats; 0 for all. */
  readonly teacherGate: number
  /** Only this share of the tokens counts, those of the student's highest entropies; 1 for all. */
  readonly studentTop: number
  /** Only the first tokens count; 0 for all. */
  readonly prefix: number
}

export const MAX_SUPPORT_K = 256
export const MAX_CLIP = 100
export const MAX_GATE = 12
export const MIN_STUDENT_TOP = 0.01
export const MAX_PREFIX = 512

export const INSTRUMENT_DEFAULTS: InstrumentSettings = {
  rail: ['forward-kl', 'reverse-kl', 'jsd'],
  railPair: ['forward-kl', 'reverse-kl'],
  railScale: 'absolute',
  support: 'full',
  supportK: 8,
  supportOf: 'teacher',
  clip: 0,
  entryClip: 0,
  teacherGate: 0,
  studentTop: 1,
  prefix: 0,
}

const IDS = DIVERGENCES.map(({ id }) => id)

export const INSTRUMENT_FIELDS: { readonly [K in keyof InstrumentSettings]: Field<InstrumentSettings[K]> } = {
  rail: subset('rail', IDS, 1),
  railPair: several('pair', IDS, [2, 2]),
  railScale: choice('rail-scale', RAIL_SCALES),
  support: choice('support', SUPPORTS),
  supportK: number('support-k', 1, MAX_SUPPORT_K, true),
  supportOf: choice('support-of', ['teacher', 'student'] as const),
  clip: number('clip', 0, MAX_CLIP, false),
  entryClip: number('entry-clip', 0, MAX_CLIP, false),
  teacherGate: number('teacher-gate', 0, MAX_GATE, false),
  studentTop: number('student-top', MIN_STUDENT_TOP, 1, false),
  prefix: number('prefix', 0, MAX_PREFIX, true),
}
