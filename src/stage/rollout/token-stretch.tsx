/** @file A stretch of the rollout's tokens: what a press does and which of them is looked at, asked once for all of them. */
import { memo, useDeferredValue } from 'react'
import type { Unit } from '../../charts/format.ts'
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useActionId, useAppState } from '../../store/hooks.ts'
import { useHidden } from '../../ui/hidden.ts'
import { correctionOf } from './correction.ts'
import type { Stretch } from './stretches.ts'
import { TokenChip } from './token-chip.tsx'

/** What is said of the tokens. */
export interface TokenReading {
  /** Null until scored. */
  readonly shown: ScoredRollout | null
  /** Tokens from this one on are not read yet. */
  readonly read: number
  readonly unit: Unit
  /** The first wrong step, or null. */
  readonly wrongStep: number | null
}

export interface TokenStretchProps {
  readonly stretch: Stretch<RolloutToken>
  readonly reading: TokenReading
  /** In view or nearly so: what is far follows a moment later, when nothing else is to be done. */
  readonly near: boolean
}

export function TokenStretch({ stretch, reading, near }: TokenStretchProps) {
  const late = useDeferredValue(reading)
  return <Tokens stretch={stretch} reading={near ? reading : late} />
}

const Tokens = memo(function Tokens({ stretch, reading }: Omit<TokenStretchProps, 'near'>) {
  const { start, tokens } = stretch
  const { shown, read, unit, wrongStep } = reading
  const here = (index: number | null): number | null =>
    index !== null && index >= start && index < start + tokens.length ? index : null
  const attended = useAppState((state) => here(crosshairToken(state)))
  const pinned = useAppState((state) => here(state.pinned))
  const pin = useActionId('togglePin')
  const hidden = useHidden(pin)
  return tokens.map(({ token, breakable, step }, i) => {
    const index = start + i
    const score = index < read ? shown?.tokens[index] : undefined
    return (
      <TokenChip
        // A text only ever grows at its end.
        key={index}
        index={index}
        text={token.text}
        breakable={breakable}
        environment={token.source === 'environment'}
        gap={score?.gap ?? null}
        unit={unit}
        step={step}
        correction={correctionOf(score, token)}
        wrong={step !== null && step === wrongStep}
        attended={attended === index}
        pinned={pinned === index}
        pin={hidden ? null : pin}
      />
    )
  })
})
