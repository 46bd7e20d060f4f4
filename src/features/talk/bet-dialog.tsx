/** @file The board of the bets over the page, which it hides whole: every chart there shows what the teacher thinks. */
import { t } from '../../i18n/words.ts'
import { useAct } from '../../store/hooks.ts'
import { useModal } from '../../ui/sheet.tsx'
import { BetBoard } from './bet-board.tsx'

export function BetDialog() {
  const act = useAct()
  const { modal } = useModal(true, () => act('toggleBets'))
  return (
    <dialog {...modal} className="bets-dialog" aria-label={t('Bet')}>
      <BetBoard />
    </dialog>
  )
}
