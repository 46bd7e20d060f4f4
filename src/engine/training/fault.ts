/** @file Which term and which token made a step's numbers not finite. */
import type { Batch } from '../../methods/batch.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { GradientResult } from './gradient-step.ts'
import type { Text } from './texts.ts'
import type { Fault } from './types.ts'

/**
 * @param names columns of the result's statistics
 * @returns the first term and the first token whose numbers are not finite
 */
export function faultOf(
  { terms, statistics }: Pick<GradientResult, 'terms' | 'statistics'>,
  batch: Batch,
  texts: readonly Text[],
  names: readonly string[],
  vocabulary: Vocabulary,
): Fault {
  const term = terms.findIndex((value) => !Number.isFinite(value))
  const bad = statistics.findIndex((value) => !Number.isFinite(value))
  const token = bad < 0 ? null : tokenAt(Math.floor(bad / names.length), batch, texts, vocabulary)
  const where = term < 0 ? 'The gradient' : `Term ${term + 1} of the loss`
  const which = token ? `, at token ${token.index + 1}, “${token.text}”` : ''
  return {
    term: term < 0 ? null : term,
    token,
    message: `${where} is not a finite number${which}. The step was not applied; restore the last good step, or lower the learning rate.`,
  }
}

function tokenAt(row: number, batch: Batch, texts: readonly Text[], vocabulary: Vocabulary): Fault['token'] {
  const at = batch.texts.findIndex(({ first, length }) => row >= first && row < first + length)
  const text = texts[at]
  const block = batch.texts[at]
  if (!text || !block) return null
  return { text: vocabulary.textOf(batch.tokens[row]!), index: row - block.first, rollout: text.text }
}
