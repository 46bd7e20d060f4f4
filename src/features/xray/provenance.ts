/** @file Receipts of the X-ray's counts: on how many tokens the student wrote what the teacher finds most likely. */
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import type { SummaryNumber } from '../../store/provenance/provenance.ts'

export type TurnCount = 'to-agree' | 'to-disagree' | 'agreed' | 'agrees'

const NAMES: Readonly<Record<TurnCount, string>> = {
  'to-agree': mark('Tokens that turned to agree'),
  'to-disagree': mark('Tokens that turned to disagree'),
  agreed: mark('Tokens that are the teacher’s first choice without the note'),
  agrees: mark('Tokens that are the teacher’s first choice with the note'),
}

const FORMULAS: Readonly<Record<TurnCount, string>> = {
  'to-agree': '\\#\\{ t : r_t \\ne 1,\\; r^c_t = 1 \\}',
  'to-disagree': '\\#\\{ t : r_t = 1,\\; r^c_t \\ne 1 \\}',
  agreed: '\\#\\{ t : r_t = 1 \\}',
  agrees: '\\#\\{ t : r^c_t = 1 \\}',
}

/** One of the counts. Ranks are those of the written token among all that the teacher could have written. */
export function turnReceipt(
  of: TurnCount,
  value: number,
  without: ScoredRollout,
  told: ScoredRollout,
  tokens: readonly RolloutToken[],
): SummaryNumber {
  const ranks = ({ tokens: scores }: ScoredRollout): readonly (number | null)[] =>
    tokens.map(({ source }, i) => (source === 'student' ? (scores[i]?.rankTeacher ?? null) : null))
  return {
    quantity: 'headline',
    token: null,
    reading: of === 'agreed' ? 'without' : 'with',
    name: NAMES[of],
    value,
    unit: null,
    formula: FORMULAS[of],
    made: {},
    lists: { [mark('r, the rank without the note')]: ranks(without), [mark('r^c, the rank with it')]: ranks(told) },
  }
}
