/** @file Sets of problems that come with the page, for real models. Their files are the project's own writing, and `lab` reads them too. */
import { mark } from '../../../i18n/words.ts'
import type { ContextKind } from '../../../world/types.ts'
import type { SetChoice } from './state.ts'

export interface ShippedSet {
  readonly key: string
  readonly name: string
  /** Within the page's folder. */
  readonly path: string
  /** What its notes are. */
  readonly kind: ContextKind
}

export const SHIPPED_SETS: readonly ShippedSet[] = [
  { key: 'word-problems', name: mark('Short word problems'), path: 'problems/word-problems.jsonl', kind: 'trace' },
  { key: 'facts', name: mark('Facts with documents'), path: 'problems/facts.jsonl', kind: 'document' },
  { key: 'instructions', name: mark('Instructions'), path: 'problems/instructions.jsonl', kind: 'hint' },
]

/** As every set of ours is written. Of forty, a fifth is held out: four would tell next to nothing. */
export function shippedChoice(kind: ContextKind): SetChoice {
  return { prompt: 'prompt', answer: 'answer', note: 'note', check: { field: 'check' }, kind, heldOut: 0.2 }
}
