/** @file A sheet that lies over the page until it is closed: a modal dialog with a heading and a cross. */
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { t } from '../i18n/words.ts'
import { IconButton } from './button.tsx'
import './sheet.css'

export interface SheetProps {
  /** Id of the action that closes it. */
  readonly action?: string | undefined
  readonly title: string
  readonly className: string
  /** Default: as long as it is drawn. */
  readonly open?: boolean
  /** After every way of closing it, Escape's too. */
  readonly onClose: () => void
  readonly children: ReactNode
}

export function Sheet({ action, title, className, open = true, onClose, children }: SheetProps) {
  const dialog = useModal(open)
  const heading = useId()
  return (
    <dialog ref={dialog} className={`over-page ${className}`} aria-labelledby={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{title}</h2>
        <IconButton action={action} icon="cross" label={t('Close')} onPress={() => dialog.current?.close()} />
      </header>
      {children}
    </dialog>
  )
}

/**
 * A ref for a dialog that is open as long as the state says so. It opens before the effects of what is inside, because opening takes the
 * focus, which a field in it may want for itself.
 */
export function useModal(open: boolean) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    if (!open) dialog.current?.close()
    else if (!dialog.current?.open) dialog.current?.showModal()
  }, [open])
  return dialog
}
