/** @file The offline copy as the rest of the page sees it: how far it is, and what can be asked of it. The browser's side is in src/app. */
import type { StoreApi } from 'zustand/vanilla'

export interface OfflineState {
  /** 'none': not wanted or taken away; 'unavailable': this address or this browser cannot keep one. */
  readonly phase: 'unavailable' | 'none' | 'filling' | 'ready' | 'failed'
  /** Bytes that are kept on this device. */
  readonly kept: number
  /** Bytes of the whole copy; 0 while that is not known. */
  readonly total: number
  /** A newer version of the page has been fetched and waits for a reload. */
  readonly update: boolean
}

export interface OfflineCopy {
  readonly state: StoreApi<OfflineState>
  /** Keeps the page, the runtime that this device uses, and all shipped models. Goes on where it was left. */
  keep(): Promise<void>
  /** Takes all of it off this device, and keeps none again until asked to. */
  remove(): Promise<void>
  /** Loads the page again in its new version. */
  reload(): void
}

declare module '../../store/app.ts' {
  interface App {
    /** The page's copy on this device; absent where there can be none. */
    readonly offline?: OfflineCopy
  }
}

export const NO_COPY: OfflineState = { phase: 'unavailable', kept: 0, total: 0, update: false }
