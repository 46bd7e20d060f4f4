/** @file A cue that builds up: what of it is on the stage after so many of the speaker's steps. Pure. */
import type { Cue, Reveal } from '../../formats/talk.ts'
import { mark } from '../../i18n/words.ts'

/** What is on the stage. */
export interface Revealed {
  /** The teacher has read: its marks stand in the text. */
  readonly teacher: boolean
  /** The note may be shown, where the teacher has it. */
  readonly note: boolean
  readonly instrument: boolean
  /** The cue's chart fills the screen, where it names one. */
  readonly chart: boolean
}

/** What each step brings, as the speaker is told. */
export const REVEAL_WORDS: Readonly<Record<Reveal, string>> = {
  teacher: mark('the teacher’s marks'),
  note: mark('the teacher’s note'),
  instrument: mark('the instrument'),
  chart: mark('one chart on the whole screen'),
}

/** The part of a cue that keeps things back. */
export type Keeping = Pick<Cue, 'reveal' | 'without'>

/** What stands on the stage after so many steps of a cue. An instrument would give away what the teacher thinks, so it waits too. */
export function revealedAt({ reveal, without }: Keeping, step: number): Revealed {
  const hidden = new Set([...without, ...reveal.slice(Math.max(0, step))])
  const teacher = !hidden.has('teacher')
  const instrument = teacher && !hidden.has('instrument')
  return { teacher, note: teacher && !hidden.has('note'), instrument, chart: instrument && !hidden.has('chart') }
}

/** Whether the teacher has its note after so many steps; null where the cue's state alone says so. */
export function toldAt({ reveal, without }: Keeping, step: number): boolean | null {
  if (without.includes('note')) return false
  const at = reveal.indexOf('note')
  return at < 0 ? null : step > at
}

/** What the next step brings, or null where nothing is left. */
export function nextReveal({ reveal }: Pick<Cue, 'reveal'>, step: number): Reveal | null {
  return reveal[step] ?? null
}
