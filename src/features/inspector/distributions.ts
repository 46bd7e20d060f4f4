/** @file Which part of both distributions the details list. */
import type { MirroredBarsProps } from '../../charts/mirrored-bars.tsx'
import type { TokenScore, VocabularyEntry } from '../../engine/types.ts'

/** Always as many, so that the list keeps its length from token to token. */
const LISTED = 8

/** The written token and those that either model thinks most of, in the student's order; the rest goes to the tail. */
export function distributions(
  { top, tailStudent, tailTeacher }: Pick<TokenScore, 'top' | 'tailStudent' | 'tailTeacher'>,
  written: number,
): MirroredBarsProps {
  const weight = ({ id, logpStudent, logpTeacher }: VocabularyEntry): number =>
    id === written ? Infinity : Math.max(logpStudent, logpTeacher)
  const listed = new Set([...top].sort((a, b) => weight(b) - weight(a)).slice(0, LISTED))
  const rest = top.filter((entry) => !listed.has(entry))
  const sum = (logps: readonly number[]): number => logps.reduce((total, logp) => total + Math.exp(logp), 0)
  return {
    entries: top
      .filter((entry) => listed.has(entry))
      .map(({ id, text, logpStudent, logpTeacher }) => ({
        id,
        text,
        student: Math.exp(logpStudent),
        teacher: Math.exp(logpTeacher),
        chosen: id === written,
      })),
    tail: {
      student: tailStudent + sum(rest.map(({ logpStudent }) => logpStudent)),
      teacher: tailTeacher + sum(rest.map(({ logpTeacher }) => logpTeacher)),
    },
  }
}
