/** @file The lessons, in the order in which they build on each other. */

import type { Lesson } from '../types.ts'
import { DIRECTIONS } from './directions.ts'
import { ESTIMATORS } from './estimators.ts'
import { PRIVILEGED } from './privileged.ts'
import { TRAIN_IT } from './train-it.ts'
import { WHAT_OPD_IS } from './what-opd-is.ts'
import { WHEN_IT_FAILS } from './when-it-fails.ts'
import { WHICH_TOKENS } from './which-tokens.ts'

export const LESSONS: readonly Lesson[] = [
  WHAT_OPD_IS,
  DIRECTIONS,
  PRIVILEGED,
  ESTIMATORS,
  WHICH_TOKENS,
  TRAIN_IT,
  WHEN_IT_FAILS,
]

/** @throws RangeError for a number that no lesson has */
export function lessonOf(number: number): Lesson {
  const lesson = LESSONS[number - 1]
  if (!lesson) throw new RangeError(`no lesson ${number}`)
  return lesson
}
