/** @file The rollout of the one page, in the look of the stage. */
import { type KeyboardEvent, useMemo, useState } from 'react'
import { formatNumber, inUnit, tokenGlyph, tokenName } from '../../../charts/format.ts'
import { TextMarks } from '../../../charts/text-marks.tsx'
import type { RolloutToken, ScoredRollout } from '../../../engine/types.ts'
import { t } from '../../../i18n/words.ts'
import type { SinglePageView } from '../packed-page.ts'
import '../../../stage/rollout/rollout.css'
import { gapsOf } from '../../../stage/rollout/gaps.ts'
import { usePlaces } from '../../../ui/use-places.ts'

export interface ReplayStageProps {
  readonly tokens: readonly RolloutToken[]
  readonly shown: ScoredRollout
  readonly view: Pick<SinglePageView, 'units' | 'gapScale'>
  readonly selected: number
  readonly onSelect: (token: number) => void
}

/** Arrow keys walk; only the selected token is in the order of tabs, as on the stage. */
export function ReplayStage({ tokens, shown, view, selected, onSelect }: ReplayStageProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const to = { ArrowLeft: selected - 1, ArrowRight: selected + 1, Home: 0, End: tokens.length - 1 }[event.key]
    if (to === undefined || to < 0 || to >= tokens.length) return
    event.preventDefault()
    onSelect(to)
    event.currentTarget.querySelector<HTMLElement>(`[data-token="${to}"]`)?.focus()
  }
  const [list, setList] = useState<HTMLUListElement | null>(null)
  const places = usePlaces(list, tokens.length, tokens)
  const gaps = useMemo(() => gapsOf(shown, tokens), [shown, tokens])
  return (
    <div className="rollout-frame">
      <TextMarks places={places} without={gaps} told={null} onTold={false} limit={view.gapScale} />
      <ul ref={setList} className="rollout" aria-label="Rollout" onKeyDown={onKeyDown}>
        {placed(tokens).map(({ key, index, text, source }) => {
          const gap = source === 'environment' ? null : (shown.tokens[index]?.gap ?? null)
          const glyph = tokenGlyph(text)
          const token = tokenName(text)
          const name =
            gap === null
              ? t('{token}, written by the environment', { token })
              : t('{token}, gap {gap} {unit}', { token, gap: formatNumber(inUnit(gap, view.units)), unit: view.units })
          const classes = [
            'chip',
            gap === null && 'environment',
            glyph.sign && 'sign',
            selected === index && 'attended',
          ]
          return (
            <li key={key} aria-label={name} className={text === '\n' ? 'line-end' : undefined}>
              {(glyph.space || /^[-+x*/=]$/.test(text)) && <wbr />}
              <button
                type="button"
                className={classes.filter(Boolean).join(' ')}
                data-token={index}
                aria-label={name}
                aria-pressed={selected === index}
                tabIndex={selected === index ? 0 : -1}
                onClick={() => onSelect(index)}
              >
                {glyph.space && <span className="space" />}
                {glyph.text}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** A token's identity is its place. */
function placed(tokens: readonly RolloutToken[]) {
  return tokens.map((token, index) => ({ ...token, index, key: `token ${index + 1}` }))
}
