/** @file Which part of both distributions the details list, and what is known of each listed entry. */

import { divergenceInUnit } from '../charts/divergence-unit.ts'
import type { PullRow } from '../charts/entry-pulls.tsx'
import type { Unit } from '../charts/format.ts'
import type { MirroredBarsProps } from '../charts/mirrored-bars.tsx'
import type { Inspection, NextStepPrediction, TokenScore, VocabularyEntry } from '../engine/types.ts'
import { t } from '../i18n/words.ts'

/** Most rows that a list of so many entries a model can have: nothing shared, and the written token beside. */
export function mostRows(count: number): number {
  return 2 * count + 1
}

/** Entries of a distribution and the mass outside them. */
export interface Known {
  readonly entries: readonly VocabularyEntry[]
  readonly tail: { readonly student: number; readonly teacher: number }
}

/** What the score holds, where no inspection is there yet. */
export function knownOf({ top, tailStudent, tailTeacher }: TokenScore): Known {
  return { entries: top, tail: { student: tailStudent, teacher: tailTeacher } }
}

/** What is known of one token under each of the teacher's readings, and which is on view. */
export interface Readings {
  readonly without: Known | null
  readonly told: Known | null
  readonly onTold: boolean
}

type Distributions = Pick<MirroredBarsProps, 'entries' | 'tail' | 'rows'>

/**
 * Both models' most likely tokens and the written one, best first under the reading on view; the rest goes to the tail. The other
 * reading stands beside it, with the same entries; what it does not list is in its tail. Null where nothing is known.
 */
export function distributions(readings: Readings, written: number, count: number): Distributions | null {
  const { without, told, onTold } = readings
  const shown = onTold ? told : without
  if (!shown) return null
  const { entries, tail } = shown
  const mass = ({ logpStudent, logpTeacher }: VocabularyEntry): number => Math.exp(logpStudent) + Math.exp(logpTeacher)
  const best = (of: 'logpStudent' | 'logpTeacher') => [...entries].sort((a, b) => b[of] - a[of]).slice(0, count)
  const own = entries.filter(({ id }) => id === written)
  const listed = new Set([...best('logpStudent'), ...best('logpTeacher'), ...own])
  const ids = new Set([...listed].map(({ id }) => id))
  const teacherOf = (known: Known | null, id: number): number | null => {
    const found = known?.entries.find((entry) => entry.id === id)
    return found ? Math.exp(found.logpTeacher) : null
  }
  const rest = (known: Known, of: 'logpStudent' | 'logpTeacher', outside: number): number =>
    known.entries.reduce((sum, entry) => (ids.has(entry.id) ? sum : sum + Math.exp(entry[of])), outside)
  const teacherRest = (known: Known | null): number | null => known && rest(known, 'logpTeacher', known.tail.teacher)
  return {
    entries: [...listed]
      .sort((a, b) => mass(b) - mass(a) || a.id - b.id)
      .map(({ id, text, logpStudent }) => ({
        id,
        text,
        student: Math.exp(logpStudent),
        teacher: teacherOf(without, id),
        told: teacherOf(told, id),
        chosen: id === written,
      })),
    tail: { student: rest(shown, 'logpStudent', tail.student), teacher: teacherRest(without), told: teacherRest(told) },
    rows: [
      ...(without ? [{ side: 'teacher', on: !onTold } as const] : []),
      ...(told ? [{ side: 'told', on: onTold } as const] : []),
    ],
  }
}

/** Probabilities below this have no width to see: a step's outline around nothing would be noise. */
const LEAST = 0.003

/** The bars with the next step over the student's: what is predicted for a rate, and where a step of that rate went. */
export function withNext(
  bars: Distributions,
  ghost: NextStepPrediction,
  rate: number,
  taken: NextStepPrediction | null,
): Distributions {
  const predicted = new Map(ghost.entries.map(({ id, logp, slope }) => [id, Math.exp(logp + rate * slope)]))
  const actual = new Map(taken?.entries.map(({ id, after }) => [id, after === null ? null : Math.exp(after)]))
  return {
    ...bars,
    entries: bars.entries.map((entry) => {
      const next = predicted.get(entry.id)
      const unseen = Math.max(next ?? 0, entry.student ?? 0) < LEAST
      return next === undefined || unseen
        ? entry
        : { ...entry, next: { predicted: next, actual: actual.get(entry.id) ?? null } }
    }),
  }
}

/** Contributions and pulls of the listed entries and of all others together, in the unit on view. */
export function pullRows(
  { entries }: Pick<MirroredBarsProps, 'entries'>,
  { without, told }: { readonly without: Inspection | null; readonly told: Inspection | null },
  { divergence, unit }: { readonly divergence: string; readonly unit: Unit },
): readonly PullRow[] {
  const inUnit = ({ contribution, gradient }: { contribution: number; gradient: number }) => ({
    contribution: divergenceInUnit(divergence, contribution, unit),
    gradient: divergenceInUnit(divergence, gradient, unit),
  })
  const at = (inspection: Inspection | null, id: number) => {
    const found = inspection?.entries.find((entry) => entry.id === id)
    return found ? inUnit(found) : null
  }
  const others = (inspection: Inspection | null) => {
    if (!inspection) return null
    const rest = inspection.entries.filter(({ id }) => !entries.some((entry) => entry.id === id))
    const sum = (of: 'contribution' | 'gradient') =>
      rest.reduce((total, entry) => total + entry[of], inspection.tail[of])
    return inUnit({ contribution: sum('contribution'), gradient: sum('gradient') })
  }
  return [
    ...entries.map(({ id, text, chosen }) => ({ id, text, chosen, without: at(without, id), told: at(told, id) })),
    { id: null, text: t('others'), chosen: false, without: others(without), told: others(told) },
  ]
}
