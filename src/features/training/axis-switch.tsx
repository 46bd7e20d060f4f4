/** @file What the curves are drawn over: steps, or what they cost. */
import { useAct, useAppState } from '../../store/hooks.ts'
import { X_AXES, X_AXIS_NAMES } from '../../store/training/axis.ts'
import { InlineSelect } from '../../ui/inline-select.tsx'

const GROUPS = [{ label: 'x axis', options: X_AXES.map((value) => ({ value, label: X_AXIS_NAMES[value] })) }]

export function AxisSwitch() {
  const act = useAct()
  const axis = useAppState((state) => state.settings.xAxis)
  return (
    <p className="training-axis">
      Curves over <InlineSelect label="Curves over" value={axis} groups={GROUPS} onChange={(x) => act('setXAxis', x)} />
    </p>
  )
}
