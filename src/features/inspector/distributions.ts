/** @file Which part of both distributions the details list. */
import type { MirroredBarsProps } from '../../charts/mirrored-bars.tsx'
import type { TokenScore, VocabularyEntry } from '../../engine/types.ts'

/** Always as many, so that the list keeps its length from token to token. */
const LISTED = 8

/** The written token and those that the two models together think most of, best first; the rest goes to the tail. */
export function distributions(
  { top, tailStudent, tailTeacher }: Pick<TokenScore, 'top' | 'tailStudent' | 'tailTeacher'>,
  written: number,
): MirroredBarsProps {
  const mass = ({ logpStudent, logpTeacher }: VocabularyEntry): number => Math.exp(logpStudent) + Math.exp(logpTeacher)
  const byMass = [...top].sort((a, b) => mass(b) - mass(a))
  const own = byMass.filter(({ id }) => id === written)
  const others = byMass.filter(({ id }) => id !== written).slice(0, LISTED - own.length)
  const listed = new Set([...own, ...others])
  const rest = top.filter((entry) => !listed.has(entry))
  const sum = (logps: readonly number[]): number => logps.reduce((total, logp) => total + Math.exp(logp), 0)
  return {
    entries: byMass
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
