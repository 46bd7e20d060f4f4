/** @file What a cue can name, and how much a talk can hold. */

/** What a speaker can light up while the rest is dimmed, in the order in which a key walks them. */
export const REGIONS = ['sentence', 'problem', 'text', 'instrument'] as const

/**
 * What a cue can keep back: the teacher's marks, its note, the instrument, and one chart of it on the whole screen. The student's
 * text is there from the start.
 */
export const REVEALS = ['teacher', 'note', 'instrument', 'chart'] as const

export const MOST_CUES = 100
export const MAX_TITLE = 120
export const MAX_NOTES = 5000
export const LIMITS = { min: 1, max: 120, usual: 8 } as const
export const MOST_STEPS = 200
export const MOST_OPTIONS = 8
export const MAX_OPTION = 80
export const MOST_CHARTS = 24
/** Seconds that a cue can be planned for, or be seen to take: an hour. */
export const MOST_SECONDS = 3600
