/** @file The report on a step whose loss or gradient is not finite: the term and the token to blame. */
import type { Batch } from '../../methods/batch.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Completion } from './completions.ts'
import type { GradientResult } from './gradient-step.ts'
import type { NonFiniteReport } from './types.ts'

/**
 * @param width columns of the result's statistics
 * @returns the first term and the first token whose numbers are not finite
 */
export function nonFiniteReport(
  { terms, statistics }: Pick<GradientResult, 'terms' | 'statistics'>,
  batch: Batch,
  completions: readonly Completion[],
  width: number,
  vocabulary: Vocabulary,
): NonFiniteReport {
  const term = terms.findIndex((value) => !Number.isFinite(value))
  const bad = statistics.findIndex((value) => !Number.isFinite(value))
  const token = bad < 0 ? null : tokenAt(Math.floor(bad / width), batch, completions, vocabulary)
  const where = term < 0 ? 'The gradient' : `Term ${term + 1} of the loss`
  const which = token ? `, at token ${token.index + 1}, “${token.text}”` : ''
  return {
    term: term < 0 ? null : term,
    token,
    message: `${where} is not a finite number${which}. The step was not applied; restore the last good step, or lower the learning rate.`,
  }
}

function tokenAt(
  row: number,
  batch: Batch,
  completions: readonly Completion[],
  vocabulary: Vocabulary,
): NonFiniteReport['token'] {
  const at = batch.texts.findIndex(({ first, length }) => row >= first && row < first + length)
  const completion = completions[at]
  const block = batch.texts[at]
  if (!completion || !block) return null
  return { text: vocabulary.textOf(batch.tokens[row]!), index: row - block.first, rollout: completion.text }
}
