/** @file The data inside the one page: what they are, how they are packed, and the way back. Small, for the page itself carries it. */
import type { Rollout, ScoredRollout } from '../../engine/types.ts'
import type { Catalogue } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'

/** What the page weighs at most, bytes. */
export const PAGE_LIMIT = 500_000

/** Where the packed data go in the empty page. */
export const DATA_PLACE = '<!--recorded-->'

/** What the one page shows at first, and the words that the trace does not hold. */
export interface SinglePageView extends Pick<Settings, 'divergence' | 'rail' | 'units' | 'gapScale' | 'theme'> {
  /** Index of the reading on view in the trace's scores. */
  readonly reading: number
  /** The selected token, or null. */
  readonly token: number | null
  readonly question: string
  /** Names of models by id. */
  readonly names: Readonly<Record<string, string>>
  /** Readings of this rollout that were left out, for they did not fit. */
  readonly omitted: number
  /** Address of the live page. */
  readonly address: string
  readonly language: string
  /** From English to the page's language, as far as the one page speaks. */
  readonly words: Catalogue
}

export interface SinglePageData {
  readonly view: SinglePageView
  /** An `opd-trace`, see public/trace.md; written by this version of the page, so it is not checked again. */
  readonly trace: { readonly rollout: Rollout; readonly scores: readonly ScoredRollout[] }
}

/** Compressed and in base64: a script's text holds nothing else safely. */
export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The way back. @throws when the data are broken */
export async function unpack(packed: string): Promise<SinglePageData> {
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return JSON.parse(await new Response(stream).text(), revived) as SinglePageData
}

/** Traces write infinities as words; a token may be called so, too. */
function revived(key: string, value: unknown): unknown {
  if (key === 'text') return value
  return value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : value
}
