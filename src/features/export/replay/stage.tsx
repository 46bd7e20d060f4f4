/** @file The rollout of the one page, in the look of the stage. */
import { useMemo } from 'react'
import { formatNumber, inUnit, tokenName } from '../../../charts/format.ts'
import { MarkedText } from '../../../charts/text/marked-text.tsx'
import type { RolloutToken, ScoredRollout } from '../../../engine/types.ts'
import { t } from '../../../i18n/words.ts'
import '../../../stage/rollout/rollout.css'
import type { SinglePageView } from '../packed-page.ts'

export interface ReplayStageProps {
  readonly tokens: readonly RolloutToken[]
  readonly shown: ScoredRollout
  readonly view: Pick<SinglePageView, 'units' | 'gapScale'>
  readonly selected: number
  readonly onSelect: (token: number) => void
}

/** Arrow keys walk; only the selected token is in the order of tabs, as on the stage. */
export function ReplayStage({ tokens, shown, view: { units, gapScale }, selected, onSelect }: ReplayStageProps) {
  const marked = useMemo(
    () =>
      tokens.map(({ text, source }, i) => {
        const environment = source === 'environment'
        const gap = environment ? null : (shown.tokens[i]?.gap ?? null)
        const token = tokenName(text)
        const name =
          gap === null
            ? t('{token}, written by the environment', { token })
            : t('{token}, gap {gap} {unit}', { token, gap: formatNumber(inUnit(gap, units)), unit: units })
        return { text, gap, name, environment }
      }),
    [tokens, shown, units],
  )
  return (
    <MarkedText
      label="Rollout"
      tokens={marked}
      limit={gapScale}
      className="rollout-frame"
      chosen={{ index: selected, onChoose: onSelect }}
    />
  )
}
