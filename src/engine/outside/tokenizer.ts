/**
 * @file A public model's tokenizer: byte-pair encoding by `@huggingface/tokenizers` on whole texts, and the bytes of each
 * token, from which every text is put together (a library's decoder trims and joins, and has no text for half a character).
 */
import { Tokenizer } from '@huggingface/tokenizers'
import { message } from '../../message/message.ts'
import { fromByteCharacters, shownBytes } from '../../world/tokenizer/bytes.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { DecoderShape } from '../model-config.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { ChatTemplate } from './chat.ts'
import { hashOf } from './hash.ts'

type Json = Readonly<Record<string, unknown>>

/** The library asks for every part, files leave those out that do nothing. */
const ABSENT = { added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null }

/** Without `ignoreBOM` the decoder would swallow a leading U+FEFF. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })
const ENCODER = new TextEncoder()
const NO_BYTES = new Uint8Array()

/**
 * Makes the vocabulary from a folder's parsed tokenizer.json and tokenizer_config.json.
 * @param shape of the model: its logits, and its end-of-text tokens
 * @throws EngineError 'wrong-vocabulary' when it is no BPE with merges, or has ids that the model has no logits for
 */
export function outsideVocabulary(
  tokenizer: unknown,
  config: unknown,
  shape: DecoderShape,
  model: string,
  chat: ChatTemplate | null,
): Vocabulary {
  const fail = (why: string) =>
    new EngineError(
      'wrong-vocabulary',
      message('The tokenizer of "{model}" cannot be used: {why}.', { model, why }),
      'Give the tokenizer.json of this very model: a BPE with vocabulary and merges.',
    )
  if (!isObject(tokenizer)) throw fail('tokenizer.json holds no object')
  const tokens = tokensOf(tokenizer, fail)
  const largest = tokens.length - 1
  if (largest >= shape.vocabulary) throw fail(`it has ids up to ${largest}, the model ${shape.vocabulary} entries`)
  let library: Tokenizer
  try {
    library = new Tokenizer({ ...ABSENT, ...tokenizer }, isObject(config) ? config : {})
  } catch (error) {
    throw fail(oneLine(error))
  }
  const bytes = tokens.map((token) => token?.bytes)
  const ends = new Set(shape.eosIds)
  const decode = (ids: readonly number[]) =>
    DECODER.decode(joined(ids.map((id) => (ends.has(id) ? undefined : bytes[id]))))
  const withoutSpecials = (text: string) => (text === '' ? [] : library.encode(text, { add_special_tokens: false }).ids)
  return {
    encode: (text) => continuationIds(text, withoutSpecials, decode),
    plainIds: withoutSpecials,
    promptIds: (text) => library.encode(text).ids,
    chat,
    decode,
    textOf: (id) => (ends.has(id) ? '' : shownBytes(bytes[id] ?? NO_BYTES)),
    entryOf: (id) => tokens[id]?.content ?? null,
    size: tokens.length,
    fingerprint: hashOf(
      JSON.stringify([tokens.map((token) => token && [token.content, token.added]), mergesOf(tokenizer)]),
    ),
  }
}

interface Token {
  readonly content: string
  readonly added: boolean
  readonly bytes: Uint8Array
}

