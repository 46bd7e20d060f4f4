/** @file From a problem to what a model is fed: the one place where a prompt becomes tokens. */
import { message } from '../message/message.ts'
import { renderPrompt } from '../world/prompt.ts'
import type { ContextKind, Problem } from '../world/types.ts'
import { contextTextOf } from './check-requests.ts'
import { EngineError } from './errors.ts'
import type { LoadedModel } from './loader.ts'
import type { DecoderShape } from './model-config.ts'
import type { OwnPrompt, ProblemRef, RenderedPrompt, Rollout } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Who reads the prompt. */
export interface Reader {
  readonly vocabulary: Vocabulary
  readonly shape: Pick<DecoderShape, 'vocabulary'>
}

/** A prompt as a model reads it. */
export interface ReadPrompt {
  readonly text: string
  /** Every token that is fed, special ones included. */
  readonly ids: readonly number[]
  /** The privileged text in it, or null. */
  readonly contextText: string | null
}

/**
 * The prompt for a problem.
 * @param attempt what `feedback` and its kin speak about
 * @throws EngineError 'bad-request' for a context that the problem does not have, for messages where the model has no chat
 *   template, and for tokens that are none of the model's
 */
export function promptFor(
  reader: Reader,
  { own }: ProblemRef,
  problem: Problem,
  kind: ContextKind | null,
  attempt?: string,
): ReadPrompt {
  const contextText = contextTextOf(problem, kind, attempt)
  if (!own) {
    const text = renderPrompt(problem, contextText)
    return { text, ids: reader.vocabulary.promptIds(text), contextText }
  }
  const note = kind === null ? undefined : own.notes?.[kind]
  return { ...readOwn(reader, note?.prompt ?? own.prompt), contextText }
}

/** The prompt that stands before a rollout, as the model that wrote it was fed it. @throws EngineError as `promptFor` */
export function promptOfRollout(
  reader: Reader,
  { problem, prompt }: Pick<Rollout, 'problem' | 'prompt'>,
): readonly number[] {
  const form = problem.own?.prompt
  if (form && 'ids' in form) return readOwn(reader, form).ids
  const bringsSpecials = form && ('chat' in form || ('text' in form && form.whole))
  return bringsSpecials ? reader.vocabulary.plainIds(prompt) : reader.vocabulary.promptIds(prompt)
}

/** A loaded model as one that reads prompts. */
export function readerOf({ vocabulary, session }: LoadedModel): Reader {
  return { vocabulary, shape: session.shape }
}

/** A prompt of the visitor's own as a model is fed it. @throws EngineError as `promptFor` */
export function renderOwn(reader: Reader, prompt: OwnPrompt): RenderedPrompt {
  const { text, ids } = readOwn(reader, prompt)
  return { text, tokens: ids.map((id) => reader.vocabulary.textOf(id) || (reader.vocabulary.entryOf(id) ?? '')) }
}

function readOwn({ vocabulary, shape }: Reader, prompt: OwnPrompt): Omit<ReadPrompt, 'contextText'> {
  if ('ids' in prompt) {
    const stranger = prompt.ids.find((id) => !Number.isInteger(id) || id < 0 || id >= shape.vocabulary)
    if (stranger !== undefined)
      throw bad(`The prompt holds the token id ${stranger}.`, `Give ids from 0 to ${shape.vocabulary - 1}.`)
    return nonEmpty(vocabulary.decode(prompt.ids), prompt.ids)
  }
  if ('text' in prompt) {
    const { text, whole } = prompt
    return nonEmpty(text, whole ? vocabulary.plainIds(text) : vocabulary.promptIds(text))
  }
  if (!vocabulary.chat)
    throw bad(
      message('This model has no chat template.'),
      message('Give the prompt as text, or a model that was made for chat.'),
    )
  // The template writes the special tokens itself.
  const text = vocabulary.chat(prompt.chat)
  return nonEmpty(text, vocabulary.plainIds(text))
}

function nonEmpty(text: string, ids: readonly number[]) {
  if (ids.length === 0)
    throw bad(message('The prompt has no tokens.'), message('Give a prompt with at least one character.'))
  return { text, ids }
}

function bad(message: string, remedy: string): EngineError {
  return new EngineError('bad-request', message, remedy)
}
