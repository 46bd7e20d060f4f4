/** @file The foot of the stage: where the talk is, whether a recording stands in, and every move for those without a clicker. */

import { ActionButton, ActionIconButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import './stage-bar.css'

export function StageBar() {
  const talk = useAppState((state) => state.talk.talk)
  const show = useAppState((state) => state.talk.presentation)
  if (!show) return null
  const { at, step, filled, lit, laser, black, jump } = show
  const all = talk.cues.length
  const steps = talk.cues[at]?.reveal.length ?? 0
  return (
    <footer className="stage-bar">
      <ActionIconButton name="previousCue" icon="back" shortcut="PageUp" disabled={at === 0 && step === 0} />
      <p className="stage-progress numeric">{all > 0 ? `${at + 1} / ${all}` : '–'}</p>
      {steps > 0 && <Steps made={step} all={steps} />}
      <ActionIconButton name="nextCue" icon="forward" shortcut="PageDown" disabled={at >= all - 1 && step >= steps} />
      <p className="stage-title">{talk.cues[at]?.title ?? t('The page as it stands')}</p>
      <Net />
      {jump !== '' && <output className="stage-jump numeric">{t('Go to cue {n}: Enter', { n: jump })}</output>}
      <div className="stage-moves">
        <ActionIconButton name="nextLight" icon="sun" shortcut="F" pressed={lit !== null} />
        <ActionIconButton name="fillChart" icon="screen" shortcut="C" pressed={filled !== null} />
        <ActionIconButton name="toggleLaser" icon="pin" shortcut="L" pressed={laser} />
        <ActionIconButton name="toggleBlack" icon="moon" shortcut="B" pressed={black} />
        <ActionButton name="toggleBets" shortcut="A" />
        <ActionIconButton name="openNotes" icon="list" shortcut="S" />
        <ActionIconButton name="toggleHelp" icon="question" />
        <ActionIconButton name="leavePresentation" icon="cross" shortcut="Escape" />
      </div>
    </footer>
  )
}

/** How much of the cue has been revealed: a dot for each step, filled once it is made. */
function Steps({ made, all }: { readonly made: number; readonly all: number }) {
  return (
    <p className="stage-steps" role="img" aria-label={t('{n} of {all} steps revealed', { n: made, all })}>
      {'●'.repeat(made)}
      {'○'.repeat(all - made)}
    </p>
  )
}

/** What the device is doing, or what stands in for it. */
function Net() {
  const busy = useAppState((state) => state.talk.presentation?.busy ?? false)
  const replay = useAppState((state) => state.talk.presentation?.replay ?? null)
  const trouble = useAppState((state) => state.talk.presentation?.trouble ?? null)
  return (
    <output className="stage-net">
      {busy && t('Live …')}
      {!busy && replay !== null && (
        <>
          <strong className="stage-replay">REPLAY</strong>{' '}
          {replay === 'late' ? t('The time ran out: recorded earlier.') : t('The device failed: recorded earlier.')}
        </>
      )}
      {!busy && replay === null && trouble !== null && t('This did not work, and nothing was recorded.')}
    </output>
  )
}
