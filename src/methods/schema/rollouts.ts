/** @file Schema of who writes the texts, and of who teaches. */
import * as z from 'zod'
import { CONTEXT_KINDS, WORLD_IDS } from '../../world/types.ts'
import { OTHER_TEACHERS, SELF_TEACHER } from '../teachers.ts'
import { ATOMS, count, finite, line, positive, schedule, share, some, unit } from './atoms.ts'

const decoding = z.strictObject({
  temperature: positive.optional(),
  topK: count.optional(),
  topP: share.optional(),
  maxTokens: schedule(z.number().min(1)).optional(),
})

const store = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), problems: count }),
  z.strictObject({ kind: z.literal('replay'), capacity: count, share }),
])

const loop = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('interleave'), topK: count }),
  z.strictObject({ kind: z.literal('switch'), window: count, factor: positive }),
  z.strictObject({ kind: z.literal('blend'), teacherShare: unit }),
  z.strictObject({ kind: z.literal('product') }),
  z.strictObject({ kind: z.literal('speculative'), length: count }),
])

export const context = z.strictObject({
  kinds: some(z.enum(CONTEXT_KINDS)),
  plays: z.enum(['knowledge', 'narrative', 'modality']).optional(),
})

const draw = z.strictObject({
  id: line,
  writer: z.enum(['student', 'teacher', 'start', 'snapshot', 'ema', 'future', 'data']),
  each: count,
  decoding: decoding.optional(),
  store: store.optional(),
  only: z.literal('all-wrong').optional(),
  keep: z.enum(['right', 'wrong']).optional(),
  replaces: line.optional(),
  loop: loop.optional(),
  context: context.optional(),
  after: line.optional(),
  behind: z.literal('context').optional(),
  edits: z.strictObject({ draw: line, overlap: unit }).optional(),
  probes: z.strictObject({ times: count, bonus: finite }).optional(),
})

const mixing = z.strictObject({
  onPolicy: z.union([schedule(unit), z.strictObject({ kind: z.literal('adaptive'), step: share })]),
})

const later = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['environment', 'self-play']) }),
  z.strictObject({ kind: z.literal('tree-search'), width: count }),
])

export const rollouts = z.strictObject({
  draws: some(draw),
  mixing: mixing.optional(),
  balance: z.literal('right-wrong').optional(),
  problems: z.literal('teacher-solves').optional(),
  worlds: some(z.enum(WORLD_IDS)).optional(),
  difficulty: schedule(z.number().min(1)).optional(),
  later: later.optional(),
})

export const selfTeacher = SELF_TEACHER.schema(ATOMS)

const [firstTeacher, ...otherTeachers] = OTHER_TEACHERS
export const otherTeacher = z.discriminatedUnion('kind', [
  firstTeacher.schema(ATOMS),
  ...otherTeachers.map(({ schema }) => schema(ATOMS)),
])
