/** @file The board of the bets over the page, which it hides whole: every chart there shows what the teacher thinks. */
import { useEffect, useRef } from 'react'
import { t } from '../../i18n/words.ts'
import { useAct } from '../../store/hooks.ts'
import { BetBoard } from './bet-board.tsx'

export function BetDialog() {
  const act = useAct()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="bets-dialog"
      aria-label={t('Bet')}
      onCancel={(event) => {
        event.preventDefault()
        act('toggleBets')
      }}
    >
      <BetBoard />
    </dialog>
  )
}
