/** @file What each sentence at a step's end claims, as a condition on its own numbers. A sentence that is not here claims nothing. */
import { expect } from 'vitest'
import type { Said, SentenceValue } from './types.ts'

function numberOf(value: SentenceValue | undefined): number {
  if (typeof value === 'number') return value
  if (value && 'nats' in value) return value.nats
  if (value && 'net' in value) return value.net
  return value && 'share' in value ? value.share : Number.NaN
}

type Claim = (number: (name: string) => number) => boolean

const CLAIMS: readonly (readonly [start: RegExp, holds: Claim])[] = [
  [/carry 80 %/, (n) => n('few') >= 1 && n('few') <= (Number.isNaN(n('tokens')) ? n('all') : n('tokens'))],
  [/whoever knows no more has nothing to teach/, (n) => n('max') < 0.001],
  [/this reader differs from the writer/, (n) => n('max') >= 0.001],
  [/in all, \{net\} net/, (n) => Number.isNaN(n('total')) || n('total') >= Math.abs(n('net')) - 1e-9],
  [/gaps are \{nats\} in all/, (n) => n('nats') >= Math.abs(n('net')) - 1e-9],
  [/The note speaks against it/, (n) => n('after') < n('before')],
  [/The note speaks for it/, (n) => n('after') >= n('before')],
  [/here more told is more taught/, (n) => n('trace') > n('answer')],
  [/here more told is not more taught/, (n) => n('trace') <= n('answer')],
  [/that is what reverse KL charges for/, (n) => n('reverse') > n('forward')],
  [/that is what forward KL charges for/, (n) => n('forward') >= n('reverse')],
  [/The first covers, the second picks/, (n) => n('forward') > n('reverse')],
  [/k1 misses by chance/, (n) => Math.abs(n('mean') - n('exact')) <= n('reach')],
  [/as 1 in 20 does/, (n) => Math.abs(n('mean') - n('exact')) > n('reach')],
  [/so they always agree: the bias is total/, (n) => n('k') === 1 && n('value') < 1e-6],
  [/Merging entries can only lower a divergence/, (n) => n('value') <= n('full') + 1e-6],
  [/of \{all\} below 0/, (n) => n('below') <= n('all')],
  [/tokens are cut/, (n) => n('cut') >= 1 && n('value') < n('full')],
  [/here the bet is won/, (n) => n('value') >= n('full') / 2],
  [/here the bet is lost/, (n) => n('value') < n('full') / 2],
  // Without the heaviest token no more can be left than the others hold.
  [
    /threw away \{token\}|is not among them: there the student was sure/,
    (n) => n('value') <= n('full') * (1 - n('share')) + 1e-6,
  ],
  [
    /with its \{share\} among them|is among them: there the student was in doubt/,
    (n) => n('value') >= n('full') * n('share') - 1e-6,
  ],
]

/** Fails where a sentence claims what its numbers do not say. */
export function expectHonest(id: string, { text, values = {} }: Said): void {
  for (const [start, holds] of CLAIMS) {
    if (!start.test(text)) continue
    const told = holds((name) => numberOf(values[name]))
    expect(told, `${id}: ${text} ${JSON.stringify(values)}`).toBe(true)
  }
}
