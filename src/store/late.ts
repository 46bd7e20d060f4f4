/** @file A service whose code is fetched with its first use: the code that a visitor waits for has a budget. */
import { t } from '../i18n/words.ts'
import type { AppStore } from './state.ts'

export class Late<T> {
  #opened: Promise<T> | null = null

  constructor(
    private readonly store: AppStore,
    private readonly open: () => Promise<T>,
  ) {}

  /** @returns what `work` returns; null where the code could not be fetched, which the page has said then */
  async use<R>(work: (service: T) => R | Promise<R>): Promise<R | null> {
    this.#opened ??= this.open()
    let service: T
    try {
      service = await this.#opened
    } catch {
      this.#opened = null
      this.store.setState({
        announcement: t(
          'This part of the page could not be fetched. Check the connection, then try again or reload the page.',
        ),
      })
      return null
    }
    return work(service)
  }

  /** Does something with a service that is there; nobody fetches it for that. */
  ifOpened(work: (service: T) => void): void {
    void this.#opened?.then(work, () => undefined)
  }
}
