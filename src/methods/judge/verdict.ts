/** @file What a judgement is, and what both judges ask of a recipe. */
import type { Phase, Recipe } from '../recipe/recipe.ts'
import { ends } from '../recipe/schedule.ts'
import type { Term } from '../recipe/terms.ts'
import { teacherObject } from '../teachers.ts'

export interface CriterionVerdict {
  readonly value: 'yes' | 'partial' | 'no'
  /** One sentence. */
  readonly reason: string
}

/** Terms that are not switched off for the whole phase by a coefficient of 0. */
export function activeTerms({ loss }: Phase<Term>): readonly Term[] {
  return loss.filter(({ coefficient = 1 }) => ends(coefficient).some((end) => end !== 0))
}

/**
 * The phases that the run's last weights come from: where a phase begins with kept weights, those before it count that made
 * these. The others train teachers.
 */
export function lineOf({ phases }: Recipe): readonly Phase<Term>[] {
  const all: readonly Phase<Term>[] = phases
  const line: Phase<Term>[] = []
  for (let i = all.length - 1; i >= 0; ) {
    const phase = all[i]
    if (!phase) break
    line.unshift(phase)
    const { from } = phase
    i = from === undefined ? i - 1 : all.findLastIndex(({ keeps }, j) => j < i && keeps === from)
  }
  return line
}

/** The draws that a term learns from. */
export function drawsOf(term: Term): readonly string[] {
  return term.kind === 'preference' ? [term.chosen, term.rejected] : term.on
}

/** Whether the teacher is made of the student's own weights, of whatever time. */
export function teachesItself({ teacher }: Recipe): boolean {
  return teacher !== null && teacherObject(teacher).isStudent
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
