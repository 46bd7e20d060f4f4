/** @file The vocabulary at one token: both distributions face to face, and what the chosen divergence makes of each entry. */
import type { CSSProperties } from 'react'
import { EntryPulls } from '../../charts/entry-pulls.tsx'
import { MirroredBars } from '../../charts/mirrored-bars.tsx'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionNumber } from '../../controls/fields.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import type { RolloutToken, TokenScore } from '../../engine/types.ts'
import { t, translate } from '../../i18n/words.ts'
import { distributions, knownOf, mostRows, pullRows, withNext } from '../../stage/distributions.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { contextFor } from '../../store/scoring.ts'
import { inspectionFailure, inspectionsOf } from './entry-contributions.ts'
import { NextStep } from './next-step.tsx'
import { nextStepOf, stepSizeOf } from './next-step-prediction.ts'
import { MAX_TOP_ENTRIES } from './settings.ts'
import { TakeToken } from './take.tsx'
import { waitingWords } from './waiting.ts'

interface EntriesProps {
  readonly index: number
  readonly token: RolloutToken
  /** Of the teacher without and with its note; none while the student writes. */
  readonly without: TokenScore | null
  readonly told: TokenScore | null
  /** The reading that is drawn is the one with the note. */
  readonly onTold: boolean
}

export function Entries({ index, token, without, told, onTold }: EntriesProps) {
  const act = useAct()
  const settings = useSettings()
  const toldInspected = useAppState((state) => {
    const kind = contextFor(state.settings)
    return (kind && inspectionsOf(state, kind)?.[index]) ?? null
  })
  const plainInspected = useAppState((state) => inspectionsOf(state, null)?.[index] ?? null)
  const ghost = useAppState((state) => (state.pinned === index ? nextStepOf(state) : null))
  const rate = useAppState(stepSizeOf)
  const { topEntries, divergence, units } = settings
  const bars = distributions(
    {
      without: plainInspected ?? (without && knownOf(without)),
      told: toldInspected ?? (told && knownOf(told)),
      onTold,
    },
    token.id,
    topEntries,
  )
  const taken = ghost?.taken?.rate === rate ? ghost.taken.step : null
  const drawn = bars && ghost?.prediction && rate !== null ? withNext(bars, ghost.prediction, rate, taken) : bars
  const pulls = bars
    ? pullRows(bars, { without: plainInspected, told: toldInspected }, { divergence, unit: units })
    : []
  const listed = bars?.entries.map(({ id }) => id) ?? []
  return (
    <div className="inspector-entries" style={{ '--rows': mostRows(topEntries) } as CSSProperties}>
      <div className="inspector-count">
        <span>{t('Top entries of each')}</span>
        <ActionNumber name="setTopEntries" value={topEntries} min={1} max={MAX_TOP_ENTRIES} variant="boxed" />
      </div>
      <div className="inspector-mirror" data-figure>
        {drawn && (
          <MirroredBars
            {...drawn}
            onNumber={(entry, side) =>
              act('openReceipt', {
                quantity: 'entry',
                token: index,
                reading: side === 'told' || (side === 'student' && onTold) ? 'with' : 'without',
                side: side === 'student' ? 'student' : 'teacher',
                entry,
                listed,
              })
            }
          />
        )}
      </div>
      <NextStep />
      <div className="inspector-pulls" data-figure>
        {bars && (plainInspected || toldInspected) && (
          <EntryPulls
            name={t(divergenceById(divergence).shortName)}
            rows={pulls}
            onTold={onTold}
            onNumber={(entry, quantity, reading) =>
              act('openReceipt', { quantity, token: index, reading, entry, listed })
            }
          />
        )}
        <PullState there={plainInspected !== null || toldInspected !== null} />
      </div>
      <TakeToken index={index} text={token.text} bars={drawn} pulls={pulls} />
    </div>
  )
}

/** Why contributions and pushes are not there, and the way to try again. */
function PullState({ there }: { readonly there: boolean }) {
  const failure = useAppState(
    (state) => inspectionFailure(state, null) ?? inspectionFailure(state, contextFor(state.settings)),
  )
  const finished = useAppState((state) => state.rollout?.result != null)
  const phase = useAppState((state) => state.engine.phase)
  if (failure !== null)
    return (
      <output className="inspector-failure">
        {translate(failure)} <ActionButton name="retryDetails">{t('Try again')}</ActionButton>
      </output>
    )
  if (there || !finished) return null
  return (
    <p className="inspector-waiting">
      {waitingWords(phase) ?? t('Computing what each entry adds to the divergence …')}
    </p>
  )
}
