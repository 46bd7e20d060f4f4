/**
 * @file What a student on a server wrote, as tokens of a model that is loaded here. Any vocabulary has small ids, so it is the texts
 * that decide whether the two have the same tokenizer.
 */
import { EOS_ID } from '../world/prompt.ts'
import type { WorldTokenizer } from '../world/tokenizer/load.ts'
import type { Written } from './writing.ts'

export interface WrittenToken {
  readonly id: number
  readonly text: string
  /** Nats. */
  readonly logpStudent: number
  readonly source: 'student'
}

export interface WrittenTokens {
  /** `same`: its tokens are those of the model here. `other`: they are not. `unknown`: it names none, so the text was read by the tokenizer here. */
  readonly tokenizer: 'same' | 'other' | 'unknown'
  /** Its own where they are known; log-probs are NaN where the server does not say. */
  readonly tokens: readonly WrittenToken[]
  /** The tokens' texts joined. */
  readonly text: string
  readonly finish: Written['finish']
  /** Where the tokenizers part, in words; null where they do not. */
  readonly why: string | null
}

const tokenOf = (id: number, text: string, logProb: number | null | undefined): WrittenToken => ({
  ...{ id, text, logpStudent: logProb ?? Number.NaN, source: 'student' },
})

/** Tokens of a text, the end of text after it where the server came to it. */
export function tokensOf(written: Written, words: WorldTokenizer): WrittenTokens {
  const { text, finish, pieces, logProbs } = written
  const own = (id: number, at: number): WrittenToken =>
    tokenOf(id, id === EOS_ID ? '' : words.tokenText(id), logProbs?.[at])
  const ended = (ids: readonly number[]) => (finish === 'eos' && ids.at(-1) !== EOS_ID ? [...ids, EOS_ID] : ids)
  const same = (ids: readonly number[], tokenizer: 'same' | 'unknown'): WrittenTokens => {
    const tokens = ended(ids).map(own)
    const joined = tokens.map((token) => token.text).join('')
    return { tokenizer, tokens, text: joined, finish: ids.at(-1) === EOS_ID ? 'eos' : finish, why: null }
  }
  if (written.ids) {
    const why = partingOf(written.ids, written, words)
    if (why === null) return same(written.ids, 'same')
    const texts = pieces?.length === written.ids.length ? pieces : written.ids.map((_, at) => (at === 0 ? text : ''))
    return {
      ...{ tokenizer: 'other', text, finish, why },
      tokens: written.ids.map((id, at) => tokenOf(id, texts[at]!, logProbs?.[at])),
    }
  }
  const ids = words.encode(text)
  if (!pieces) return same(ids, 'unknown')
  // An end of text may be among the pieces, in whatever spelling.
  const spoken = pieces.slice(0, pieces.join('') === text ? undefined : -1)
  const at = Array.from({ length: Math.max(ids.length, spoken.length) }, (_, i) => i).find(
    (i) => ids[i] === undefined || words.tokenText(ids[i]) !== spoken[i],
  )
  if (at === undefined) return same(ids, 'same')
  return {
    ...{ tokenizer: 'other', text, finish },
    why: `its token ${at + 1} is ${JSON.stringify(spoken[at] ?? '')}, and ${ids[at] === undefined ? 'nothing' : JSON.stringify(words.tokenText(ids[at]))} here`,
    tokens: pieces.map((piece, i) => tokenOf(i, piece, logProbs?.[i])),
  }
}

/** null where the ids are those of the text. A text may have been cut before a stop string. */
function partingOf(ids: readonly number[], { text, finish }: Written, words: WorldTokenizer): string | null {
  const foreign = ids.find((id) => id >= words.size)
  if (foreign !== undefined) return `it wrote token ${foreign}, and the vocabulary here has ${words.size}`
  const read = words.decode(ids.at(-1) === EOS_ID ? ids.slice(0, -1) : ids)
  if (read === text || (finish === 'stop-string' && read.startsWith(text))) return null
  const at = [...read].findIndex((sign, i) => sign !== [...text][i])
  const around = (whole: string): string => JSON.stringify(whole.slice(Math.max(0, at), Math.max(0, at) + 24))
  return `its tokens say ${around(read)} here where it wrote ${around(text)}`
}
