/**
 * @file Leaves controls and parts of an embed out, by the ids of the actions that controls perform (`data-action`) and the names of
 * parts (`data-part`). The style sheet does it, so whatever is drawn later is hidden too; what is a word of a sentence asks
 * `HiddenActions` and stays to be read.
 */
import type { Registry } from '../../store/app.ts'
import { DIVERGENCE_KEYS } from '../../store/keyboard.ts'
import { allActions } from '../../store/registry.ts'
import { OLD_NAMES } from './old-names.ts'

/** Parts of the frame itself. The badge that tells a recording from live work is not among them. */
const FRAME_PARTS = ['title', 'link'] as const

/** What is not shown. */
export interface Hidden {
  /** Ids of actions. */
  readonly actions: ReadonlySet<string>
  /** Values of `data-part`. */
  readonly parts: ReadonlySet<string>
}

/** All names of parts that can be left out. */
export function hideableParts({ features }: Pick<Registry, 'features'>): readonly string[] {
  return [...FRAME_PARTS, ...features.flatMap(({ parts }) => parts ?? [])]
}

/** What these names stand for. An old name may be an id too (`export-csv`): then it means both. */
export function hiddenBy(registry: Registry, names: readonly string[]): Hidden {
  const ids = new Set(allActions(registry).map(({ id }) => id))
  const parts = new Set(hideableParts(registry))
  const meant = names.flatMap((name) => [name, ...(Object.hasOwn(OLD_NAMES, name) ? (OLD_NAMES[name] ?? []) : [])])
  return {
    actions: new Set(meant.filter((name) => ids.has(name))),
    parts: new Set(meant.filter((name) => parts.has(name))),
  }
}

/** Does `hide=` understand this name? */
export function canHide(registry: Registry, name: string): boolean {
  const { actions, parts } = hiddenBy(registry, [name])
  return actions.size + parts.size > 0
}

/** Style rules that hide the controls of these actions, labels around them, and these parts. */
export function hidingRules({ actions, parts }: Hidden): string {
  const selectors = [
    ...[...actions].flatMap((id) => [`[data-action="${id}"]`, `label:has([data-action="${id}"])`]),
    ...[...parts].map((name) => `[data-part="${name}"]`),
  ]
  return selectors.map((selector) => `${selector} { display: none !important; }`).join('\n')
}

/** Hides from now on, whatever is drawn later. */
export function hide(document: Document, hidden: Hidden): void {
  // Made by script and not written into the page, which its content security policy forbids.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(hidingRules(hidden))
  document.adoptedStyleSheets.push(sheet)
}

/** Keys, as actions name them, of what is hidden and of what an embed has no room for: they do nothing. */
export function hiddenKeys(registry: Registry, { actions }: Hidden): ReadonlySet<string> {
  const { togglePalette, toggleHelp, setDivergence } = registry.actions
  const silent = new Set([...actions, togglePalette.id, toggleHelp.id])
  const keys = allActions(registry).flatMap(({ id, keys }) => (silent.has(id) ? keys : []))
  return new Set(silent.has(setDivergence.id) ? [...keys, ...DIVERGENCE_KEYS.map(({ key }) => key)] : keys)
}
