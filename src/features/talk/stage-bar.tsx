/** @file The foot of the stage: where the talk is, whether a recording stands in, and every move for those without a clicker. */

import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import './stage-bar.css'

export function StageBar() {
  const act = useAct()
  const talk = useAppState((state) => state.talk.talk)
  const show = useAppState((state) => state.talk.show)
  const canBet = useAvailable('toggleBets')
  if (!show) return null
  const { at, lit, laser, black, jump } = show
  const all = talk.cues.length
  return (
    <footer className="stage-bar">
      <IconButton
        icon="back"
        label={t('Previous cue')}
        shortcut="PageUp"
        disabled={at === 0}
        onPress={() => act('previousCue')}
      />
      <p className="stage-progress numeric">{all > 0 ? `${at + 1} / ${all}` : '–'}</p>
      <IconButton
        icon="forward"
        label={t('Next cue')}
        shortcut="PageDown"
        disabled={at >= all - 1}
        onPress={() => act('nextCue')}
      />
      <p className="stage-title">{talk.cues[at]?.title ?? t('The page as it stands')}</p>
      <Net />
      {jump !== '' && <output className="stage-jump numeric">{t('Go to cue {n}: Enter', { n: jump })}</output>}
      <div className="stage-moves">
        <IconButton
          icon="sun"
          label={t('Light on the next region')}
          shortcut="F"
          pressed={lit !== null}
          onPress={() => act('nextLight')}
        />
        <IconButton
          icon="pin"
          label={t('Laser pointer')}
          shortcut="L"
          pressed={laser}
          onPress={() => act('toggleLaser')}
        />
        <IconButton
          icon="moon"
          label={t('Black screen')}
          shortcut="B"
          pressed={black}
          onPress={() => act('toggleBlack')}
        />
        <Button disabled={!canBet} shortcut="A" onPress={() => act('toggleBets')}>
          {t('Bet')}
        </Button>
        <IconButton icon="list" label={t('Notes window')} shortcut="S" onPress={() => act('openNotes')} />
        <IconButton icon="question" label={t('Keys and words')} shortcut="?" onPress={() => act('toggleHelp')} />
        <IconButton icon="cross" label={t('Leave the stage')} shortcut="Escape" onPress={() => act('leaveShow')} />
      </div>
    </footer>
  )
}

/** What the device is doing, or what stands in for it. */
function Net() {
  const busy = useAppState((state) => state.talk.show?.busy ?? false)
  const replay = useAppState((state) => state.talk.show?.replay ?? null)
  const trouble = useAppState((state) => state.talk.show?.trouble ?? null)
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
