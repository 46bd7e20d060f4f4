/** @file A model's own tokenizer, as the engine uses it, with a fingerprint that tells whether two models share their ids. */
import { shown } from '../json/parse.ts'
import { message } from '../message/message.ts'
import { SPECIAL_TOKENS } from '../world/prompt.ts'
import { WorldTokenizer } from '../world/tokenizer/load.ts'
import { EngineError, oneLine } from './errors.ts'
import type { DecoderShape } from './model-config.ts'
import type { ChatMessage } from './types.ts'

export interface Vocabulary {
  /** Ids of a text that goes on after another: no special tokens around it. */
  encode(text: string): readonly number[]
  /** Ids of a whole text that brings its own special tokens, such as messages in a model's chat form. */
  plainIds(text: string): readonly number[]
  /** Ids of a prompt, with the special tokens that belong around it. */
  promptIds(text: string): readonly number[]
  /** Renders chat messages; null where the model has no template. */
  readonly chat: ((messages: readonly ChatMessage[]) => string) | null
  /** The text of ids; the end-of-text token has none. */
  decode(ids: readonly number[]): string
  /** One token's text, '' for the end of text. A byte that is only part of a character gives U+FFFD, `<0xE4>` in a brought model. */
  textOf(id: number): string
  /** An entry as it is written in the tokenizer's file, null where an id stands for nothing. */
  entryOf(id: number): string | null
  /** Entries; a model may have logits for more. */
  readonly size: number
  /** Equal exactly when entries, merges and special tokens are. */
  readonly fingerprint: string
}

/** Whether a parsed tokenizer.json is that of the worlds' own models: their special tokens come first. */
export function isWorldTokenizer(tokenizer: unknown): boolean {
  const model = isObject(tokenizer) && isObject(tokenizer.model) ? tokenizer.model : {}
  const vocab = isObject(model.vocab) ? model.vocab : {}
  return SPECIAL_TOKENS.every((token, id) => vocab[token] === id)
}

/**
 * Makes the vocabulary from a model's parsed tokenizer files.
 * @throws EngineError 'wrong-vocabulary' when it is not readable or has more entries than the model has logits
 */
export function readVocabulary(tokenizer: unknown, config: unknown, shape: DecoderShape, model: string): Vocabulary {
  const remedy = message('Fetch the model again; tokenizer.json and config.json must belong together.')
  const fail = (why: string) =>
    new EngineError(
      'wrong-vocabulary',
      message('The tokenizer of "{model}" cannot be used: {why}.', { model, why }),
      remedy,
    )
  if (!isObject(tokenizer) || !isObject(config)) throw fail('its files are no JSON objects')
  const misplaced = strangeId(tokenizer)
  if (misplaced !== null) throw fail(misplaced)
  let words: WorldTokenizer
  try {
    words = new WorldTokenizer(tokenizer, config)
  } catch (error) {
    throw fail(`it does not load (${oneLine(error)})`)
  }
  if (words.size > shape.vocabulary) throw fail(`it has ${words.size} entries, the model ${shape.vocabulary}`)
  const ends = new Set(shape.eosIds)
  return {
    encode: (text) => words.encode(text),
    plainIds: (text) => words.encode(text),
    promptIds: (text) => [shape.bosId, ...words.encode(text)],
    chat: null,
    // Vocabularies are sometimes padded: such ids have logits and no text.
    decode: (ids) => words.decode(ids.filter((id) => id < words.size && !ends.has(id))),
    textOf: (id) => (id >= words.size || ends.has(id) ? '' : words.tokenText(id)),
    entryOf: (id) => (id < words.size ? words.tokenText(id) : null),
    size: words.size,
    fingerprint: fingerprintOf(tokenizer),
  }
}

/**
 * An id is a place in a list: one that is no whole number, or far beyond the entries, makes lists with holes of billions.
 * @returns what is wrong, or null
 */
function strangeId(tokenizer: Record<string, unknown>): string | null {
  const { model, added_tokens: added } = tokenizer
  const vocab = isObject(model) && isObject(model.vocab) ? Object.entries(model.vocab) : []
  const special: readonly (readonly unknown[])[] = Array.isArray(added)
    ? added.map((token) => (isObject(token) ? [token.content, token.id] : [token, null]))
    : []
  const entries: readonly (readonly unknown[])[] = [...vocab, ...special]
  const fits = (id: unknown): boolean =>
    typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < entries.length + MOST_HOLES
  const strange = entries.find(([, id]) => !fits(id))
  return strange ? `${shown(strange[0])} has the id ${shown(strange[1])}` : null
}

/** Ids of a vocabulary that no entry has: padding to a round number. */
const MOST_HOLES = 10_000

function fingerprintOf(tokenizer: Record<string, unknown>): string {
  const model = isObject(tokenizer.model) ? tokenizer.model : {}
  const entries = isObject(model.vocab) ? Object.entries(model.vocab) : []
  entries.sort((a, b) => Number(a[1]) - Number(b[1]))
  return JSON.stringify([entries, model.merges ?? [], tokenizer.added_tokens ?? []])
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
