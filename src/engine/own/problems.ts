/** @file Problems of the visitor's own as a run of training asks for them. */
import type { Phase, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import type { ContextKind } from '../../world/types.ts'
import type { OwnProblems } from '../training/types.ts'
import type { OwnPrompt, OwnText } from '../types.ts'
import { NOTE_TEMPLATE, placeNote } from './place-note.ts'
import { ownJson, readOwnText } from './read-own.ts'

/** What a note counts as where nobody says. */
export const NOTE_KIND: ContextKind = 'document'

/** Of a list, so much is held out where nobody says otherwise. */
export const HELD_OUT_SHARE = 0.1

/** One text as all that a run has: it learns from it and is measured on it. */
export function onlyProblem(own: OwnText): OwnProblems {
  return { train: [own], heldOut: [own] }
}

/**
 * The last of a list are held out, at least one: training never sees them.
 * @param share of the whole, in (0, 1)
 */
export function splitProblems<T extends OwnText | string>(
  problems: readonly T[],
  share = HELD_OUT_SHARE,
): { readonly train: readonly T[]; readonly heldOut: readonly T[] } {
  const held = Math.min(problems.length - 1, Math.max(1, Math.floor(problems.length * share)))
  return { train: problems.slice(0, problems.length - held), heldOut: problems.slice(problems.length - held) }
}

/** A problem as one text: a hundred thousand of these pass the worker's border in the time that a thousand objects take. */
export function packProblem(own: OwnText): string {
  return JSON.stringify(ownJson(own))
}

export function unpackProblem(packed: OwnText | string): OwnText {
  return typeof packed === 'string' ? readOwnText(JSON.parse(packed)) : packed
}

/** What stands before a person's message in a chat, or ''. */
export function systemOf(prompt: OwnPrompt): string {
  return 'chat' in prompt ? (prompt.chat.find(({ role }) => role === 'system')?.content ?? '') : ''
}

/** Text as a person's message in a chat, its notes placed anew; what is a chat already, or token ids, stays as it is. */
export function asChat(own: OwnText, system: string): OwnText {
  if (!('text' in own.prompt)) return own
  const message = { role: 'user', content: own.prompt.text }
  const prompt: OwnPrompt = { chat: system === '' ? [message] : [{ role: 'system', content: system }, message] }
  const notes = Object.entries(own.notes ?? {}).map(([kind, { text, template = NOTE_TEMPLATE }]) => [
    kind,
    { text, template, prompt: placeNote(prompt, text, template) },
  ])
  return { ...own, prompt, ...(own.notes && { notes: Object.fromEntries(notes) }) }
}

/**
 * A list's problem in the form in which a run reads it. A note stands in for every context that the recipe shows its teacher, whatever
 * kind it was written as.
 */
export function problemFor(packed: OwnText | string, recipe: Recipe, system: string | undefined): OwnText {
  const read = unpackProblem(packed)
  const own = system === undefined ? read : asChat(read, system)
  const [any] = Object.values(own.notes ?? {})
  if (!any) return own
  const notes = { ...own.notes }
  for (const kind of contextsOf(recipe)) notes[kind] ??= any
  return { ...own, notes }
}

/** Kinds of context that anybody in the recipe is told. */
export function contextsOf({ context, teacher, phases }: Recipe): readonly ContextKind[] {
  const draws = (phases as readonly Phase<Term>[]).flatMap(({ rollouts }) => rollouts.draws)
  return [
    ...(context?.kinds ?? []),
    ...(teacher?.kind === 'panel' ? teacher.contexts : []),
    ...draws.flatMap((draw) => draw.context?.kinds ?? []),
  ]
}
