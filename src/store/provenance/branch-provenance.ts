/** @file Receipts of one branch of the rollouts' tree: its gaps added up. */
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import { totalGap } from '../gap-summary.ts'
import type { RolloutRecord } from '../state.ts'
import type { ReadAs, SummaryNumber } from './provenance.ts'
import { PLAIN_QUANTITIES } from './quantities.ts'
import { readingOfSource } from './score-provenance.ts'

/** One branch and the reading of it that is on view. */
export interface BranchReading {
  readonly run: Pick<RolloutRecord, 'id' | 'tokens'>
  readonly score: ScoredRollout
}

/** The student's gaps from an index on, nats. */
export function gapsFrom({ run: rollout, score }: BranchReading, from: number): readonly number[] {
  const own = (tokens: readonly RolloutToken[], i: number): boolean => i >= from && tokens[i]?.source === 'student'
  return score.tokens.filter((_, i) => own(rollout.tokens, i)).map(({ gap }) => gap)
}

/** What the receipts of a branch have in common, and the formula of one token's gap. */
export function branchAbout({ run: rollout, score }: BranchReading) {
  const { teacher, context } = score
  const source: ReadAs = { run: rollout.id, teacher, context }
  const told = context !== null
  return {
    quantity: 'headline',
    token: null,
    reading: readingOfSource(source),
    source,
    unit: 'nats',
    gap: PLAIN_QUANTITIES.gap.formula('T', told),
  } as const
}

/** Sum of a branch's gaps. */
export function branchTotalReceipt(branch: BranchReading): SummaryNumber {
  const { gap, ...about } = branchAbout(branch)
  const gaps = gapsFrom(branch, 0)
  return {
    ...about,
    name: mark('Gap in total'),
    value: totalGap(branch.score, branch.run.tokens),
    formula: `\\sum_t ${gap}`,
    made: { [mark('tokens')]: gaps.length },
    lists: { [mark('gap at each token, nats')]: gaps },
  }
}
