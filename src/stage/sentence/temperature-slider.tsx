/** @file The sampling temperature: a number with a small slider under its hand. */

import { ActionSlider } from '../../controls/fields.tsx'
import { t } from '../../i18n/words.ts'
import { MAX_TEMPERATURE } from '../../settings/settings.ts'
import { useActionId, useAppState } from '../../store/hooks.ts'
import { useHidden } from '../../ui/hidden.ts'
import '../../ui/inline.css'

export function TemperatureSlider() {
  const temperature = useAppState((state) => state.settings.temperature)
  const greedy = temperature === 0
  if (useHidden(useActionId('setTemperature'))) return <span className="inline-word">{temperature.toFixed(2)}</span>
  return (
    <span className="temperature">
      <output className="numeric" aria-hidden="true">
        {temperature.toFixed(2)}
      </output>
      <ActionSlider
        name="setTemperature"
        valueText={greedy ? t('0, greedy') : temperature.toFixed(2)}
        title={greedy ? t('Greedy: always the most likely token') : t('Sampling temperature; 0 is greedy')}
        min={0}
        max={MAX_TEMPERATURE}
        step={0.05}
        value={temperature}
      />
    </span>
  )
}
