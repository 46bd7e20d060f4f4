/** @file What the curves are drawn over: steps, or what they cost. */

import { t } from '../i18n/words.ts'
import { X_AXES, X_AXIS_NAMES } from '../settings/x-axis.ts'
import { useAppState } from '../store/hooks.ts'
import { Phrase } from '../ui/phrase.tsx'
import { ActionSelect } from './fields.tsx'

export function AxisSwitch() {
  const axis = useAppState((state) => state.settings.xAxis)
  const groups = [{ label: t('x axis'), options: X_AXES.map((value) => ({ value, label: t(X_AXIS_NAMES[value]) })) }]
  return (
    <p className="training-axis">
      <Phrase
        text={t('Curves over {axis}')}
        places={{
          axis: <ActionSelect name="setXAxis" value={axis} groups={groups} />,
        }}
      />
    </p>
  )
}
