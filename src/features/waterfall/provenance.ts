/** @file Receipts of the waterfall's table: what thresholds leave of a token's loss, and its share of the whole. */
import { unitOf } from '../../divergence/registry.ts'
import { mark } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import type { SummaryNumber, MadeNumber } from '../../store/provenance/provenance.ts'

/** A row of the table, and what its numbers are made of. */
export interface LossNumbers {
  readonly token: number
  /** Id of the divergence, whose values are the terms of the loss. Nats or its own measure. */
  readonly divergence: string
  readonly value: number
  readonly kept: number
  readonly massKept: number
  readonly share: number
  readonly cumulative: number
  /** What is left of every token, the largest first before the thresholds; and this one's place among them, from 1. */
  readonly allKept: readonly number[]
  readonly place: number
  /** Thresholds by name. */
  readonly thresholds: MadeNumber['made']
}

/** The thresholds on view, by name. */
export function thresholdsOf({ clip, entryClip, teacherGate, studentTop, prefix }: Settings): MadeNumber['made'] {
  return {
    [mark('clip limit, per token')]: clip,
    [mark('clip limit, per entry')]: entryClip,
    [mark('teacher entropy gate')]: teacherGate,
    [mark('share of highest student entropy')]: studentTop,
    [mark('prefix limit')]: prefix,
  }
}

export type LossNumber = 'kept' | 'massKept' | 'share' | 'cumulative'

const LEFT = '\\ell_t = g_t \\min\\bigl(c, \\max(-c, D_t)\\bigr)'
const PART = '\\frac{|\\ell_t|}{\\sum_s |\\ell_s|}'

/** One number of the row. */
export function lossReceipt(of: LossNumber, row: LossNumbers, reading: SummaryNumber['reading']): SummaryNumber {
  const { token, value, kept, allKept, place, thresholds, divergence } = row
  const about = { quantity: 'headline', token, reading, value: row[of] } as const
  const made = { [mark('value')]: value, ...thresholds }
  switch (of) {
    case 'kept':
      return { ...about, name: mark('What counts of a token’s loss'), unit: unitOf(divergence), formula: LEFT, made }
    case 'massKept':
      return {
        ...about,
        name: mark('Size of a token’s gradient on the logits'),
        unit: null,
        formula: `\\left\\lVert \\nabla_{z_S} \\ell_t \\right\\rVert_2, \\quad ${LEFT}`,
        made: { ...made, [mark('counts as')]: kept },
      }
    case 'share':
      return {
        ...about,
        name: mark('A token’s share of the loss'),
        unit: null,
        formula: `${PART}, \\quad ${LEFT}`,
        made: { ...thresholds, [mark('counts as')]: kept },
        lists: { [mark('what counts, the largest first')]: allKept },
      }
    case 'cumulative':
      return {
        ...about,
        name: mark('Share of the loss up to this place'),
        unit: null,
        formula: `\\frac{\\sum_{i=1}^{k} |\\ell_{(i)}|}{\\sum_s |\\ell_s|}, \\quad ${LEFT}`,
        made: { ...thresholds, k: place },
        lists: { [mark('what counts, the largest first')]: allKept },
      }
  }
}
