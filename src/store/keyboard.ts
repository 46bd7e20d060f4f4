/** @file From a key press to the action that it means. */
import type { Action, App } from './action.ts'
import { ACTIONS, DIVERGENCE_KEYS } from './actions.ts'

/** The part of a KeyboardEvent that is looked at. */
export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly repeat: boolean
}

/** Where the press landed: in something that takes text or values, on something that a Space activates, or elsewhere. */
export type KeyTarget = 'field' | 'button' | 'page'

/**
 * Performs the action of a key press, if any, and says whether it did. Fields keep all their keys but Escape, buttons
 * keep Space; nothing with Ctrl, Meta or Alt is touched, and held keys count once.
 */
export function pressKey(app: App, press: KeyPress, target: KeyTarget): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) return false
  if (target === 'field' || (target === 'button' && press.key === ' ')) return false
  const state = app.store.getState()
  if ((state.helpOpen && press.key !== '?') || state.paletteOpen || state.receipt) return false
  const name = nameOf(press)
  const found = keyActions().find((action) => action.keys.includes(name) && (action.available?.(state) ?? true))
  if (found) {
    found.perform(app)
    return true
  }
  const picked = DIVERGENCE_KEYS.find(({ key }) => key === name)
  if (picked) ACTIONS.setDivergence.perform(app, picked.divergence)
  return picked !== undefined
}

/** The actions that a key can start: none of them needs an argument. */
export function keyActions(): readonly Action<void>[] {
  return (Object.values(ACTIONS) as readonly Action<never>[]).filter(({ keys }) => keys.length > 0) as Action<void>[]
}

/** A key as it stands on a keycap. */
export function keyName(key: string): string {
  return key === ' ' ? 'Space' : key.replace(/^Shift\+(.)$/, (_, letter: string) => `Shift ${letter.toUpperCase()}`)
}

function nameOf({ key, shiftKey }: KeyPress): string {
  const isLetter = /^[a-z]$/i.test(key)
  if (!isLetter) return key
  return shiftKey ? `Shift+${key.toLowerCase()}` : key.toLowerCase()
}
