/** @file What the writers of a recipe's texts are called. */
import { mark } from '../i18n/words.ts'
import type { DrawWriter } from '../methods/recipe/rollouts.ts'

export const WRITER_NAMES: Readonly<Record<DrawWriter, string>> = {
  student: mark('the student, live'),
  teacher: mark('the teacher'),
  start: mark('the student as it began'),
  snapshot: mark('a snapshot of the student'),
  ema: mark('a slow average of the student'),
  future: mark('the student a little later'),
  data: mark('the data set'),
}
