/**
 * @file The published loss of every method that runs, once more and independently: plain loops in float64, written from the
 * equations, that share nothing with the graphs. Tests and `lab methods --check` hold the recipes to them.
 */
import { BLACK_BOX } from './black-box.ts'
import { BOOTSTRAPPING } from './bootstrapping.ts'
import type { PublishedCase } from './common.ts'
import { DRAFTING } from './drafting.ts'
import { EXPERTS_MERGED } from './experts.ts'
import { FOUNDATIONS } from './foundations.ts'
import { HYBRIDS } from './hybrids.ts'
import { INDUSTRIAL } from './industrial.ts'
import { PRIVILEGED } from './privileged.ts'
import { WHITE_BOX_DISTRIBUTION } from './white-box-distribution.ts'
import { WHITE_BOX_MIXED } from './white-box-mixed.ts'
import { WHITE_BOX_POLICY_GRADIENT } from './white-box-policy-gradient.ts'

export const PUBLISHED: readonly PublishedCase[] = [
  ...FOUNDATIONS,
  ...WHITE_BOX_DISTRIBUTION,
  ...WHITE_BOX_MIXED,
  ...WHITE_BOX_POLICY_GRADIENT,
  ...BLACK_BOX,
  ...DRAFTING,
  ...PRIVILEGED,
  ...HYBRIDS,
  ...BOOTSTRAPPING,
  ...INDUSTRIAL,
  ...EXPERTS_MERGED,
]

/** The published cases of one method; every phase has one. */
export const publishedOf = (id: string): readonly PublishedCase[] => PUBLISHED.filter((each) => each.id === id)
