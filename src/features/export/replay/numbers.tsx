/** @file Every number of the reading on view as a table, with as many digits as a model's 32-bit floats have. */

import { tokenName } from '../../../charts/format.ts'
import type { RolloutToken, ScoredRollout } from '../../../engine/types.ts'
import { t } from '../../../i18n/words.ts'
import { MathText } from '../../../ui/math-text.tsx'
import { ScrollRegion } from '../../../ui/scroll-region.tsx'

const DIGITS = 7

export interface ReplayNumbersProps {
  readonly tokens: readonly RolloutToken[]
  readonly shown: ScoredRollout
  readonly divergence: string
}

export function ReplayNumbers({ tokens, shown, divergence }: ReplayNumbersProps) {
  const heads = ['log p_S', 'log p_T', t('gap'), 'H(p_S)', 'H(p_T)', divergence]
  return (
    <details className="replay-numbers">
      <summary>{t('All numbers, in nats')}</summary>
      <ScrollRegion className="replay-table" label={t('All numbers, in nats')}>
        <table className="numeric">
          <thead>
            <tr>
              <th scope="col">{t('token')}</th>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  <MathText text={head} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from(shown.tokens.entries(), ([place, score]) => {
              const { logpStudent, logpTeacher, gap, entropyStudent, entropyTeacher, divergences } = score
              const numbers = [logpStudent, logpTeacher, gap, entropyStudent, entropyTeacher, divergences[divergence]]
              return (
                <tr key={place}>
                  <th scope="row">{tokenName(tokens[place]?.text ?? '')}</th>
                  {numbers.map((value, column) => (
                    <td key={heads[column]}>{value === undefined ? '–' : written(value)}</td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  )
}

/** Digits as programs read them, so that they can be copied. */
const written = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(DIGITS))) : String(value)
