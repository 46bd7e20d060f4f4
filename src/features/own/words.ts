/** @file The visitor's own words on the stage: a prompt, a note for each kind of context, an answer and its check. */
import { NOTE_TEMPLATE, placeNote } from '../../engine/own/place-note.ts'
import { systemOf } from '../../engine/own/problems.ts'
import type { AnswerCheck, OwnNote, OwnPrompt, OwnText } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import { type App, change } from '../../store/app.ts'
import { changeProblem } from '../../store/rollout-actions.ts'
import { problemOf, problemRef } from '../../store/scoring.ts'
import type { RolloutRecord } from '../../store/state.ts'
import type { ContextKind } from '../../world/types.ts'

/** Kinds that a text of one's own can be: what a person can write down. */
export const NOTE_KINDS = [
  'document',
  'answer',
  'trace',
  'hint',
  'feedback',
  'concise',
] as const satisfies ContextKind[]

/** How each check is told, after “right if”. */
export const CHECK_NAMES: Readonly<Record<AnswerCheck['kind'], string>> = {
  number: mark('the last number is it'),
  exact: mark('the whole text is it'),
  'one-of': mark('the whole text is one of these lines'),
  contains: mark('the text contains it'),
  pattern: mark('the text fits this regular expression'),
}

/** What stands there for whoever brings a model and has not written anything yet. */
export const FIRST_PROMPT = 'Once upon a time'

const NOTHING: OwnText = { prompt: { text: '' } }

/** The kind that the note's field is about. */
export function noteKind({ context }: Pick<Settings, 'context'>): ContextKind {
  return NOTE_KINDS.find((kind) => kind === context) ?? 'document'
}

/** The prompt as a person writes it. */
export function promptText({ prompt }: OwnText): string {
  if ('text' in prompt) return prompt.text
  return 'chat' in prompt ? (prompt.chat.findLast(({ role }) => role === 'user')?.content ?? '') : prompt.ids.join(', ')
}

/** What stands before the person's message in a chat, or ''. */
export function systemText({ prompt }: OwnText): string {
  return systemOf(prompt)
}

/** Messages of one exchange. */
export function chatOf(system: string, text: string): OwnPrompt {
  const message = { role: 'user', content: text }
  return { chat: system === '' ? [message] : [{ role: 'system', content: system }, message] }
}

/** Puts what a person types on the stage, in the form that the prompt has. */
export function setPromptText(app: App, text: string): void {
  const own = app.store.getState().settings.own ?? NOTHING
  const { prompt } = own
  setPrompt(app, 'chat' in prompt ? chatOf(systemText(own), text) : 'text' in prompt ? { ...prompt, text } : { text })
}

/** Puts a prompt on the stage. What was there goes to the history. */
export function setPrompt(app: App, prompt: OwnPrompt): void {
  const own = app.store.getState().settings.own ?? NOTHING
  const notes = own.notes && mapNotes(own.notes, (note) => placed(prompt, note.text, note.template ?? NOTE_TEMPLATE))
  begin(app, { ...own, prompt, ...(notes && { notes }) })
}

/** Puts words on the stage; the first ones have the kind of note that says least. What is written is none of a set's problems. */
export function begin(app: App, own: OwnText): void {
  app.store.setState(({ problemSet }) => ({ problemSet: problemSet && { ...problemSet, at: null } }))
  if (!app.store.getState().settings.own) change(app, { context: 'document' })
  changeProblem(app, { own })
}

/** Gives the teacher a note; the text of the rollout stays, and is read anew. */
export function setNote(app: App, part: { readonly text?: string; readonly template?: string }): void {
  const { settings } = app.store.getState()
  const own = settings.own ?? NOTHING
  const kind = settings.own ? noteKind(settings) : 'document'
  const { text = '', template = NOTE_TEMPLATE } = { ...own.notes?.[kind], ...part }
  const { [kind]: _before, ...others } = own.notes ?? {}
  // A note is handed over when it is written; whoever wants to see the marks without it flips the switch.
  const first = Object.keys(own.notes ?? {}).length === 0
  replaceOwn(app, {
    ...own,
    notes: text === '' ? others : { ...others, [kind]: placed(own.prompt, text, template) },
  })
  change(app, { context: kind, ...(first && text !== '' && { privileged: true }) })
  app.session.brought.soon(() => void app.session.rescore())
}

/** The answer, and how it is checked; none for an empty text. */
export function setAnswer(app: App, answer: AnswerCheck | null): void {
  const own = app.store.getState().settings.own ?? NOTHING
  const { answer: _before, ...rest } = own
  replaceOwn(app, answer === null ? rest : { ...rest, answer })
}

/** The same prompt with another note or answer: its rollout stays, and is about that from now on. */
function replaceOwn(app: App, own: OwnText): void {
  const { settings, rollout } = app.store.getState()
  if (!settings.own) {
    begin(app, own)
    return
  }
  change(app, { own })
  if (rollout) app.store.setState({ rollout: about(rollout, { ...problemRef(settings), own }) })
}

/** What a teacher without a note said still holds. */
function about(rollout: RolloutRecord, problem: RolloutRecord['problem']): RolloutRecord {
  const { reading: _old, ...rest } = rollout
  const scores = Object.entries(rollout.scores).filter(([, { score }]) => score.context === null)
  const { result } = rollout
  return {
    ...rest,
    problem,
    result: result && { ...result, problem, verdict: problemOf(problem).verify(result.text) },
    scores: Object.fromEntries(scores),
  }
}

function placed(prompt: OwnPrompt, text: string, template: string): OwnNote {
  return { text, template, prompt: placeNote(prompt, text, template) }
}

function mapNotes(notes: NonNullable<OwnText['notes']>, make: (note: OwnNote) => OwnNote): typeof notes {
  return Object.fromEntries(Object.entries(notes).map(([kind, note]) => [kind, make(note)]))
}
