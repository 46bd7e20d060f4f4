/**
 * @file The keys of the stage, and the one rule that keeps them and the page's keys apart: while a show is on, a key belongs first
 * to the control in focus if that uses it, then to the show, and last to the page.
 */
import { mark } from '../../i18n/words.ts'
import type { App } from '../../store/app.ts'
import type { KeyPress } from '../../store/keyboard.ts'
import { BET_ACTIONS } from './bet-actions.ts'
import { PRESENTATION_ACTIONS } from './presentation-actions.ts'

/**
 * What the control in focus does with keys. 'field': takes text, keeps everything but the clicker's two keys and Escape. 'arrows': walks
 * with the arrow keys, Home and End, and is pressed with Space or Enter. 'button': is pressed. 'none': keeps nothing.
 */
export type Holder = 'field' | 'arrows' | 'button' | 'none'

const WALKING: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])
const PRESSING: ReadonlySet<string> = new Set([' ', 'Enter'])
const ALWAYS: ReadonlySet<string> = new Set(['PageUp', 'PageDown', 'Escape'])

/** Keys as KeyboardEvent.key, lower case for letters. Clickers send PageUp, PageDown, and some of them "." or b for black. */
export const PRESENTATION_KEYS = [
  { keys: ['PageDown', 'ArrowRight', 'ArrowDown', ' '], label: mark('Next cue'), does: PRESENTATION_ACTIONS.nextCue },
  { keys: ['PageUp', 'ArrowLeft', 'ArrowUp'], label: mark('Previous cue'), does: PRESENTATION_ACTIONS.previousCue },
  { keys: ['Home'], label: mark('First cue'), does: PRESENTATION_ACTIONS.firstCue },
  { keys: ['End'], label: mark('Last cue'), does: PRESENTATION_ACTIONS.lastCue },
  { keys: ['b', '.'], label: mark('Black screen'), does: PRESENTATION_ACTIONS.toggleBlack },
  { keys: ['f'], label: mark('Light on the next region'), does: PRESENTATION_ACTIONS.nextLight },
  {
    keys: ['c'],
    label: mark('Fill the screen with a chart, then with the next'),
    does: PRESENTATION_ACTIONS.fillChart,
  },
  { keys: ['l'], label: mark('Laser pointer'), does: PRESENTATION_ACTIONS.toggleLaser },
  { keys: ['g'], label: mark('Run the cue again'), does: PRESENTATION_ACTIONS.againCue },
  { keys: ['a'], label: mark('Bet'), does: BET_ACTIONS.toggleBets },
  { keys: ['v'], label: mark('Reveal'), does: BET_ACTIONS.reveal },
  { keys: ['s'], label: mark('Notes window'), does: PRESENTATION_ACTIONS.openNotes },
  { keys: ['Escape'], label: mark('Leave the stage'), does: PRESENTATION_ACTIONS.leavePresentation },
] as const

/** Performs what a key means to the show, and says whether it did. Nothing while no show is on, nothing with Ctrl, Meta or Alt. */
export function pressPresentationKey(app: App, press: KeyPress, holder: Holder): boolean {
  const state = app.store.getState()
  const { presentation } = state.talk
  if (!presentation || press.ctrlKey || press.metaKey || press.altKey) return false
  // Remotes send it to begin the show: it must not end it. A page that is reloaded all the same finds its stage again.
  if (press.key === 'F5') return true
  if (state.helpOpen || state.paletteOpen || state.receipt) return false
  if (kept(press.key, holder)) return false
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  if (/^\d$/.test(key)) {
    if (!press.repeat) PRESENTATION_ACTIONS.typeJump.perform(app, presentation.jump + key)
    return true
  }
  if (presentation.jump !== '' && key === 'Enter') {
    const at = Number(presentation.jump) - 1
    PRESENTATION_ACTIONS.goToCue.perform(app, at)
    return true
  }
  if (presentation.jump !== '' && (key === 'Backspace' || key === 'Escape')) {
    PRESENTATION_ACTIONS.typeJump.perform(app, key === 'Escape' ? '' : presentation.jump.slice(0, -1))
    return true
  }
  if (key === ' ' && press.shiftKey) {
    PRESENTATION_ACTIONS.previousCue.perform(app)
    return true
  }
  // A shifted letter is another key, and the page's.
  const found =
    /^[a-z]$/.test(key) && press.shiftKey ? undefined : PRESENTATION_KEYS.find(({ keys }) => includes(keys, key))
  if (!found) return false
  // A clicker that is held down must not run through the talk, but its key is still the show's.
  if (!press.repeat && (found.does.available?.(state) ?? true)) found.does.perform(app)
  return true
}

const includes = (keys: readonly string[], key: string): boolean => keys.includes(key)

function kept(key: string, holder: Holder): boolean {
  if (ALWAYS.has(key) || holder === 'none') return false
  if (holder === 'field') return true
  return PRESSING.has(key) || (holder === 'arrows' && WALKING.has(key))
}
