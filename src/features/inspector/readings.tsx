/** @file A token's numbers: the student, the teacher without the note, the teacher with it. */
import { formatDivergence } from '../../charts/divergence-unit.ts'
import { formatNumber, formatProbability, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { Term } from '../../controls/term.tsx'
import type { TermId } from '../../controls/terms.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { TokenScore } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import type { ScoreNumber } from '../../store/provenance/provenance.ts'
import { rolesSwapped } from '../../store/scoring.ts'
import { mathPlain } from '../../ui/math-text.tsx'
import { NumberButton } from '../../ui/number-button.tsx'

export interface ReadingsProps {
  /** Nats. */
  readonly logpStudent: number
  readonly without: TokenScore | null
  readonly told: TokenScore | null
  /** The column with the note is the one on view. */
  readonly onTold: boolean
  readonly divergence: string
  readonly unit: Unit
  /** Asks for a number's receipt. */
  readonly onReceipt: (ask: ScoreNumber) => void
}

interface Row {
  readonly quantity: ScoreNumber['quantity']
  readonly name: string
  readonly title: string
  /** Where the glossary says what it is. */
  readonly term?: TermId
  readonly student: string
  readonly teacher: (score: TokenScore) => string
}

export function Readings({ logpStudent, without, told, onTold, divergence, unit, onReceipt }: ReadingsProps) {
  const swapped = useAppState(rolesSwapped)
  const score = without ?? told
  const log = (nats: number): string => formatNumber(inUnit(nats, unit))
  const rows: readonly Row[] = [
    {
      quantity: 'probability',
      name: t('probability'),
      title: t('Probability of this token'),
      student: formatProbability(Math.exp(logpStudent)),
      teacher: ({ logpTeacher }) => formatProbability(Math.exp(logpTeacher)),
    },
    {
      quantity: 'log-probability',
      term: 'log-prob',
      name: `log p, ${unit}`,
      title: t('Log-probability of this token'),
      student: log(logpStudent),
      teacher: ({ logpTeacher }) => log(logpTeacher),
    },
    {
      quantity: 'rank',
      name: t('rank'),
      title: t('Place among all tokens, 1 is the most likely'),
      student: score ? String(score.rankStudent) : '–',
      teacher: ({ rankTeacher }) => String(rankTeacher),
    },
    {
      quantity: 'entropy',
      term: 'entropy',
      name: t('entropy, {unit}', { unit }),
      title: t('How unsure the model was before this token'),
      student: score ? log(score.entropyStudent) : '–',
      teacher: ({ entropyTeacher }) => log(entropyTeacher),
    },
    {
      quantity: 'gap',
      term: 'gap',
      name: t('gap, {unit}', { unit }),
      title: 'log p_T − log p_S',
      student: '',
      teacher: ({ gap }) => formatSigned(inUnit(gap, unit)),
    },
    {
      quantity: 'divergence',
      term: 'divergence',
      name: t(divergenceById(divergence).shortName),
      title: t(divergenceById(divergence).direction),
      student: '',
      teacher: ({ divergences }) => formatDivergence(divergence, divergences[divergence] ?? Number.NaN, unit),
    },
    {
      quantity: 'acceptance',
      name: t('acceptance'),
      title: t('min(1, p_T / p_S): how often speculative decoding would keep this token'),
      student: '',
      teacher: ({ gap }) => formatProbability(Math.min(1, Math.exp(gap))),
    },
  ]
  return (
    <table className="readings numeric" data-figure data-glance>
      <thead>
        <tr>
          <td />
          <th scope="col" className="readings-student">
            {swapped ? t('writer') : t('student')}
          </th>
          <th scope="col" className={onTold ? 'readings-teacher' : 'readings-teacher on'}>
            {swapped ? t('reader') : t('teacher')}
          </th>
          <th scope="col" className={onTold ? 'readings-told on' : 'readings-told'}>
            {t('+ note')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ quantity, name, title, term, student, teacher }) => (
          <tr key={name}>
            <th scope="row" title={mathPlain(title)}>
              {term ? <Term of={term}>{name}</Term> : name}
            </th>
            <td>
              <Reading
                value={student}
                of={`${name}, ${t('student')}`}
                onPress={() => onReceipt({ quantity, reading: 'student' })}
              />
            </td>
            <td className={onTold ? undefined : 'on'}>
              <Reading
                value={without ? teacher(without) : '–'}
                of={`${name}, ${t('teacher')}`}
                onPress={() => onReceipt({ quantity, reading: 'without' })}
              />
            </td>
            <td className={onTold ? 'on' : undefined}>
              <Reading
                value={told ? teacher(told) : '–'}
                of={`${name}, ${t('teacher with note')}`}
                onPress={() => onReceipt({ quantity, reading: 'with' })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ReadingProps {
  readonly value: string
  readonly of: string
  readonly onPress: () => void
}

/** A number that shows its receipt when it is pressed; a dash has none. */
function Reading({ value, of, onPress }: ReadingProps) {
  if (value === '' || value === '–') return value
  return <NumberButton value={value} of={of} onPress={onPress} />
}
