/** @file Settings of the pivot waterfall: what is cut from the loss, and which tokens count. */
import { number } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
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
}

export const MAX_CLIP = 100
export const MAX_GATE = 12
export const MIN_STUDENT_TOP = 0.01
export const MAX_PREFIX = 512

export const WATERFALL_SETTINGS = settingsPart({
  defaults: { clip: 0, entryClip: 0, teacherGate: 0, studentTop: 1, prefix: 0 },
  fields: {
    clip: number('clip', 0, MAX_CLIP, false),
    entryClip: number('entry-clip', 0, MAX_CLIP, false),
    teacherGate: number('teacher-gate', 0, MAX_GATE, false),
    studentTop: number('student-top', MIN_STUDENT_TOP, 1, false),
    prefix: number('prefix', 0, MAX_PREFIX, true),
  },
})
