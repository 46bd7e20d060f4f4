/** @file How alike the strips order the tokens: the pair whose differences are marked, and all rank correlations. */

import type { CSSProperties } from 'react'
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, formatSigned, MINUS } from '../../charts/format.ts'
import { ActionSelect } from '../../controls/fields.tsx'
import { DIVERGENCES, divergenceById } from '../../divergence/registry.ts'
import type { SparseValues } from '../../divergence/stats.ts'
import { mark, t } from '../../i18n/words.ts'
import type { SupportChoice } from '../../settings/settings.ts'
import { useAct, useActionId, useAppState, useSettings } from '../../store/hooks.ts'
import { stripReceipt } from '../../store/provenance/headlines.ts'
import { correlationReceipt } from '../../store/provenance/rank-provenance.ts'
import { viewOf } from '../../store/scoring.ts'
import { mathPlain } from '../../ui/math-text.tsx'
import { NumberButton } from '../../ui/number-button.tsx'
import { NumberGrid } from '../../ui/number-grid.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import { spearman } from './ranks.ts'
import { LEAST_SHIFT } from './strip-rows.tsx'
import type { Strip } from './strips.ts'

const groups = () => [{ label: '', options: DIVERGENCES.map((each) => ({ value: each.id, label: t(each.shortName) })) }]

export function PairLine({ shifts }: { readonly shifts: SparseValues }) {
  const [first = '', second = ''] = useAppState((state) => state.settings.railPair)
  const moved = shifts.filter((shift) => shift !== null && Math.abs(shift) >= LEAST_SHIFT).length
  const ranked = shifts.filter((shift) => shift !== null).length
  return (
    <p className="rail-line">
      <Phrase
        text={t('Marks: tokens that stand higher under {first} or {second}.')}
        places={{
          first: (
            <span className="rail-nowrap">
              <span aria-hidden="true">▲</span>{' '}
              <ActionSelect
                name="setRailPair"
                label={t('First order')}
                value={first}
                groups={groups()}
                to={(id) => [id, second]}
              />
            </span>
          ),
          second: (
            <span className="rail-nowrap">
              <span aria-hidden="true">▽</span>{' '}
              <ActionSelect
                name="setRailPair"
                label={t('Second order')}
                value={second}
                groups={groups()}
                to={(id) => [first, id]}
              />
            </span>
          ),
        }}
      />{' '}
      {ranked > 0 && (
        <span className="numeric">
          {t(
            'Of {ranked} tokens that hold 1 % of a strip or more, {moved} change place by a tenth of the ranks or more.',
            { moved, ranked },
          )}
        </span>
      )}
    </p>
  )
}

