/** @file What is wrong with a recipe, in the page's language. Its places and values stay as the recipe has them. Pure. */
import { translate } from '../../i18n/words.ts'
import type { Wrong } from '../../methods/schema/recipe-error.ts'

/** One line: what is wrong, then what to do about it. */
export function errorWords({ message, remedy }: Wrong): string {
  return `${translate(message)} ${translate(remedy)}`
}
