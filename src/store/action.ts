/** @file What an action is, and what all actions share. */
import type { OfflineCopy } from '../features/offline/state.ts'
import type { Show } from '../features/talk/presentation.ts'
import type { Settings } from '../settings/settings.ts'
import type { Session } from './session.ts'
import type { AppState, AppStore } from './state.ts'

/** The browser's ways out of the page. */
export interface Files {
  save(name: string, data: Uint8Array | string, type: string): void
  /** The whole address of the page with this query; without one, of the page itself. */
  address(query: string): string
  /** The empty page that "Save as one page" fills. Rejects where it cannot be fetched. */
  emptyPage(): Promise<string>
  /** Puts the address of the page with this query where people paste from. */
  copyLink(query: string): Promise<void>
  copyText(text: string): Promise<void>
  /** The charts of a panel as they are on the page; null where there are none. */
  draw(panel: HTMLElement, caption: { title: string; notes: readonly string[] }): Promise<Omit<Picture, 'scale'> | null>
  /** A picture as PNG. Rejects where the browser cannot paint it. */
  paint(picture: Picture): Promise<Uint8Array>
}

/** A drawing and the size at which it is painted. */
export interface Picture {
  readonly svg: string
  /** Pixels at scale 1. */
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** What an action works on. */
export interface App {
  readonly store: AppStore
  readonly session: Session
  readonly files: Files
  /** The page's copy on this device; absent where there can be none. */
  readonly offline?: OfflineCopy
  /** Unsigned 32-bit randomness for "new seed"; the only chance on the page, and its outcome is shown and kept. */
  readonly randomSeed: () => number
  /** Absent where nobody presents: in embeds, in tests of other parts. */
  readonly show?: Show
}

/** One intent: its name, its keys, and what it does with an argument (or with none). */
export interface Action<A> {
  readonly id: string
  /** Shown on buttons and in the help sheet. */
  readonly label: string
  /** Keys as KeyboardEvent.key, lower case for letters, with "Shift+" in front where it must be held. */
  readonly keys: readonly string[]
  /** Whether it can be done now. Default: always. */
  readonly available?: (state: AppState) => boolean
  readonly perform: (app: App, argument: A) => void
}

/** Fixes an action's argument type. */
export function action<A = void>(definition: Action<A>): Action<A> {
  return definition
}

/** Changes some settings. */
export function change(app: App, part: Partial<Settings>): void {
  app.store.setState(({ settings }) => ({ settings: { ...settings, ...part } }))
}

/** Is the student at work? */
export function writing({ activity }: AppState): boolean {
  return activity === 'sampling' || activity === 'stopping'
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
