/**
 * @file Builds the tokenizer of all worlds: one Hugging Face `tokenizer.json` with a word-level vocabulary over a byte
 * alphabet, so that the worlds' texts are short and any other text still round-trips.
 */
import { collectPieces, cut, PIECE_PATTERN } from '../pieces.ts'
import { renderPrompt, SPECIAL_TOKENS } from '../prompt.ts'
import type { World } from '../types.ts'
import { BYTE_CHARACTERS, toByteCharacters } from './bytes.ts'

/** The most entries that the vocabulary may have. */
export const VOCABULARY_LIMIT = 768
/** Problems per world and difficulty whose texts are read for words. */
const SEEDS = 200

export interface BuiltTokenizer {
  readonly tokenizerJson: Readonly<Record<string, unknown>>
  readonly tokenizerConfigJson: Readonly<Record<string, unknown>>
  /** Every token by its id, written in the byte alphabet; the specials as they are. */
  readonly vocab: readonly string[]
}

/** The different pieces of the worlds' texts and of the prompt template, sorted; single bytes are left out. */
function worldPieces(worlds: readonly World[]): string[] {
  const pieces = new Set(cut(renderPrompt({ question: '' })))
  for (const world of worlds) {
    for (const piece of collectPieces(world, SEEDS)) pieces.add(piece)
    // A word that the sampled texts lack; it is taken as it stands, unless it occurs after a space.
    for (const word of world.words().flatMap(cut)) if (!pieces.has(` ${word}`)) pieces.add(word)
  }
  return [...pieces].filter((piece) => toByteCharacters(piece).length > 1).sort()
}

/**
 * Ids: the special tokens, the 256 bytes in order, the words sorted by code unit.
 * Throws RangeError when the vocabulary has more than VOCABULARY_LIMIT entries.
 */
export function buildTokenizer(worlds: readonly World[]): BuiltTokenizer {
  const vocab = [...SPECIAL_TOKENS, ...BYTE_CHARACTERS, ...worldPieces(worlds).map(toByteCharacters)]
  if (vocab.length > VOCABULARY_LIMIT) {
    throw new RangeError(`the worlds need ${vocab.length} tokens, more than ${VOCABULARY_LIMIT}`)
  }
  const [pad, bos, eos] = SPECIAL_TOKENS
  const tokenizerJson = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL_TOKENS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: PIECE_PATTERN }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      // A piece that is in the vocabulary is one token; any other falls apart into its bytes, for there are no merges.
      ignore_merges: true,
      vocab: Object.fromEntries(vocab.map((token, id) => [token, id])),
      merges: [],
    },
  }
  const tokenizerConfigJson = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    add_bos_token: false,
    add_eos_token: false,
    pad_token: pad,
    bos_token: bos,
    eos_token: eos,
    clean_up_tokenization_spaces: false,
  }
  return { tokenizerJson, tokenizerConfigJson, vocab }
}
