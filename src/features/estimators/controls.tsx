/** @file What is drawn, how, and the buttons that draw. */
import { DRAW_SCOPES, DRAW_TEMPERATURES, MAX_DRAW_CLIP, MAX_DRAW_SEED } from '../../store/estimator-settings.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { NumberField } from '../../ui/number-field.tsx'

const SCOPES = [
  {
    label: 'What is drawn',
    options: DRAW_SCOPES.map((value) => ({
      value,
      label: value === 'position' ? 'the next token' : 'whole rollouts',
    })),
  },
]

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
        Draw{' '}
        <InlineSelect
          label="What is drawn"
          value={scope}
          groups={SCOPES}
          voice="student"
          onChange={(value) => act('setDrawScope', value)}
        />{' '}
        {scope === 'position' ? `in the place of ${place}` : 'of this problem'} at temperature{' '}
        <NumberField
          label="Temperature of the draws"
          voice="student"
          value={temperature}
          min={DRAW_TEMPERATURES.min}
          max={DRAW_TEMPERATURES.max}
          step={0.1}
          decimals={2}
          onCommit={(value) => act('setDrawTemperature', value)}
        />
        , from seed{' '}
        <NumberField
          label="Seed of the draws"
          value={seed}
          min={0}
          max={MAX_DRAW_SEED}
          onCommit={(value) => act('setDrawSeed', value)}
        />{' '}
        on; importance ratios cut at{' '}
        <NumberField
          label="Importance-ratio clip"
          value={clip}
          min={0}
          max={MAX_DRAW_CLIP}
          step={0.5}
          decimals={2}
          onCommit={(value) => act('setDrawClip', value)}
        />
        {clip === 0 && ' (0: never)'}.
      </p>
      <div className="estimators-buttons">
        {[50, 500].map((count) => (
          <Button
            key={count}
            tone={count === 50 ? 'primary' : 'plain'}
            disabled={!canDraw}
            onPress={() => act('drawSamples', count)}
          >
            Draw {count}
          </Button>
        ))}
        <Button disabled={wanted === null} onPress={() => act('stopDraws')}>
          Stop drawing
        </Button>
        <Button tone="quiet" disabled={!canClear} onPress={() => act('clearDraws')}>
          Clear draws
        </Button>
        <span className="estimators-progress numeric">{wanted !== null && `${done} of ${wanted} …`}</span>
      </div>
    </div>
  )
}
