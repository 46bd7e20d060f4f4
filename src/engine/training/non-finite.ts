/** @file The report on a step whose loss or gradient is not finite: the term and the token to blame. */

import { message, nested } from '../../message/message.ts'
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
  const what = term < 0 ? nested(message('The gradient')) : message('Term {n} of the loss', { n: term + 1 })
  const where = token ? message(', at token {n}, “{token}”', { n: token.index + 1, token: token.text }) : ''
  return {
    term: term < 0 ? null : term,
    token,
    message: message(
      '{what} is not a finite number{where}. The step was not applied; restore the last good step, or lower the learning rate.',
      { what, where },
    ),
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
