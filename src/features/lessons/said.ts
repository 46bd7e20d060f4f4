/** @file A lesson's sentence in the reader's language, its numbers as the page writes them. */
import {
  formatNats,
  formatNumber,
  formatProbability,
  formatShare,
  formatSignedNats,
  tokenName,
  type Unit,
} from '../../charts/format.ts'
import { mark, t } from '../../i18n/words.ts'
import type { Said, SentenceValue } from './types.ts'

/** Words that come from verdicts. */
export const WORDS = [mark('yes'), mark('partly'), mark('no'), mark('right'), mark('wrong'), mark('malformed')] as const

/** A verdict on a recipe in the words of its card. */
export const TOLD = { yes: 'yes', partial: 'partly', no: 'no' } as const

/** Below this a share is a probability, told more finely. */
const FINE = 0.01

function written(value: SentenceValue, unit: Unit): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatNumber(value)
  if ('nats' in value) return formatNats(value.nats, unit)
  if ('net' in value) return formatSignedNats(value.net, unit)
  if ('share' in value) return value.share < FINE ? formatProbability(value.share) : formatShare(value.share)
  return 'token' in value ? tokenName(value.token) : t(value.word)
}

export function sayIn(unit: Unit, { text, values = {} }: Said): string {
  return t(text, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value, unit)])))
}
