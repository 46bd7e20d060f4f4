/** @file The chapter's numbers as they are written: in each language's own way, with thin spaces before units. */
import type { ChapterLanguage } from '../i18n/chapter.ts'
import type { Fact } from './facts.ts'

const THIN = '\u202f'

const LOCALES: Readonly<Record<ChapterLanguage, string>> = { en: 'en-GB', zh: 'zh-CN', es: 'es-ES' }
const SECONDS: Readonly<Record<ChapterLanguage, string>> = { en: 's', zh: '秒', es: 's' }
const TIMES: Readonly<Record<ChapterLanguage, string>> = { en: ' times', zh: ' 倍', es: ' veces' }

/** A number as the text says it: `48.0 %`, `−5.86 nats`, `1e-6`. */
export function written({ value, unit, digits }: Fact, language: ChapterLanguage): string {
  const plain = (number: number): string =>
    number
      .toLocaleString(LOCALES[language], {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: Math.abs(number) >= 10_000,
      })
      .replace('-', '−')
  switch (unit) {
    case 'share':
      return `${plain(100 * value)}${THIN}%`
    case 'nats':
      return `${plain(value)}${THIN}nats`
    case 'times':
      return `${plain(Number(value.toPrecision(2)))}${TIMES[language]}`
    case 'seconds':
      return `${plain(value)}${THIN}${SECONDS[language]}`
    case 'tokens':
      return plain(value)
    case 'plain':
      return Math.abs(value) < 1e-3 ? value.toExponential() : plain(value)
  }
}
