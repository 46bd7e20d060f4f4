/** @file From a key press to the action that it means. */
import { DIVERGENCES } from '../divergence/registry.ts'
import { type Action, type App, act, type Registry } from './app.ts'
import { allActions } from './registry.ts'

/** Keys 1 to 9 choose the first nine divergences. */
export const DIVERGENCE_KEYS: readonly { readonly key: string; readonly divergence: string }[] = DIVERGENCES.slice(
  0,
  9,
).map(({ id }, i) => ({ key: String(i + 1), divergence: id }))

/** The part of a KeyboardEvent that is looked at. */
export interface KeyPress {
  readonly key: string
  /** The place of the key; where a layout writes no Latin letters it says which letter stands there on others. */
  readonly code?: string
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
 * keep Space; nothing with Alt is touched, nothing with Ctrl or Meta that the registry does not name, and held keys count once.
 */
export function pressKey(app: App, press: KeyPress, target: KeyTarget): boolean {
  if (press.altKey || press.repeat) return false
  if (target === 'field' || (target === 'button' && press.key === ' ')) return false
  const state = app.store.getState()
  if (app.registry.features.some(({ keepsKey }) => keepsKey?.(state, press.key))) return false
  const name = nameOf(press)
  const found = keyActions(app.registry).find(
    (action) => action.keys.includes(name) && (action.available?.(state) ?? true),
  )
  if (found) {
    found.perform(app)
    return true
  }
  const picked = DIVERGENCE_KEYS.find(({ key }) => key === name)
  if (picked) act(app, 'setDivergence', picked.divergence)
  return picked !== undefined
}

/** Held for longer than this, milliseconds, a key means a look: letting go takes it back. */
const LOOK = 350

export interface Look {
  /** After a press that did something. Presses that the keyboard repeats do nothing, so they never come here. */
  pressed(press: Omit<KeyPress, 'altKey' | 'repeat'>): void
  /** Of this key, or of all of them where the page no longer hears which. */
  released(press?: Pick<KeyPress, 'key' | 'code'>): void
}

/** The privileged context at a held key: a short press flips it for good, a long one for as long as it is held. */
export function createLook(app: App, now: () => number): Look {
  const flip = app.registry.actions.togglePrivileged
  const isOn = (): boolean => app.store.getState().settings.privileged
  let held: { readonly since: number; readonly on: boolean } | null = null
  return {
    pressed(press) {
      if (flip.keys.includes(nameOf(press))) held = { since: now(), on: isOn() }
    },
    released(press) {
      if (!held || (press && !flip.keys.includes(letterOf(press).toLowerCase()))) return
      const { since, on } = held
      held = null
      // Whoever used the switch meanwhile has said what they want.
      if (now() - since >= LOOK && isOn() === on) flip.perform(app)
    },
  }
}

/** The actions that a key can start: none of them needs an argument. */
export function keyActions(registry: Registry): readonly Action<void>[] {
  return allActions(registry).filter(({ keys }) => keys.length > 0) as Action<void>[]
}

/** A key as it stands on a keycap. */
export function keyName(key: string): string {
  if (key === ' ') return 'Space'
  return key.includes('+') ? key.replace(/.$/, (letter) => letter.toUpperCase()).replaceAll('+', ' ') : key
}

/** An action's first key as `aria-keyshortcuts` writes it; undefined where it has none. */
export function shortcutOf({ keys: [key] }: Pick<Action<never>, 'keys'>): string | undefined {
  if (key === undefined) return undefined
  if (key === ' ') return 'Space'
  return key.includes('+') ? key.replace('Ctrl+', 'Control+').replace(/.$/, (letter) => letter.toUpperCase()) : key
}

/** The key, or the Latin letter at its place where the layout writes another script's. */
function letterOf({ key, code }: Pick<KeyPress, 'key' | 'code'>): string {
  const [, latin] = /^Key([A-Z])$/.exec(code ?? '') ?? []
  return latin && /^\p{L}$/u.test(key) && !/\p{Script=Latin}/u.test(key) ? latin : key
}

/** A key press as actions name their keys: lower case for letters, with what is held in front. */
export function nameOf(press: Omit<KeyPress, 'altKey' | 'repeat'>): string {
  const { shiftKey, ctrlKey, metaKey } = press
  const key = letterOf(press)
  const isLetter = /^[a-z]$/i.test(key)
  // Command is to one system what Control is to the others.
  const held = ctrlKey || metaKey ? 'Ctrl+' : ''
  if (!isLetter) return `${held}${key}`
  return `${held}${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`
}
