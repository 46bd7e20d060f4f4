/** @file What the marks mean, and how far the scale reaches. */
import { GapScale } from '../../charts/gap-scale.tsx'
import { viewOf } from '../../store/conditions.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { GAP_SCALES, UNITS } from '../../store/settings.ts'
import { InlineSelect } from '../../ui/inline-select.tsx'
import './legend.css'

const SCALES = [
  { label: 'Scale', options: GAP_SCALES.map((scale) => ({ value: String(scale), label: `±${scale} nats` })) },
]
const UNIT_GROUPS = [{ label: 'Units', options: UNITS.map((unit) => ({ value: unit, label: unit })) }]

export function Legend() {
  const act = useAct()
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const { ghost, context } = viewOf({ run, settings })
  const told = context === null
  return (
    <div className="legend">
      <div className="legend-scale">
        <p>To the teacher, a token is</p>
        <p className="legend-ends">
          <span className="legend-less">less likely</span>
          <span className="legend-more">more likely</span>
        </p>
        <GapScale limit={settings.gapScale} />
      </div>
      <div className="legend-notes">
        <p className="legend-ghost" data-there={ghost !== null}>
          <span className={told ? 'legend-outline told' : 'legend-outline'} aria-hidden="true" />
          {told ? 'if it had seen the note' : 'before it saw the note'}
        </p>
        <p>
          Scale{' '}
          <InlineSelect
            label="Gap scale"
            value={String(settings.gapScale)}
            groups={SCALES}
            onChange={(value) => {
              const scale = GAP_SCALES.find((each) => String(each) === value)
              if (scale) act('setGapScale', scale)
            }}
          />
          , numbers in{' '}
          <InlineSelect
            label="Units"
            value={settings.units}
            groups={UNIT_GROUPS}
            onChange={(unit) => act('setUnits', unit)}
          />
        </p>
      </div>
    </div>
  )
}
