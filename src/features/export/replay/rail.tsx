/** @file The divergence rail of the one page: a strip for every chosen divergence under the same tokens. */
import { useMemo, useState } from 'react'
import { divergenceInUnit, divergenceUnit } from '../../../charts/divergence-unit.ts'
import { formatNumber, MINUS, type Unit } from '../../../charts/format.ts'
import { textLines } from '../../../charts/lines.ts'
import { roundLimit } from '../../../charts/scale.ts'
import { TokenLabels } from '../../../charts/token-labels.tsx'
import { ValueBars } from '../../../charts/value-bars.tsx'
import { divergenceById } from '../../../divergence/registry.ts'
import type { RolloutToken, ScoredRollout } from '../../../engine/types.ts'
import { t } from '../../../i18n/words.ts'
import { ScrollRegion } from '../../../ui/scroll-region.tsx'
import { useWidth } from '../../../ui/use-width.ts'

export interface ReplayRailProps {
  readonly tokens: readonly RolloutToken[]
  readonly shown: ScoredRollout
  /** Divergences that have a strip at first. */
  readonly chosen: readonly string[]
  readonly known: readonly string[]
  readonly unit: Unit
  readonly selected: number
  readonly onSelect: (token: number) => void
}

const STRIP = 56
const LABELS = 68
/** A column any narrower could not be told from its neighbour. */
const NARROWEST = 11

export function ReplayRail({ tokens, shown, chosen, known, unit, selected, onSelect }: ReplayRailProps) {
  const [rail, setRail] = useState(chosen.filter((id) => known.includes(id)))
  const [frame, width] = useWidth<HTMLDivElement>()
  const lines = useMemo(() => textLines(tokens), [tokens])
  const columns = { count: tokens.length, width: Math.max(NARROWEST, width / Math.max(1, tokens.length)) }
  const strips = useMemo(() => stripsOf(rail, shown, unit), [rail, shown, unit])
  const toggle = (id: string): void =>
    setRail(known.filter((each) => (each === id ? !rail.includes(id) : rail.includes(each))))
  return (
    <section className="replay-rail" aria-labelledby="rail-heading">
      <h2 id="rail-heading" className="heading">
        {t('Divergence rail')}
      </h2>
      <fieldset className="replay-choice">
        <legend className="visually-hidden">{t('Divergences on the rail')}</legend>
        {known.map((id) => (
          <label key={id}>
            <input type="checkbox" checked={rail.includes(id)} onChange={() => toggle(id)} />
            {t(divergenceById(id).shortName)}
          </label>
        ))}
      </fieldset>
      <div className="replay-strips">
        <div className="replay-names numeric">
          <div style={{ height: LABELS }} />
          {strips.map(({ id, unit: own, signed, limit }) => (
            <div key={id} style={{ height: STRIP }}>
              <span className="replay-ticks">
                <i>{tick(limit)}</i>
                <i>{signed ? `${MINUS}${tick(limit)}` : '0'}</i>
              </span>
              <b>{t(divergenceById(id).shortName)}</b> <small>{own ?? ''}</small>
              <br />
              {formatNumber(divergenceInUnit(id, shown.tokens[selected]?.divergences[id] ?? Number.NaN, unit))}
            </div>
          ))}
        </div>
        <ScrollRegion className="replay-frame" ref={frame} label={t('Divergences along the tokens')}>
          <div
            className="replay-axis"
            style={{ width: columns.count * columns.width }}
            onPointerDown={({ clientX, currentTarget }) => {
              const at = Math.floor((clientX - currentTarget.getBoundingClientRect().left) / columns.width)
              onSelect(Math.min(tokens.length - 1, Math.max(0, at)))
            }}
          >
            <TokenLabels columns={columns} tokens={tokens} lines={lines} height={LABELS} />
            {strips.map(({ id, values, signed, limit }) => (
              <ValueBars
                key={id}
                columns={columns}
                values={values}
                ghosts={null}
                ghostsTold={false}
                limit={limit}
                kind={signed ? 'signed' : 'size'}
                height={STRIP}
              />
            ))}
            <span className="replay-cross" aria-hidden="true" style={{ left: (selected + 0.5) * columns.width }} />
          </div>
        </ScrollRegion>
      </div>
    </section>
  )
}

interface ReplayStrip {
  readonly id: string
  readonly unit: Unit | null
  /** In the unit on view. */
  readonly values: readonly (number | null)[]
  readonly signed: boolean
  /** End of its scale: strips in one unit share it, so that heights can be compared across them, as on the page. */
  readonly limit: number
}

/** A chart whose values are all smaller is drawn as if this were its end. */
const LEAST = 0.05

function stripsOf(rail: readonly string[], { tokens }: ScoredRollout, unit: Unit): readonly ReplayStrip[] {
  const strips = rail.map((id) => {
    const values = tokens.map(({ divergences }) => {
      const value = divergences[id]
      return value === undefined ? null : divergenceInUnit(id, value, unit)
    })
    return { id, values, unit: divergenceUnit(id, unit), signed: values.some((value) => value !== null && value < 0) }
  })
  return strips.map((strip) => {
    const alike = strips.filter((other) => other.unit === strip.unit).flatMap(({ values }) => values)
    return {
      ...strip,
      limit: roundLimit(
        alike.map((value) => value ?? 0),
        LEAST,
      ),
    }
  })
}

const tick = (value: number): string => String(Number(value.toPrecision(3)))
