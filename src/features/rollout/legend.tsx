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
  return (
    <div className="legend">
      <GapScale limit={settings.gapScale} />
      <div className="legend-words">
        <p>
          <span className="legend-less">hanging: the teacher finds it less likely</span>
          <br />
          <span className="legend-more">standing: more likely</span>
          {ghost && (
            <>
              <br />
              <span>outline: {context === null ? 'if it had seen the note' : 'before it saw the note'}</span>
            </>
          )}
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
          />{' '}
          numbers in{' '}
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
