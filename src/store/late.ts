/** @file A service whose code is fetched with its first use: the code that a visitor waits for has a budget. */
import { t } from '../i18n/words.ts'
import type { AppStore } from './state.ts'

export class Late<T> {
  #opening: Promise<T> | null = null
  #opened: T | null = null

  constructor(
    private readonly store: AppStore,
    private readonly open: () => Promise<T>,
  ) {}

  /** @returns what `work` returns; null where the code could not be fetched, which the page has said then */
  async use<R>(work: (service: T) => R | Promise<R>): Promise<R | null> {
    this.#opening ??= this.open()
    let service: T
    try {
      service = await this.#opening
      this.#opened = service
    } catch {
      this.#opening = null
      this.store.setState({
        announcement: t(
          'This part of the page could not be fetched. Check the connection, then try again or reload the page.',
        ),
      })
      return null
    }
    return work(service)
  }

  /** Does something at once with a service that is there; nobody fetches it for that. */
  ifOpened(work: (service: T) => void): void {
    if (this.#opened !== null) work(this.#opened)
  }
}
