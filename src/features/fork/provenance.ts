/** @file Receipts of forks: a branch's gaps added up or averaged, and how many continuations were right. */

import { mark } from '../../i18n/words.ts'
import { type BranchReading, branchAbout, gapsFrom } from '../../store/provenance/branch-provenance.ts'
import type { HeadlineAsk } from '../../store/provenance/provenance.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { meanGap } from './credit-of.ts'

/** Mean of a branch's gaps. @param from index of the first token that counts: 0, or the one after the fork's */
export function branchMeanAsk(branch: BranchReading, from: number): HeadlineAsk {
  const { gap, ...about } = branchAbout(branch)
  const gaps = gapsFrom(branch, from)
  return {
    ...about,
    name: from > 0 ? mark('Mean gap after the fork') : mark('Mean gap of a branch'),
    value: meanGap(branch.score, branch.run.tokens, from),
    formula: from > 0 ? `\\frac1n \\sum_{t > f} \\left( ${gap} \\right)` : `\\frac1n \\sum_t \\left( ${gap} \\right)`,
    made: { n: gaps.length, ...(from > 0 && { f: from }) },
    lists: { [mark('gap at each token, nats')]: gaps },
  }
}

/** Sum of the gaps of the first so many of the student's tokens after a fork. @param from index of the token after the fork's */
export function gapSinceAsk(branch: BranchReading, from: number, tokens: number): HeadlineAsk {
  const { gap, ...about } = branchAbout(branch)
  const gaps = gapsFrom(branch, from).slice(0, tokens)
  return {
    ...about,
    name: mark('Gap since the fork'),
    value: gaps.reduce((sum, each) => sum + each, 0),
    formula: `\\sum_{t = f + 1}^{f + n} \\left( ${gap} \\right)`,
    made: { n: gaps.length, f: from },
    lists: { [mark('gap at each token, nats')]: gaps },
  }
}

/** How many continuations of one beginning are right, by their verdicts. @param branch one of them, for what all have in common */
export function rightAsk(runs: readonly RolloutRecord[], reading: HeadlineAsk['reading']): HeadlineAsk {
  const right = runs.map(({ result }) => (result?.verdict.status === 'right' ? 1 : 0))
  const seeds = runs.map(({ sampling }) => sampling.seed)
  return {
    quantity: 'headline',
    token: null,
    reading,
    name: mark('Right continuations'),
    value: right.reduce<number>((sum, each) => sum + each, 0),
    unit: null,
    formula: '\\sum_{i=1}^n \\left[\\, \\text{verify}(y^{(i)}) = \\text{right} \\,\\right]',
    made: { n: runs.length },
    lists: { [mark('seed of each')]: seeds, [mark('right (1) or not (0)')]: right },
  }
}
