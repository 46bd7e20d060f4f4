/** @file The options of a text of one's own: a prompt in one of three forms, a note for the teacher, a text to score. */
import { NOTE_TEMPLATE } from '../engine/own/place-note.ts'
import { bad, given, whole } from './option-values.ts'

export const OWN_OPTIONS = {
  prompt: { type: 'string' },
  'prompt-ids': { type: 'string' },
  chat: { type: 'string' },
  note: { type: 'string' },
  'note-ids': { type: 'string' },
  'note-template': { type: 'string' },
  text: { type: 'string' },
  'text-ids': { type: 'string' },
} as const

export type OwnValues = { readonly [K in keyof typeof OWN_OPTIONS]?: string }

type Ids = readonly number[]

export interface OwnOptions {
  readonly prompt: { readonly text: string } | { readonly ids: Ids } | { readonly file: string }
  /** Under the kind that `--context` names, with a template that holds {note} and may hold {prompt}. */
  readonly note: { readonly text: string; readonly template: string } | { readonly ids: Ids } | null
  /** Scored instead of what the model would write. */
  readonly text: { readonly text: string } | { readonly ids: Ids } | null
}

/** @throws EngineError 'bad-request' for two forms of one thing, or a note or text without a prompt */
export function ownOptions(values: OwnValues): OwnOptions | null {
  const prompt = one(values, ['prompt', 'prompt-ids', 'chat'])
  const note = one(values, ['note', 'note-ids'])
  const text = one(values, ['text', 'text-ids'])
  if (!prompt) {
    const stray = note ?? text ?? (values['note-template'] === undefined ? null : { name: 'note-template' })
    if (stray) throw bad(`--${stray.name} belongs to a prompt.`, 'Give --prompt, --prompt-ids or --chat as well.')
    return null
  }
  if (values['note-template'] !== undefined && note?.name !== 'note')
    throw bad('--note-template needs a note to place.', 'Give --note as well.')
  if (note?.name === 'note' && prompt.name === 'prompt-ids')
    throw bad('--note cannot be placed into --prompt-ids.', "Give --note-ids, the teacher's whole prompt.")
  const template = values['note-template'] ?? NOTE_TEMPLATE
  if (!template.includes('{note}'))
    throw bad(
      `--note-template is "${template}".`,
      'Give a text with {note} in it, and {prompt} where the prompt belongs.',
    )
  return {
    prompt:
      prompt.name === 'chat'
        ? { file: prompt.value }
        : prompt.name === 'prompt'
          ? { text: prompt.value }
          : { ids: idList('--prompt-ids', prompt.value) },
    note:
      note?.name === 'note'
        ? { text: note.value, template }
        : given(note?.value, (list) => ({ ids: idList('--note-ids', list) })),
    text:
      text?.name === 'text'
        ? { text: text.value }
        : given(text?.value, (list) => ({ ids: idList('--text-ids', list) })),
  }
}

/** The one option of several that is given, or null. */
function one(values: OwnValues, names: readonly (keyof OwnValues)[]) {
  const found = names.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [{ name, value }]
  })
  if (found[1]) throw bad(`--${found[0]?.name} and --${found[1].name} are two forms of one thing.`, 'Give one of them.')
  return found[0] ?? null
}

function idList(option: string, text: string): Ids {
  return text.split(',').map((id) => whole(option, id.trim(), 0))
}
