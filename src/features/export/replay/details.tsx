/** @file Everything that the one page knows of one token. */
import { formatDivergence } from '../../../charts/divergence-unit.ts'
import {
  formatNumber,
  formatProbability,
  formatSigned,
  inUnit,
  tokenGlyph,
  tokenName,
  type Unit,
} from '../../../charts/format.ts'
import { MirroredBars } from '../../../charts/mirrored-bars.tsx'
import { divergenceById } from '../../../divergence/registry.ts'
import type { RolloutToken, TokenScore } from '../../../engine/types.ts'
import { t } from '../../../i18n/words.ts'
import { distributions, knownOf } from '../../../stage/distributions.ts'

export interface ReplayDetailsProps {
  readonly token: RolloutToken | undefined
  readonly place: string
  /** The reading on view. */
  readonly shown: TokenScore | undefined
  /** The same teacher without a note, where it was read. */
  readonly without: TokenScore | undefined
  /** The reading on view is one with a note. */
  readonly told: boolean
  readonly divergence: string
  readonly unit: Unit
}

/** How many entries of each model are listed; a trace holds a few more. */
const LISTED = 6

export function ReplayDetails({ token, place, shown, without, told, divergence, unit }: ReplayDetailsProps) {
  return (
    <section className="replay-details" aria-label="Token details">
      {token && (
        <p className="replay-token">
          <span aria-hidden="true">{tokenGlyph(token.text).text || '␣'}</span>
          <span className="visually-hidden">{tokenName(token.text)}</span> <small className="numeric">{place}</small>
        </p>
      )}
      {token && shown && token.source === 'student' && (
        <>
          <Numbers shown={shown} divergence={divergence} unit={unit} />
          <Bars token={token} shown={shown} without={without} told={told} />
        </>
      )}
      {token?.source === 'environment' && <p>{t('Written by the environment: read by both, marked by none.')}</p>}
    </section>
  )
}

function Numbers({
  shown,
  divergence,
  unit,
}: Pick<ReplayDetailsProps, 'divergence' | 'unit'> & { readonly shown: TokenScore }) {
  const log = (nats: number): string => formatNumber(inUnit(nats, unit))
  const rows: readonly (readonly [name: string, student: string, teacher: string])[] = [
    [t('probability'), formatProbability(Math.exp(shown.logpStudent)), formatProbability(Math.exp(shown.logpTeacher))],
    [`log p, ${unit}`, log(shown.logpStudent), log(shown.logpTeacher)],
    [t('rank'), String(shown.rankStudent), String(shown.rankTeacher)],
    [t('entropy, {unit}', { unit }), log(shown.entropyStudent), log(shown.entropyTeacher)],
    [t('gap, {unit}', { unit }), '', formatSigned(inUnit(shown.gap, unit))],
    [
      t(divergenceById(divergence).shortName),
      '',
      formatDivergence(divergence, shown.divergences[divergence] ?? Number.NaN, unit),
    ],
    [t('acceptance'), '', formatProbability(Math.min(1, Math.exp(shown.gap)))],
  ]
  return (
    <table className="replay-readings numeric">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('student')}</th>
          <th scope="col">{t('teacher')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, student, teacher]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{student}</td>
            <td>{teacher}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface BarsProps {
  readonly token: RolloutToken
  readonly shown: TokenScore
  readonly without: TokenScore | undefined
  readonly told: boolean
}

function Bars({ token, shown, without, told }: BarsProps) {
  const bars = distributions(
    {
      without: told ? (without ? knownOf(without) : null) : knownOf(shown),
      told: told ? knownOf(shown) : null,
      onTold: told,
    },
    token.id,
    LISTED,
  )
  return bars && <MirroredBars {...bars} />
}
