/** @file What notes, models and worlds are called: one name each, on every panel. */
import type { ModelInfo } from '../engine/types.ts'
import { mark, t, translate } from '../i18n/words.ts'
import { worldById } from '../world/registry.ts'
import { type ContextKind, WORLD_IDS } from '../world/types.ts'

/** Completes "The teacher, who has seen ...". */
const NOTES: Readonly<Record<ContextKind, string>> = {
  answer: mark('the answer'),
  trace: mark('the worked solution'),
  hint: mark('a hint'),
  demo: mark('a solved sibling'),
  concise: mark('a request to be brief'),
  document: mark('the document'),
  feedback: mark('feedback on this attempt'),
  revise: mark('this attempt with its mark'),
  translation: mark('a translation'),
  'short-context': mark('the facts alone'),
  skill: mark('a summary of the skill'),
  memory: mark('tips from earlier attempts'),
  path: mark('how the problem was made'),
  reflection: mark('a critique of this attempt'),
  success: mark('a right attempt'),
}

/** "without" for none. A kind that a link or a trace names and no world knows stays as it is. */
export function contextName(context: ContextKind | null): string {
  return context === null ? t('without') : t(NOTES[context] ?? context)
}

/**
 * A model's name inside a sentence: no capital in front unless it is an abbreviation. The models' manifest calls it so, but the two
 * that every visitor meets first are told apart by what they are. An id that no model here has stays as it is.
 */
export function modelName(id: string, models: readonly ModelInfo[]): string {
  if (id === 'teacher') return t('larger teacher')
  const name = models.find((model) => model.id === id)?.name ?? id
  return translate(/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name)
}

/** "Tally". A world that no page knows stays as it is. */
export function worldName(id: string): string {
  const known = WORLD_IDS.find((world) => world === id)
  return known === undefined ? id : t(worldById(known).name)
}
