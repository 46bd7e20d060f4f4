/**
 * @file C1: whose texts the student learns from.
 *
 * Every text that a term learns from has an origin; texts that only gate (a pass rate, a vote) do not count. 'yes': all are
 * live, written by the student's weights of that step. 'no': none is the student's in any form. 'partial': anything between.
 * Three rules decide the rest:
 * - A cold start, a phase of cross-entropy alone on texts of the data set or of another model, comes before the method and
 *   does not count where another phase does more. On texts of the student under privilege it is the method's own.
 * - In a preference the text of the data set is the fixed yardstick; the other side decides. A snapshot that is taken anew in
 *   every round counts as live there, for the loss measures the student against that very writer.
 * - A loss that samples the student's next token at every position of a foreign text (hybrid) is partly on-policy.
 */
import type { Phase, Recipe } from '../recipe/recipe.ts'
import type { RolloutDraw, Rollouts } from '../recipe/rollouts.ts'
import { ends } from '../recipe/schedule.ts'
import type { Term } from '../recipe/terms.ts'
import { activeTerms, type CriterionVerdict, drawsOf, lineOf, listed, teachesItself } from './verdict.ts'

type TextOrigin =
  | 'live'
  | 'next-token'
  | 'stored'
  | 'past'
  | 'privileged'
  | 'future'
  | 'blended'
  | 'edited'
  | 'foreign'
  | 'data'

const NAMES: Readonly<Record<TextOrigin, string>> = {
  live: 'texts that the student writes at that step',
  'next-token': "single tokens of the student after somebody else's words",
  stored: 'older texts of the student that were kept',
  past: 'texts of an earlier copy of the student',
  privileged: 'texts that the student writes with privileged context',
  future: 'texts of the student of later steps',
  blended: 'texts in which student and teacher take turns',
  edited: 'texts of its own that the teacher has mended',
  foreign: "the teacher's texts",
  data: "the data set's texts",
}

/** Origins in which the student has no hand. */
const NOT_OWN: readonly TextOrigin[] = ['foreign', 'data']

export function judgeSampling(recipe: Recipe): CriterionVerdict {
  const phases = lineOf(recipe)
  const counted = phases.filter((phase) => !isColdStart(recipe, phase))
  const judged = counted.length > 0 ? counted : phases
  const origins = new Set(judged.flatMap((phase) => phaseOrigins(recipe, phase)))
  const others = [...origins].filter((origin) => origin !== 'live').map((origin) => NAMES[origin])
  if (origins.size === 0) return { value: 'no', reason: 'No term learns from any text.' }
  if (others.length === 0) {
    const where = judged.length < phases.length ? ', once the cold start is over' : ''
    return { value: 'yes', reason: `The student learns only from what it writes itself at that step${where}.` }
  }
  if ([...origins].every((origin) => NOT_OWN.includes(origin))) {
    return { value: 'no', reason: `The student learns from ${listed(others)} alone.` }
  }
  if (!origins.has('live')) {
    return {
      value: 'partial',
      reason: `The student learns from ${listed(others)}, none of it written live in training.`,
    }
  }
  return { value: 'partial', reason: `Beside its own live texts the student learns from ${listed(others)}.` }
}

function isColdStart(recipe: Recipe, phase: Phase<Term>): boolean {
  const terms = activeTerms(phase)
  if (terms.length === 0 || !terms.every(({ kind }) => kind === 'cross-entropy')) return false
  return phaseOrigins(recipe, phase).every((origin) => NOT_OWN.includes(origin))
}

function phaseOrigins(recipe: Recipe, phase: Phase<Term>): readonly TextOrigin[] {
  const possible = possibleDraws(phase.rollouts)
  return activeTerms(phase).flatMap((term) => {
    const draws = possible.filter(({ id }) => drawsOf(term).includes(id))
    const origins = draws.map((draw) => originOf(recipe, draw, term))
    return term.kind === 'preference' ? origins.filter((origin) => origin !== 'data') : origins
  })
}

/** Draws that the coin can choose at all. */
function possibleDraws({ draws, mixing }: Rollouts): readonly RolloutDraw[] {
  if (!mixing) return draws
  const { onPolicy } = mixing
  const [low, high] = typeof onPolicy === 'object' && 'kind' in onPolicy ? [0, 1] : ends(onPolicy)
  return draws.filter(({ writer }) => (writer === 'student' ? high > 0 : low < 1))
}

function originOf(recipe: Recipe, draw: RolloutDraw, term: Term): TextOrigin {
  if (term.kind === 'hybrid' && draw.writer !== 'student') return 'next-token'
  switch (draw.writer) {
    case 'student':
      if (draw.store) return 'stored'
      if (draw.loop) return 'blended'
      return draw.context ? 'privileged' : 'live'
    case 'start':
    case 'ema':
      return 'past'
    case 'snapshot':
      return term.kind === 'preference' && (recipe.rounds ?? 1) > 1 ? 'live' : 'past'
    case 'future':
      return 'future'
    case 'teacher':
      if (draw.edits) return 'edited'
      return teachesItself(recipe) ? 'privileged' : 'foreign'
    case 'data':
      return 'data'
  }
}
