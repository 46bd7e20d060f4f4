/**
 * @file The address bar and the browser's back and forward. The address follows the page; a meaningful change leaves a step in the
 * history, a slider's way is one step, and what is only a matter of looks leaves none.
 */

import { openedQuery } from '../settings/first.ts'
import { slides } from '../settings/schema.ts'
import type { Settings } from '../settings/settings.ts'
import { addressQuery, applyQuery } from '../store/address.ts'
import type { App } from '../store/app.ts'
import type { AppState } from '../store/state.ts'

/** Browsers allow about a hundred address changes in half a minute; a slider makes more. */
const ADDRESS_PAUSE = 250
/** Moves of the same slider within this, milliseconds, are one step back. */
const SAME_HAND = 1500

/** Nobody goes back to a theme. */
const QUIET: ReadonlySet<keyof Settings> = new Set(['theme', 'language', 'units', 'gapScale', 'seedLocked', 'backend'])

/** What a step of the history remembers beside its address. */
interface Mark {
  /** Runs are known by id as long as the page lives, which a reload ends. */
  readonly life: number
  readonly run: number | null
}

function markOf(value: unknown): Mark | null {
  return typeof value === 'object' && value !== null && 'life' in value && 'run' in value ? (value as Mark) : null
}

/** Ties the store and the address to each other. In a frame nothing is pushed: the history is the host page's. Returns an end to it. */
export function bindAddress(app: App, view: Window): () => void {
  const { store } = app
  const life = view.performance.timeOrigin
  const framed = view.parent !== view
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = store.getState()
  let moved = { names: '', at: Number.NEGATIVE_INFINITY }
  let search = view.location.search
  let following = false

  function write(state: AppState, push: boolean): void {
    const mark: Mark = { life, run: state.rollout?.id ?? null }
    const address = addressOf(state)
    try {
      if (push) view.history.pushState(mark, '', address)
      else view.history.replaceState(mark, '', address)
    } catch {
      // Safari allows a hundred changes in half a minute; the next one will carry this one too.
    }
    written = state
    search = view.location.search
  }

  function addressOf(state: AppState): string {
    const { pathname, hash, href } = view.location
    // A recording that has arrived is no reason to touch the address: it may ask for a live rollout that is still to come.
    const asOpened = state.settings === written.settings && state.pinned === written.pinned
    if (asOpened && state.rollout?.origin !== 'live') return href
    const query = addressQuery(app, state, view.location.search)
    return `${pathname}${query && `?${query}`}${hash}`
  }

  function settle(): void {
    const state = store.getState()
    const names = app.registry.schema.changedNames(written.settings, state.settings).filter((name) => !QUIET.has(name))
    const now = view.performance.now()
    const sliding = names.every((name) => slides(state.settings[name]))
    const sameHand = sliding && names.join() === moved.names && now - moved.at < SAME_HAND
    if (names.length > 0) moved = { names: names.join(), at: now }
    write(state, names.length > 0 && !sameHand && !framed)
  }

  const unsubscribe = store.subscribe((state, before) => {
    const same =
      state.settings === before.settings &&
      state.pinned === before.pinned &&
      state.rollout?.result === before.rollout?.result
    if (following || same) return
    clearTimeout(timer)
    timer = setTimeout(settle, ADDRESS_PAUSE)
  })

  const follow = ({ state }: PopStateEvent): void => {
    const mark = markOf(state)
    const run = mark?.life === life ? mark.run : undefined
    // A change of the fragment alone comes here too.
    if (view.location.search === search && run === undefined) return
    clearTimeout(timer)
    following = true
    try {
      applyQuery(app, openedQuery(view.location.search), run)
    } finally {
      following = false
    }
    moved = { names: '', at: Number.NEGATIVE_INFINITY }
    write(store.getState(), false)
  }
  view.addEventListener('popstate', follow)

  return () => {
    unsubscribe()
    clearTimeout(timer)
    view.removeEventListener('popstate', follow)
  }
}
