/** @file The tokenizer at run time: `@huggingface/tokenizers` behind a cache of pieces. */
import { Tokenizer } from '@huggingface/tokenizers'
import { cut } from '../pieces.ts'
import { SPECIAL_TOKENS } from '../prompt.ts'
import { fromByteCharacters } from './bytes.ts'

/** Pieces that are kept; unusual ones (pasted text) must not fill the memory. */
const CACHE_LIMIT = 20_000

// Without `ignoreBOM` the decoder would swallow a leading U+FEFF.
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

export class WorldTokenizer {
  /** The number of tokens in the vocabulary. */
  readonly size: number
  private readonly tokenizer: Tokenizer
  private readonly texts: readonly string[]
  private readonly bytes: readonly Uint8Array[]
  private readonly cache = new Map<string, readonly number[]>()

  /** @param tokenizerJson @param tokenizerConfig the parsed files of a model's folder. Throws when they do not load. */
  constructor(tokenizerJson: object, tokenizerConfig: object) {
    this.tokenizer = new Tokenizer(tokenizerJson, tokenizerConfig)
    const vocab = this.tokenizer.get_vocab()
    this.size = vocab.size
    const special = new Set<string>(SPECIAL_TOKENS)
    const encoder = new TextEncoder()
    const bytes: Uint8Array[] = []
    for (const [token, id] of vocab) {
      bytes[id] = special.has(token) ? encoder.encode(token) : Uint8Array.from(fromByteCharacters(token))
    }
    this.bytes = bytes
    this.texts = bytes.map((token) => DECODER.decode(token))
  }

  /** Token ids of a text; no special tokens are put around it, and none is read in it. */
  encode(text: string): number[] {
    const ids: number[] = []
    for (const piece of cut(text)) {
      let found = this.cache.get(piece)
      if (found === undefined) {
        found = this.tokenizer.encode(piece, { add_special_tokens: false }).ids
        if (this.cache.size < CACHE_LIMIT) this.cache.set(piece, found)
      }
      for (const id of found) ids.push(id)
    }
    return ids
  }

  /** The text of token ids, specials included as they are written. Throws RangeError for an id outside the vocabulary. */
  decode(ids: readonly number[]): string {
    const parts = ids.map((id) => this.tokenBytes(id))
    const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
    let offset = 0
    for (const part of parts) {
      joined.set(part, offset)
      offset += part.length
    }
    return DECODER.decode(joined)
  }

  /** The text of one token. A byte that is only part of a character gives U+FFFD. Throws RangeError for an unknown id. */
  tokenText(id: number): string {
    const text = this.texts[id]
    if (text === undefined) throw new RangeError(`there is no token ${id}; the vocabulary has ${this.size}`)
    return text
  }

  private tokenBytes(id: number): Uint8Array {
    const bytes = this.bytes[id]
    if (bytes === undefined) throw new RangeError(`there is no token ${id}; the vocabulary has ${this.size}`)
    return bytes
  }
}

/** A model's own words, and the token that begins every prompt. */
export interface ModelWords {
  readonly words: WorldTokenizer
  readonly bos: number
  /** Tokens that the model reads at most, the prompt included. */
  readonly positions: number
}

/** @param read a JSON file of the model's folder. Throws when the files do not load. */
export async function loadModelWords(read: (name: string) => Promise<object>): Promise<ModelWords> {
  const { bos_token_id, max_position_embeddings } = (await read('config.json')) as {
    bos_token_id?: number
    max_position_embeddings?: number
  }
  return {
    words: new WorldTokenizer(await read('tokenizer.json'), await read('tokenizer_config.json')),
    bos: bos_token_id ?? 1,
    positions: max_position_embeddings ?? Number.POSITIVE_INFINITY,
  }
}
