/** @file What is drawn, how, and the buttons that draw. */

import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { DRAW_SCOPES, DRAW_TEMPERATURES, MAX_DRAW_CLIP, MAX_DRAW_SEED } from './settings.ts'

export function Controls({ place }: { readonly place: string }) {
  const act = useAct()
  const scope = useAppState((state) => state.settings.drawScope)
  const temperature = useAppState((state) => state.settings.drawTemperature)
  const seed = useAppState((state) => state.settings.drawSeed)
  const clip = useAppState((state) => state.settings.drawClip)
  const wanted = useAppState((state) => state.drawing.wanted)
  const done = useAppState((state) => state.drawing.draws.length)
  const canDraw = useAvailable('drawSamples')
  const canClear = useAvailable('clearDraws')
  return (
    <div className="estimators-controls">
      <p className="estimators-sentence">
        {t('Draw')}{' '}
        <InlineSelect
          label={t('What is drawn')}
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
          onChange={(value) => act('setDrawScope', value)}
        />{' '}
        {scope === 'position' ? t('in the place of {place}', { place }) : t('of this problem')} {t('at temperature')}{' '}
        <NumberField
          label={t('Temperature of the draws')}
          voice="student"
          value={temperature}
          min={DRAW_TEMPERATURES.min}
          max={DRAW_TEMPERATURES.max}
          step={0.1}
          decimals={2}
          onCommit={(value) => act('setDrawTemperature', value)}
        />
        {t(', from seed')}{' '}
        <NumberField
          label={t('Seed of the draws')}
          value={seed}
          min={0}
          max={MAX_DRAW_SEED}
          onCommit={(value) => act('setDrawSeed', value)}
        />{' '}
        {t('on; importance ratios cut at')}{' '}
        <NumberField
          label={t('Importance-ratio clip')}
          value={clip}
          min={0}
          max={MAX_DRAW_CLIP}
          step={0.5}
          decimals={2}
          onCommit={(value) => act('setDrawClip', value)}
        />
        {clip === 0 && t(' (0: never)')}.
      </p>
      <div className="estimators-buttons">
        {[50, 500].map((count) => (
          <Button
            key={count}
            tone={count === 50 ? 'primary' : 'plain'}
            disabled={!canDraw}
            onPress={() => act('drawSamples', count)}
          >
            {t('Draw {count}', { count })}
          </Button>
        ))}
        <Button disabled={wanted === null} onPress={() => act('stopDraws')}>
          {t('Stop drawing')}
        </Button>
        <Button tone="quiet" disabled={!canClear} onPress={() => act('clearDraws')}>
          {t('Clear draws')}
        </Button>
        <span className="estimators-progress numeric">
          {wanted !== null && t('{done} of {wanted} …', { done, wanted })}
        </span>
      </div>
    </div>
  )
}
