/** @file What can be taken out of the page and put back: the charts as a picture, the numbers, the whole trace. */
import { useRef, useState } from 'react'
import { axisFigure } from '../../charts/figure/axis-figure.ts'
import { inksAt } from '../../charts/figure/inks.ts'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { ActionButton, ActionFile } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { figureProps } from './figure.ts'
import type { AxisSeries } from './series.ts'
import './take-away.css'

export interface TakeAwayProps {
  readonly columns: TokenColumns
  readonly lines: readonly TextLine[]
  readonly series: AxisSeries
  /** End of the gap's scale, nats. */
  readonly gapScale: number
}

const SCALES = ['1', '2', '4'] as const
const scaleGroups = () => [{ label: t('Size'), options: SCALES.map((value) => ({ value, label: `${value}×` })) }]

export function TakeAway({ columns, lines, series, gapScale }: TakeAwayProps) {
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const engine = useAppState((state) => state.engine)
  const [scale, setScale] = useState<(typeof SCALES)[number]>('2')
  const bar = useRef<HTMLFieldSetElement>(null)

  const figure = () =>
    rollout && bar.current
      ? axisFigure(
          figureProps({ run: rollout, settings, engine, columns, lines, series, gapScale }, inksAt(bar.current)),
        )
      : null

  return (
    <fieldset className="take-away" aria-label={t('Take it away')} ref={bar}>
      <ActionButton name="exportSvg" tone="quiet" argument={() => figure()?.svg} />
      <span className="take-away-png">
        <ActionButton
          name="exportPng"
          tone="quiet"
          argument={() => {
            const drawn = figure()
            return drawn ? { ...drawn, scale: Number(scale) } : undefined
          }}
        />
        <span data-part="png-size">
          <InlineSelect label={t('PNG size')} value={scale} groups={scaleGroups()} onChange={setScale} />
        </span>
      </span>
      <ActionButton name="exportTokens" tone="quiet" />
      <ActionButton name="exportTrace" tone="quiet" />
      <ActionButton name="savePage" tone="quiet" />
      <ActionFile name="importTrace" tone="quiet" accept=".json,application/json" />
    </fieldset>
  )
}