/** Lower triangle: a correlation has no direction. */
export function Correlations({ strips }: { readonly strips: readonly Strip[] }) {
  const markPair = useActionId('setRailPair')
  const act = useAct()
  const settings = useSettings()
  const reading = useAppState((state) => (viewOf(state).context === null ? 'without' : 'with'))
  const pair = settings.railPair
  const isOn = (id: string, other: string): boolean => pair.includes(id) && pair.includes(other)
  const numbers = strips.map(({ raw }, row) => strips.slice(0, row).map((other) => spearman(raw, other.raw)))
  const press = (row: number, column: number): void => {
    const [one, other] = [strips[row], strips[column]]
    if (!one || !other) return
    const rho = numbers[row]?.[column] ?? null
    if (!isOn(one.id, other.id)) act('setRailPair', [other.id, one.id])
    else if (rho !== null) {
      const pair = [
        { id: other.id, values: other.raw },
        { id: one.id, values: one.raw },
      ] as const
      act('openReceipt', correlationReceipt(pair, rho, settings, reading))
    }
  }
  if (strips.length < 2) return <p className="rail-note">{t('Two strips or more have correlations.')}</p>
  return (
    <div className="rail-scroller">
      <NumberGrid className="rail-correlations numeric" onOpen={press}>
        <caption>
          {t(
            'Rank correlation (Spearman’s ρ) over this rollout’s tokens; press a number to mark that pair, again for its receipt.',
          )}
        </caption>
        <thead>
          <tr>
            <td />
            {strips.slice(0, -1).map(({ id, name }) => (
              <th key={id} scope="col">
                <span>{t(name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {strips.slice(1).map(({ id, name }, row) => (
            <tr key={id}>
              <th scope="row">{t(name)}</th>
              {strips.slice(0, row + 1).map((other, column) => {
                const rho = numbers[row + 1]?.[column] ?? null
                return (
                  <td key={other.id} style={shade(rho)}>
                    <button
                      type="button"
                      data-action={markPair}
                      data-cell={`${row + 1} ${column}`}
                      aria-pressed={isOn(id, other.id)}
                      aria-label={t('{first} and {second}: {value}', {
                        first: t(other.name),
                        second: t(name),
                        value: rho === null ? t('not defined') : rho.toFixed(2),
                      })}
                    >
                      {rho === null ? '–' : rho.toFixed(2).replace('-', MINUS)}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </NumberGrid>
    </div>
  )
}

/** How dark a cell is; the number says the same. */
function shade(rho: number | null): CSSProperties {
  return { '--rho': `${Math.round(Math.max(0, rho ?? 0) * 100)}%` } as CSSProperties
}

/** A top-k support is off by as much whatever is drawn; a single draw is off by chance. */
export function differenceName(support: SupportChoice): 'bias' | 'error' | null {
  return support === 'full' ? null : support === 'sampled' ? mark('error') : mark('bias')
}

/** What the support makes of the mean, beside what the whole vocabulary says. */
export function Means({ strips, support }: { readonly strips: readonly Strip[]; readonly support: SupportChoice }) {
  const units = useAppState((state) => state.settings.units)
  const group = useRoving<HTMLTableElement>()
  const difference = differenceName(support)
  return (
    <table className="rail-means numeric" ref={group}>
      <caption>
        {t('Mean over the student’s tokens, {unit} where it has a unit', { unit: units })}
        {difference && t('; {difference}: this support less the full vocabulary', { difference: t(difference) })}
        {support === 'sampled' && t(', of one draw a token; over all draws it is 0')}
      </caption>
      <thead>
        <tr>
          <td />
          {difference && <th scope="col">{t('support')}</th>}
          <th scope="col">{t('full')}</th>
          {difference && <th scope="col">{t(difference)}</th>}
        </tr>
      </thead>
      <tbody>
        {strips.map(({ id, name, mean, fullMean, bias }) => (
          <tr key={id}>
            <th scope="row" title={mathPlain(t(divergenceById(id).direction))}>
              {t(name)}
            </th>
            {difference && (
              <td>
                <MeanNumber id={id} of="support" value={mean} text={written(mean)} support={support} />
              </td>
            )}
            <td>
              <MeanNumber id={id} of="full" value={fullMean} text={written(fullMean)} support="full" />
            </td>
            {difference && (
              <td>
                <MeanNumber
                  id={id}
                  of="bias"
                  value={bias}
                  text={bias === null ? '–' : formatSigned(bias)}
                  support={support}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface MeanNumberProps {
  /** Of the divergence. */
  readonly id: string
  readonly of: 'support' | 'full' | 'bias'
  /** In the unit on view. */
  readonly value: number | null
  readonly text: string
  readonly support: SupportChoice
}

/** A mean with its receipt; a dash has none. */
function MeanNumber({ id, of, value, text, support }: MeanNumberProps) {
  const act = useAct()
  const units = useAppState((state) => state.settings.units)
  const reading = useAppState((state) => (viewOf(state).context === null ? 'without' : 'with'))
  if (value === null) return text
  const { name, shortName: short, formula } = divergenceById(id)
  return (
    <NumberButton
      value={text}
      of={of === 'bias' ? t('bias of {name}', { name: t(short) }) : t('mean of {name}', { name: t(short) })}
      onPress={() => {
        const unit = divergenceUnit(id, units)
        // Receipts speak nats; a divergence without a unit has none to change.
        const nats = value / divergenceInUnit(id, 1, units)
        act('openReceipt', stripReceipt({ of, value: nats, unit: unit && 'nats', name, formula, support }, reading))
      }}
    />
  )
}

const written = (value: number | null): string => (value === null ? '–' : formatNumber(value))
