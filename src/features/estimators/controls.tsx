/** @file What is drawn, how, and the buttons that draw. */

import { formatDuration } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionNumber, ActionSelect } from '../../controls/fields.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { useTimeLeft } from '../../ui/use-time-left.ts'
import { DRAW_SCOPES, DRAW_TEMPERATURES, MAX_DRAW_CLIP, MAX_DRAW_SEED } from './settings.ts'

/** The one button of a place that has room for one. */
export function DrawOrStop() {
  const busy = useAppState(({ drawing }) => drawing.wanted !== null)
  return busy ? (
    <ActionButton name="stopDraws" icon="stop" />
  ) : (
    <ActionButton name="drawSamples" tone="primary" argument={50}>
      {t('Draw {count}', { count: 50 })}
    </ActionButton>
  )
}

export function Controls({ place }: { readonly place: string }) {
  const scope = useAppState((state) => state.settings.drawScope)
  const temperature = useAppState((state) => state.settings.drawTemperature)
  const seed = useAppState((state) => state.settings.drawSeed)
  const clip = useAppState((state) => state.settings.drawClip)
  const wanted = useAppState((state) => state.drawing.wanted)
  const done = useAppState((state) => state.drawing.draws.length)
  const left = useTimeLeft(wanted === null ? null : done / wanted)
  return (
    <div className="estimators-controls">
      <p className="estimators-sentence">
        {t('Draw')}{' '}
        <ActionSelect
          name="setDrawScope"
          value={scope}
          groups={[
            {
              label: t('What is drawn'),
              options: DRAW_SCOPES.map((value) => ({
                value,
                label: value === 'position' ? t('the next token') : t('whole rollouts'),
              })),
            },
          ]}
          voice="student"
        />{' '}
        {scope === 'position' ? t('in the place of {place}', { place }) : t('of this problem')} {t('at temperature')}{' '}
        <ActionNumber
          name="setDrawTemperature"
          voice="student"
          value={temperature}
          min={DRAW_TEMPERATURES.min}
          max={DRAW_TEMPERATURES.max}
          step={0.1}
          decimals={2}
        />
        {t(', from seed')} <ActionNumber name="setDrawSeed" value={seed} min={0} max={MAX_DRAW_SEED} />{' '}
        {t('on; importance ratios cut at')}{' '}
        <ActionNumber name="setDrawClip" value={clip} min={0} max={MAX_DRAW_CLIP} step={0.5} decimals={2} />
        {clip === 0 && t(' (0: never)')}.
      </p>
      <div className="estimators-buttons">
        {[50, 500].map((count) => (
          <ActionButton name="drawSamples" key={count} tone={count === 50 ? 'primary' : 'plain'} argument={count}>
            {t('Draw {count}', { count })}
          </ActionButton>
        ))}
        <ActionButton name="stopDraws" />
        <ActionButton name="clearDraws" tone="quiet" />
        <span className="estimators-progress numeric">
          {wanted !== null && t('{done} of {wanted} …', { done, wanted })}
          {left !== null && ` ${t('{time} left', { time: formatDuration(left) })}`}
        </span>
      </div>
    </div>
  )
}
