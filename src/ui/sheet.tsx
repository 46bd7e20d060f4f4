/** @file A sheet that lies over the page until it is closed: a modal dialog with a heading and a cross. */
import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react'
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
  const { modal, close } = useModal(open, onClose)
  const heading = useId()
  return (
    <dialog {...modal} className={`over-page ${className}`} aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <IconButton action={action} icon="cross" label={t('Close')} onPress={close} />
      </header>
      {children}
    </dialog>
  )
}

/**
 * What makes a dialog open as long as the state says so, and a function that closes it. It opens before the effects of what is inside,
 * because opening takes the focus, which a field in it may want for itself. The state hears of Escape in the same moment: a browser tells
 * that a dialog was closed only after the keys that wait, and the next key would still be taken for the dialog's.
 * @param onClose called once for every opening that the state did not end itself
 */
export function useModal(open: boolean, onClose: () => void) {
  const dialog = useRef<HTMLDialogElement>(null)
  const told = useRef(true)
  useLayoutEffect(() => {
    if (open === dialog.current?.open) return
    told.current = !open
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  // Closed before it is taken away, it gives the focus back.
  useLayoutEffect(() => {
    const { current } = dialog
    return () => {
      told.current = true
      current?.close()
    }
  }, [])
  const tell = (): void => {
    if (told.current) return
    told.current = true
    onClose()
  }
  const close = (): void => {
    dialog.current?.close()
    tell()
  }
  // A field in it tells of cancelled file choosers by the same event.
  const onCancel = (event: SyntheticEvent): void => {
    if (event.target === event.currentTarget) close()
  }
  // Told late: it may be open again.
  const onLateClose = (): void => {
    if (!dialog.current?.open) tell()
  }
  return { modal: { ref: dialog, onCancel, onClose: onLateClose }, close }
}