/** Every token by its id. Ids that stand for nothing are holes. */
function tokensOf(tokenizer: Json, fail: (why: string) => EngineError): readonly (Token | undefined)[] {
  const { model } = tokenizer
  if (!isObject(model)) throw fail('tokenizer.json has no model')
  const { type = 'BPE', vocab, merges, ignore_merges } = model
  if (type !== 'BPE') throw fail(`it is a ${String(type)}, not a BPE`)
  if (!isObject(vocab) || Object.keys(vocab).length === 0) throw fail('its vocabulary is missing')
  // Whole words may stand in the vocabulary and be looked up before anything is merged: this page's own models do without merges.
  if (!Array.isArray(merges) || (merges.length === 0 && ignore_merges !== true)) throw fail('it has no merges')
  const broken = merges.find((merge) => !isMerge(merge, vocab))
  if (broken !== undefined)
    throw fail(`the merge ${JSON.stringify(broken)?.slice(0, 60)} makes no entry of its vocabulary`)
  const tokens: (Token | undefined)[] = []
  const put = (content: string, id: unknown, token: Omit<Token, 'content'>) => {
    if (!Number.isSafeInteger(id) || Number(id) < 0 || Number(id) > MOST_TOKENS)
      throw fail(`the id of ${JSON.stringify(content)} is ${String(id)}`)
    const known = tokens[Number(id)]
    if (known && known.content !== content) throw fail(`the id ${String(id)} stands for two tokens`)
    tokens[Number(id)] = { content, ...token }
  }
  const byteLevel = isByteLevel(tokenizer)
  for (const [content, id] of Object.entries(vocab)) {
    put(content, id, { added: false, bytes: byteLevel ? byteLevelBytes(content) : pieceBytes(content) })
  }
  const added = Array.isArray(tokenizer.added_tokens) ? tokenizer.added_tokens : []
  for (const entry of added) {
    if (!isObject(entry) || typeof entry.content !== 'string') throw fail('an added token has no content')
    if (entry.single_word === true)
      throw fail(`its token ${JSON.stringify(entry.content)} counts between words only, which is not read`)
    put(entry.content, entry.id, { added: true, bytes: ENCODER.encode(entry.content) })
  }
  return Array.from(tokens)
}

/** More than any vocabulary has; a stray id must not make a list of billions. */
const MOST_TOKENS = 4_000_000

function isMerge(merge: unknown, vocab: Json): boolean {
  const parts = typeof merge === 'string' ? merge.split(' ') : merge
  return (
    Array.isArray(parts) &&
    parts.length === 2 &&
    parts.every((part) => typeof part === 'string') &&
    Object.hasOwn(vocab, parts.join(''))
  )
}

/** Merges in one form: files of different versions write "a b" or ["a", "b"]. */
function mergesOf({ model }: Json): readonly string[] {
  const merges = isObject(model) && Array.isArray(model.merges) ? model.merges : []
  return merges.map((merge) => (Array.isArray(merge) ? merge.join(' ') : String(merge)))
}

/** ByteLevel anywhere: alone or in a sequence, as pre-tokenizer or decoder. */
function isByteLevel({ pre_tokenizer: before, decoder }: Json): boolean {
  return JSON.stringify([before ?? null, decoder ?? null]).includes('"type":"ByteLevel"')
}

function byteLevelBytes(token: string): Uint8Array {
  try {
    return Uint8Array.from(fromByteCharacters(token))
  } catch {
    return ENCODER.encode(token)
  }
}

/** Sentencepiece: `<0x0A>` is a byte, and U+2581 a space. */
function pieceBytes(token: string): Uint8Array {
  const byte = /^<0x([0-9A-Fa-f]{2})>$/.exec(token)?.[1]
  return byte ? Uint8Array.of(Number.parseInt(byte, 16)) : ENCODER.encode(token.replaceAll('\u2581', ' '))
}

/**
 * Ids of a text that goes on after another: those whose bytes are the text. Tokenizers of the sentencepiece family put a
 * space in front of what they take for the beginning, which must not be there twice, nor appear where there is none.
 */
function continuationIds(
  text: string,
  encode: (text: string) => readonly number[],
  decode: (ids: readonly number[]) => string,
): readonly number[] {
  const plain = encode(text)
  if (decode(plain) === text) return plain
  if (text.startsWith(' ')) {
    const shorter = encode(text.slice(1))
    if (decode(shorter) === text) return shorter
  }
  // After a line feed, which merges with nothing, no beginning is seen; what stands before it is cut off again.
  const behind = encode(`\n${text}`)
  const from = behind.findIndex((_, i) => decode(behind.slice(0, i + 1)).endsWith('\n')) + 1
  return decode(behind.slice(from)) === text ? behind.slice(from) : plain
}

function joined(parts: readonly (Uint8Array | undefined)[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + (part?.length ?? 0), 0))
  let offset = 0
  for (const part of parts) {
    if (part) all.set(part, offset)
    offset += part?.length ?? 0
  }
  return all
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
