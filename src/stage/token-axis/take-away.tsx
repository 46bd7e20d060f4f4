/** @file What can be taken out of the page and put back: the charts as a picture, the numbers, the whole trace. */
import { useRef, useState } from 'react'
import { axisFigure } from '../../charts/figure/axis-figure.ts'
import { paletteAt } from '../../charts/figure/palette.ts'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useAvailable, useSettings } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { figureProps } from './figure.ts'
import type { AxisSeries } from './series.ts'
import './take-away.css'

export interface TakeAwayProps {
  readonly columns: TokenColumns
  readonly lines: readonly TextLine[]
  readonly series: AxisSeries
}

const SCALES = ['1', '2', '4'] as const
const scaleGroups = () => [{ label: t('Size'), options: SCALES.map((value) => ({ value, label: `${value}×` })) }]

export function TakeAway({ columns, lines, series }: TakeAwayProps) {
  const act = useAct()
  const run = useAppState((state) => state.run)
  const settings = useSettings()
  const engine = useAppState((state) => state.engine)
  const ready = useAvailable('exportTrace')
  const [scale, setScale] = useState<(typeof SCALES)[number]>('2')
  const bar = useRef<HTMLFieldSetElement>(null)

  const figure = () =>
    run && bar.current
      ? axisFigure(figureProps({ run, settings, engine, columns, lines, series }, paletteAt(bar.current)))
      : null

  return (
    <fieldset className="take-away" aria-label={t('Take it away')} ref={bar}>
      <Button
        tone="quiet"
        disabled={!ready}
        onPress={() => {
          const drawn = figure()
          if (drawn) act('exportSvg', drawn.svg)
        }}
      >
        {t('Export SVG')}
      </Button>
      <span className="take-away-png">
        <Button
          tone="quiet"
          disabled={!ready}
          onPress={() => {
            const drawn = figure()
            if (drawn) act('exportPng', { ...drawn, scale: Number(scale) })
          }}
        >
          {t('Export PNG')}
        </Button>
        <InlineSelect label={t('PNG size')} value={scale} groups={scaleGroups()} onChange={setScale} />
      </span>
      <ActionButton name="exportTokens" tone="quiet" />
      <ActionButton name="exportTrace" tone="quiet" />
      <ActionButton name="savePage" tone="quiet" />
      <FileButton tone="quiet" accept=".json,application/json" onFile={(file) => act('importTrace', file)}>
        {t('Import trace')}
      </FileButton>
    </fieldset>
  )
}
