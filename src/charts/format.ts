/**
 * @file Numbers and tokens as people read them: true minus signs, three significant digits, a thin space before units,
 * and a visible glyph for everything that is otherwise invisible.
 */

import { t } from '../i18n/words.ts'

export const MINUS = '\u2212'
export const THIN_SPACE = '\u2009'
const NATS_PER_BIT = Math.LN2

export type Unit = 'nats' | 'bits'

/** Nats in the unit on view. */
export function inUnit(nats: number, unit: Unit): number {
  return unit === 'bits' ? nats / NATS_PER_BIT : nats
}

/**
 * Three significant digits, but never more than four decimals: 123, 12.3, −1.23, 0.123, 0.0123, 0.0012. Infinities are
 * written, NaN is a dash.
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`
  const size = Math.abs(value)
  if (size < 0.00005) return '0'
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : size >= 0.09995 ? 3 : 4
  return (value < 0 ? MINUS : '') + size.toFixed(decimals)
}

/** Like `formatNumber`, with a plus sign where the number is positive: for gaps and changes. */
export function formatSigned(value: number): string {
  const text = formatNumber(value)
  return value > 0 && text !== '0' ? `+${text}` : text
}

/** A quantity in nats, in the unit on view, with its unit. */
export function formatNats(nats: number, unit: Unit): string {
  return `${formatNumber(inUnit(nats, unit))}${THIN_SPACE}${unit}`
}

/** A signed quantity in nats, in the unit on view, with its unit. */
export function formatSignedNats(nats: number, unit: Unit): string {
  return `${formatSigned(inUnit(nats, unit))}${THIN_SPACE}${unit}`
}

/** A probability as a percentage; what would round to 0 or 100 without being it is written as a bound. */
export function formatProbability(p: number): string {
  if (Number.isNaN(p)) return '–'
  const percent = p * 100
  if (percent > 0 && percent < 0.01) return `<0.01${THIN_SPACE}%`
  if (percent < 100 && percent > 99.99) return `>99.99${THIN_SPACE}%`
  if (percent === 0 || percent === 100) return `${percent}${THIN_SPACE}%`
  const decimals = percent >= 99.95 || percent < 9.995 ? 2 : 1
  return `${percent.toFixed(decimals)}${THIN_SPACE}%`
}

/** A share as a percentage of at most one decimal, exact ends included: for axes and legends. */
export function formatShare(share: number): string {
  return Number.isFinite(share) ? `${Number((share * 100).toFixed(1))}${THIN_SPACE}%` : '–'
}

const BYTES = ['B', 'kB', 'MB', 'GB'] as const

/** Bytes in powers of 1000. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < BYTES.length - 1) {
    value /= 1000
    unit++
  }
  return `${value >= 99.5 || unit === 0 ? Math.round(value) : value.toFixed(1)}${THIN_SPACE}${BYTES[unit]}`
}

/** What a token looks like: the space in front of it apart, newlines and control tokens as glyphs. */
export interface TokenGlyph {
  /** A space stands in front. */
  readonly space: boolean
  readonly text: string
  /** The text is a sign for something invisible. */
  readonly sign: boolean
}

/** The visible form of a token's text. */
export function tokenGlyph(text: string): TokenGlyph {
  if (text === '\n') return { space: false, text: '⏎', sign: true }
  if (text === ' ') return { space: true, text: '', sign: true }
  // The engine writes the end of the text as a token without text.
  if (text === '' || text === '<|eos|>') return { space: false, text: '▪', sign: true }
  // Part of a character, as its bytes.
  if (BYTE_SIGNS.test(text)) return { space: false, text, sign: true }
  const control = /^<\|(.+)\|>$/.exec(text)
  if (control) return { space: false, text: `‹${control[1]}›`, sign: true }
  const space = text.startsWith(' ')
  return {
    space,
    text: (space ? text.slice(1) : text)
      .replaceAll('\n', '⏎')
      .replaceAll(' ', '␣')
      .replaceAll(/\p{Cc}/gu, controlSign),
    sign: false,
  }
}

const BYTE_SIGNS = /^(?:<0x[0-9A-F]{2}>)+$/

/** Unicode has a picture of each: ␉ for a tab. */
function controlSign(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x20
    ? String.fromCharCode(0x2400 + code)
    : code === 0x7f
      ? '␡'
      : `<0x${code.toString(16).toUpperCase()}>`
}

/** A token's name in words, for screen readers and captions: “9”, “ eggs” without its space, newline, end of text. */
export function tokenName(text: string): string {
  if (text === '\n') return t('newline')
  if (text === ' ') return t('space')
  if (text === '' || text === '<|eos|>') return t('end of text')
  if (BYTE_SIGNS.test(text)) return t('{bytes}, part of a character', { bytes: text })
  return `“${text.trim()}”`
}

const THOUSANDS = ['', 'k', 'M', 'G', 'T', 'P'] as const

/** A count or an amount in three significant digits and powers of a thousand: 840, 12.3k, 4.56T. */
export function formatAmount(value: number): string {
  let rest = value
  let power = 0
  while (Math.abs(rest) >= 999.5 && power < THOUSANDS.length - 1) {
    rest /= 1000
    power++
  }
  const decimals =
    Number.isInteger(rest) && power === 0 ? 0 : Math.abs(rest) >= 99.95 ? 0 : Math.abs(rest) >= 9.995 ? 1 : 2
  return `${Number(rest.toFixed(decimals))}${THOUSANDS[power]}`
}

/** A time to wait, as people say it: "40 s", "3 min", "1 h 20 min". */
export function formatDuration(seconds: number): string {
  const unit = (value: number, name: string): string => `${value}${THIN_SPACE}${name}`
  if (seconds < 60) return unit(Math.max(1, seconds < 10 ? Math.round(seconds) : 5 * Math.round(seconds / 5)), 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return unit(minutes, 'min')
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? unit(hours, 'h') : `${unit(hours, 'h')} ${unit(rest, 'min')}`
}

/** A moment of the clock, milliseconds: the time of day, and the day where it is not today's. */
export function formatMoment(moment: number, now: number, language: string): string {
  const today = new Date(moment).toDateString() === new Date(now).toDateString()
  const day = today ? {} : ({ day: 'numeric', month: 'short' } as const)
  return new Intl.DateTimeFormat(language, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    moment,
  )
}
