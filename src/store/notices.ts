/** @file Notices: short sentences about what went wrong and what to do, shown until they are dismissed. */
import { toEngineError } from '../engine/errors.ts'
import { t } from '../i18n/words.ts'
import { english, message, type Sentence } from '../message/message.ts'
import type { AppStore, Notice } from './state.ts'

/** Shows a failure with its remedy; the same message is never shown twice at once. */
export function notify(store: AppStore, thrown: unknown, retry: Notice['retry']): void {
  const { sentences } = toEngineError(thrown, {
    code: 'session-failed',
    message: message('Something failed that should not.'),
    remedy: message('Try again; if it stays, reload the page.'),
  })
  add(store, { tone: 'error', ...sentences, retry })
}

/** Shows one plain sentence. */
export function tell(store: AppStore, message: Sentence): void {
  add(store, { tone: 'info', message, remedy: null, retry: null })
}

/** A file that was chosen cannot be read: it was moved or changed meanwhile, or is not this user's. */
export function tellUnreadable(store: AppStore, name: string): void {
  tell(store, t('The browser cannot read “{name}”. Choose it again, or a copy of it.', { name }))
}

/** Takes back what has been overtaken: failures whose remedy was to try this again. */
export function overcome(store: AppStore, retry: NonNullable<Notice['retry']>): void {
  store.setState((state) =>
    state.notices.some((notice) => notice.retry === retry)
      ? { notices: state.notices.filter((notice) => notice.retry !== retry) }
      : {},
  )
}

export function dismiss(store: AppStore, id: number): void {
  store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
}

function add(store: AppStore, notice: Omit<Notice, 'id'>): void {
  store.setState(({ notices }) => ({
    notices: [
      ...notices.filter(({ message }) => english(message) !== english(notice.message)),
      { ...notice, id: (notices.at(-1)?.id ?? 0) + 1 },
    ].slice(-3),
  }))
}
