/** @file What was found when the methods were checked: the parts that take minutes, recorded with the recipe they are of. */
import { hashSeed } from '../../world/random.ts'
import type { Recipe } from '../recipe/recipe.ts'
import RECORDED from './checks.json' with { type: 'json' }

/** The recipe's number; another recipe has another. */
export const fingerprintOf = (recipe: Recipe): number => hashSeed(0, JSON.stringify(recipe))

/** One method's record in `checks.json`. */
export interface CheckRecord {
  readonly recipe: number
  readonly runs: 'pass' | 'fail'
}

const RECORDS: Readonly<Record<string, { readonly recipe: number; readonly runs: string } | undefined>> = RECORDED

/** Whether thirty live steps of this very recipe ran when they were last tried; absent where it has changed since. */
export function recordedRuns(recipe: Recipe): 'pass' | 'fail' | 'absent' {
  const record = RECORDS[recipe.id]
  if (record?.recipe !== fingerprintOf(recipe)) return 'absent'
  return record.runs === 'pass' ? 'pass' : 'fail'
}
