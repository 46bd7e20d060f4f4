/** @file The vocabulary at one token: both distributions face to face, and what the chosen divergence makes of each entry. */
import type { CSSProperties } from 'react'
import { shortName } from '../../charts/divergence-unit.ts'
import { EntryPulls } from '../../charts/entry-pulls.tsx'
import { MirroredBars } from '../../charts/mirrored-bars.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import type { RolloutToken, TokenScore } from '../../engine/types.ts'
import { contextFor, viewOf } from '../../store/conditions.ts'
import { ghostOf } from '../../store/ghosting.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { inspectionsOf } from '../../store/inspecting.ts'
import { MAX_TOP_ENTRIES } from '../../store/inspector-settings.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { distributions, knownOf, mostRows, pullRows, withNext } from './distributions.ts'
import { NextStep } from './next-step.tsx'

interface EntriesProps {
  readonly index: number
  readonly token: RolloutToken
  /** Under the condition that is drawn; none while the student writes. */
  readonly score: TokenScore | undefined
  readonly reading: 'with' | 'without'
}

export function Entries({ index, token, score, reading }: EntriesProps) {
  const act = useAct()
  const settings = useAppState((state) => state.settings)
  const told = useAppState((state) => {
    const kind = contextFor(state.settings)
    return (kind && inspectionsOf(state, kind)?.[index]) ?? null
  })
  const without = useAppState((state) => inspectionsOf(state, null)?.[index] ?? null)
  const ghost = useAppState((state) => (state.pinned === index ? ghostOf(state) : null))
  const onTold = useAppState((state) => viewOf(state).context !== null)
  const { topEntries, ghostRate, divergence, units } = settings
  const known = (reading === 'with' ? told : without) ?? (score && knownOf(score))
  const bars = known && distributions(known, token.id, topEntries)
  const taken = ghost?.taken?.rate === ghostRate ? ghost.taken.ghost : null
  const drawn = bars && ghost?.ghost ? withNext(bars, ghost.ghost, ghostRate, taken) : bars
  // A receipt speaks of what the score holds: the most likely entries alone.
  const listed = bars?.entries.map(({ id }) => id) ?? []
  const receipts = score !== undefined && listed.every((id) => score.top.some((entry) => entry.id === id))
  return (
    <div className="inspector-entries" style={{ '--rows': mostRows(topEntries) } as CSSProperties}>
      <div className="inspector-count">
        <span>Top entries of each</span>
        <NumberField
          label="Top entries"
          value={topEntries}
          min={1}
          max={MAX_TOP_ENTRIES}
          variant="boxed"
          onCommit={(count) => act('setTopEntries', count)}
        />
      </div>
      <div className="inspector-mirror">
        {drawn && score && (
          <MirroredBars
            {...drawn}
            onNumber={
              receipts
                ? (entry, side) => act('openReceipt', { quantity: 'entry', token: index, reading, side, entry, listed })
                : undefined
            }
          />
        )}
      </div>
      <NextStep />
      <div className="inspector-pulls">
        {bars && (without || told) && (
          <EntryPulls
            name={shortName(divergenceById(divergence))}
            rows={pullRows(bars, { without, told }, { divergence, unit: units })}
            onTold={onTold}
          />
        )}
      </div>
    </div>
  )
}
