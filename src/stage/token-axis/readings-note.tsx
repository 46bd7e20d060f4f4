/** @file What is still to be read for the open instrument, what went wrong, and what to do. Its line is always there. */
import { useEffect } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { count, t, translate } from '../../i18n/words.ts'
import { useAct, useAppState, useAwake } from '../../store/hooks.ts'
import { missingScores, scoreFailures, type WantedScore } from '../../store/score-queries.ts'

/** Asks for these readings for as long as the instrument is open. */
export function useReadings(wanted: readonly WantedScore[]): void {
  const act = useAct()
  const awake = useAwake()
  useEffect(() => {
    if (!awake) return
    act('wantReadings', wanted)
    return () => act('wantReadings', [])
  }, [act, awake, wanted])
}

/** `empty`: what to say before there is a text. */
export function ReadingsNote({ empty }: { readonly empty: string }) {
  const state = useAppState((all) => all)
  const { rollout, readings, engine, activity } = state
  const missing = missingScores(state)
  const failed = scoreFailures(state)
  const waiting = missing.length - failed.length
  const [failure] = failed
  if (!rollout) return <p className="axis-note">{empty}</p>
  if (activity === 'sampling' || activity === 'stopping') return <p className="axis-note">{t('The student writes.')}</p>
  if (waiting > 0 && activity === 'idle' && (engine.phase === 'failed' || engine.phase === 'cancelled')) {
    return (
      <output className="axis-note">
        {counted(waiting)} {t('The models are not loaded.')} <ActionButton name="loadModels" />
      </output>
    )
  }
  if (waiting > 0) {
    const all = readings.wanted.length
    return (
      <output className="axis-note">
        {t('The teacher reads: {n} of {all} readings are there.', { n: all - missing.length, all })}
      </output>
    )
  }
  if (failure) {
    return (
      <output className="axis-note">
        {translate(failure.message)} {translate(failure.remedy)} {failed.length > 1 && `${counted(failed.length)} `}
        <ActionButton name="readAgain" />
      </output>
    )
  }
  return <p className="axis-note" />
}

const counted = (n: number): string => count(n, 'One reading is missing.', '# readings are missing.')
