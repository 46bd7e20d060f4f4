/** @file A cue of a talk as its file has it (`opd-cues`, version 1). public/cues.schema.json is written from this by `npm run schemas`. */
import * as z from 'zod/mini'
import { described, finite, leaf, numberOf, type Read, refused, shaped } from '../json/read.ts'
import { message } from '../message/message.ts'
import {
  LIMITS,
  MAX_NOTES,
  MAX_OPTION,
  MAX_TITLE,
  MOST_CHARTS,
  MOST_OPTIONS,
  MOST_SECONDS,
  MOST_STEPS,
  REGIONS,
  REVEALS,
} from './talk-limits.ts'

/** An address of ours is far shorter. */
const MAX_QUERY = 16_384
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Of a cue, of a recording. */
export const name = () => z.string().check(z.regex(NAME))

/** Text that is cut where it is longer; none where nothing is said. */
export const clipped = (most: number) =>
  leaf({ type: 'string', maxLength: most, default: '' }, message('text'), (json) =>
    typeof (json ?? '') === 'string' ? String(json ?? '').slice(0, most) : undefined,
  )

/** A whole number, which a file may give with a fraction. */
const rounded = (min: number, max: number) =>
  leaf(
    { type: 'integer', minimum: min, maximum: max },
    message('a number from {min} to {max}', { min, max }),
    (json) => {
      const value = numberOf(json)
      return value !== undefined && value >= min && value <= max ? Math.round(value) : undefined
    },
  )

/** The same where one is given. */
const roundedOrNone = (min: number, max: number) => z._default(z.nullable(rounded(min, max)), null)

/** Each once, in the order that the file gives; none where it says nothing. */
const reveals = () =>
  shaped(
    z.pipe(
      z._default(z.array(z.enum(REVEALS)), []),
      z.transform((steps) => [...new Set(steps)]),
    ),
    {
      uniqueItems: true,
    },
  )

const option = z.pipe(
  z.string(),
  z.transform((text) => text.slice(0, MAX_OPTION)),
)

const action = z.union([
  z.object({ do: z.literal('train'), steps: rounded(1, MOST_STEPS) }),
  described(
    z
      .object({
        do: z.literal('bet'),
        /** Two to `MOST_OPTIONS` of them. */
        options: z.array(shaped(option, { maxLength: MAX_OPTION })).check(z.minLength(2), z.maxLength(MOST_OPTIONS)),
        answer: described(roundedOrNone(0, MOST_OPTIONS - 1), 'Index of the right one, from 0.'),
      })
      .check(({ value: { options, answer }, issues }) => {
        if (answer === null || answer < options.length) return
        issues.push(
          refused(answer, ['answer'], message('a number from {min} to {max}', { min: 0, max: options.length - 1 })),
        )
      }),
    "The phones of the room choose one of these; the cue's title asks.",
  ),
  z.object({ do: z.literal('bet'), options: z.optional(z.never()) }),
  z.object({ do: z.enum(['sample', 'context']) }),
])

export const cue = shaped(
  z.object({
    id: described(z.catch(name(), 'cue'), 'Within the talk. A missing or taken one is replaced.'),
    title: clipped(MAX_TITLE),
    notes: described(clipped(MAX_NOTES), 'Only the speaker sees them.'),
    query: described(
      leaf({ type: 'string', maxLength: MAX_QUERY, default: '' }, message('the query of an address'), (json) =>
        typeof (json ?? '') === 'string' && String(json ?? '').length <= MAX_QUERY ? String(json ?? '') : undefined,
      ),
      "The state as the query of the page's address without “?”: what differs from the defaults. Language, backend and theme are the room's and are not taken from it.",
    ),
    action: described(
      z._default(z.nullable(action), null),
      'What the cue does once its state stands; null or absent for nothing.',
    ),
    reveal: described(
      reveals(),
      "What the speaker's steps bring one after another, so that the cue builds up: the teacher's marks in the text, the note that only the teacher sees, the instrument with its divergences or curves, one chart of it on the whole screen. Each at most once.",
    ),
    without: described(
      reveals(),
      'What stays away for the whole cue. Without the teacher there is no instrument either: it would give the marks away.',
    ),
    chart: described(
      roundedOrNone(1, MOST_CHARTS),
      "Which of the instrument's charts fills the screen, counted from 1.",
    ),
    planned: described(roundedOrNone(1, MOST_SECONDS), 'Seconds that the speaker means to take.'),
    used: described(
      roundedOrNone(0, MOST_SECONDS),
      'Seconds that the cue took when the talk was last rehearsed with the clock.',
    ),
    focus: described(
      z._default(z.nullable(z.enum(REGIONS)), null),
      'The region in the light while the others are dimmed.',
    ),
    limit: described(
      z._default(finite(LIMITS.min, LIMITS.max), LIMITS.usual),
      'Seconds that the action may take before the recording stands in.',
    ),
    qr: described(z.catch(z.boolean(), false), 'Show a QR code of the exact state.'),
    trace: described(z.catch(z.nullable(z.string()), null), 'Name of a recorded rollout.'),
    training: described(z.catch(z.nullable(z.string()), null), 'Name of recorded training steps.'),
  }),
  // Its name among the definitions of the published schema.
  { id: 'cue' },
)

export type Cue = Read<typeof cue>
/** What a cue does on its own once its state stands. 'bet' opens a round of bets, 'context' hands the note over (or takes it back). */
export type CueAction = NonNullable<Cue['action']>
