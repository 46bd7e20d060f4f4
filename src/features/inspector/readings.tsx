/** @file A token's numbers: the student, the teacher without the note, the teacher with it. */
import { formatDivergence, shortName } from '../../charts/divergence-unit.ts'
import { formatNumber, formatProbability, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { TokenScore } from '../../engine/types.ts'

export interface ReadingsProps {
  /** Nats. */
  readonly logpStudent: number
  readonly without: TokenScore | null
  readonly told: TokenScore | null
  /** The column with the note is the one on view. */
  readonly onTold: boolean
  readonly divergence: string
  readonly unit: Unit
}

interface Row {
  readonly name: string
  readonly title: string
  readonly student: string
  readonly teacher: (score: TokenScore) => string
}

export function Readings({ logpStudent, without, told, onTold, divergence, unit }: ReadingsProps) {
  const score = without ?? told
  const log = (nats: number): string => formatNumber(inUnit(nats, unit))
  const rows: readonly Row[] = [
    {
      name: 'probability',
      title: 'Probability of this token',
      student: formatProbability(Math.exp(logpStudent)),
      teacher: ({ logpTeacher }) => formatProbability(Math.exp(logpTeacher)),
    },
    {
      name: `log p, ${unit}`,
      title: 'Log-probability of this token',
      student: log(logpStudent),
      teacher: ({ logpTeacher }) => log(logpTeacher),
    },
    {
      name: 'rank',
      title: 'Place among all tokens, 1 is the most likely',
      student: score ? String(score.rankStudent) : '–',
      teacher: ({ rankTeacher }) => String(rankTeacher),
    },
    {
      name: `entropy, ${unit}`,
      title: 'How unsure the model was before this token',
      student: score ? log(score.entropyStudent) : '–',
      teacher: ({ entropyTeacher }) => log(entropyTeacher),
    },
    {
      name: `gap, ${unit}`,
      title: 'log p_T − log p_S',
      student: '',
      teacher: ({ gap }) => formatSigned(inUnit(gap, unit)),
    },
    {
      name: shortName(divergenceById(divergence)),
      title: divergenceById(divergence).direction,
      student: '',
      teacher: ({ divergences }) => formatDivergence(divergence, divergences[divergence] ?? Number.NaN, unit),
    },
    {
      name: 'acceptance',
      title: 'min(1, p_T / p_S): how often speculative decoding would keep this token',
      student: '',
      teacher: ({ gap }) => formatProbability(Math.min(1, Math.exp(gap))),
    },
  ]
  return (
    <table className="readings numeric">
      <thead>
        <tr>
          <td />
          <th scope="col" className="readings-student">
            student
          </th>
          <th scope="col" className={onTold ? 'readings-teacher' : 'readings-teacher on'}>
            teacher
          </th>
          <th scope="col" className={onTold ? 'readings-told on' : 'readings-told'}>
            + note
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, title, student, teacher }) => (
          <tr key={name}>
            <th scope="row" title={title}>
              {name}
            </th>
            <td>{student}</td>
            <td className={onTold ? undefined : 'on'}>{without ? teacher(without) : '–'}</td>
            <td className={onTold ? 'on' : undefined}>{told ? teacher(told) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
