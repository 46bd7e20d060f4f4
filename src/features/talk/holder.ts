/** @file What the control in focus does with keys, for the rule in src/features/talk/presentation-keys.ts. */
import type { Holder } from './presentation-keys.ts'

const TEXT = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, [contenteditable]'
const WALKED =
  'input[type="radio"], input[type="range"], select, [role="slider"], [role="tab"], [role="option"], [role="radio"], [data-token]'

/** Reads elements of any window: the speaker's has classes of its own, so no instanceof. */
export function holderOf(target: EventTarget | null): Holder {
  const element = target as Partial<Element> | null
  if (typeof element?.closest !== 'function') return 'none'
  const within = (selector: string): boolean => element.closest?.(selector) != null
  if (within(TEXT)) return 'field'
  if (within(WALKED)) return 'arrows'
  return within('button, summary, a, input') ? 'button' : 'none'
}
