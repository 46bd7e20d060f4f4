/** @file All examples of the gallery, in the order of its page. A new chart is shown by an example in one of these lists. */
import { curveExamples } from './curves.tsx'
import type { Example } from './example.ts'
import { figureExamples } from './figures.ts'
import { tableExamples } from './tables.tsx'
import { textExamples } from './text.tsx'
import { tokenAxisExamples } from './token-axis.tsx'

export const EXAMPLES: readonly Example[] = [
  ...textExamples,
  ...tokenAxisExamples,
  ...curveExamples,
  ...tableExamples,
  ...figureExamples,
]
