/** @file The way out of the page for one panel's charts: a quiet button that opens three, so that no panel shouts its exits. */
import { useId, useRef, useState } from 'react'
import { t } from '../i18n/words.ts'
import { Button } from './button.tsx'
import { InlineSelect } from './inline-select.tsx'
import './take-away.css'

export type TakeFormat = 'svg' | 'png' | 'csv'

export interface TakeAwayProps {
  /** Name of the chart or the panel. */
  readonly chart: string
  /** Ids of the actions that its buttons perform. */
  readonly actions: Readonly<Record<TakeFormat, string>>
  /** `panel`: the section that the control stands in. `scale`: of the pixels. */
  readonly onTake: (format: TakeFormat, panel: HTMLElement, scale: number) => void
}

const PNG_SCALES = ['1', '2', '4'] as const
export type PngScale = (typeof PNG_SCALES)[number]

export function TakeAway({ chart, actions, onTake }: TakeAwayProps) {
  const [open, setOpen] = useState(false)
  const [scale, setScale] = useState<PngScale>('2')
  const bar = useRef<HTMLDivElement>(null)
  const id = useId()
  const take = (format: TakeFormat) => (): void => {
    const panel = bar.current?.closest('section')
    if (panel) onTake(format, panel, Number(scale))
  }
  return (
    <div className="take-chart" data-part="take-away" data-figure="off" data-takes ref={bar}>
      <button
        type="button"
        className="button quiet"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {t('Take away')}
        <span className="take-chart-sign" aria-hidden="true">
          {open ? '▴' : '▾'}
        </span>
      </button>
      {open && (
        <fieldset id={id} aria-label={t('Take away: {chart}', { chart })}>
          <Button action={actions.svg} tone="quiet" onPress={take('svg')}>
            {t('Export SVG')}
          </Button>
          <span className="take-chart-png">
            <Button action={actions.png} tone="quiet" onPress={take('png')}>
              {t('Export PNG')}
            </Button>
            <span data-part="png-size">
              <InlineSelect
                label={t('PNG size')}
                value={scale}
                groups={[{ label: t('Size'), options: PNG_SCALES.map((value) => ({ value, label: `${value}×` })) }]}
                onChange={setScale}
              />
            </span>
          </span>
          <Button action={actions.csv} tone="quiet" onPress={take('csv')}>
            {t('Export CSV')}
          </Button>
        </fieldset>
      )}
    </div>
  )
}
