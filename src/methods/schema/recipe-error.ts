/** @file What is wrong with a recipe. */
import { english, message, nested, type Sentence } from '../../message/message.ts'

/** What is wrong and what to write instead: a sentence each, for a page that speaks other languages. */
export interface Wrong {
  readonly message: Sentence
  readonly remedy: Sentence
}

/** Names the path in the recipe (`message`) and what to write there instead (`remedy`); one line each, in English. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError'
  /** One sentence. */
  readonly remedy: string
  readonly sentences: Wrong

  constructor(message: Sentence, remedy: Sentence) {
    super(english(message))
    this.remedy = english(remedy)
    this.sentences = { message, remedy }
  }
}

/** "phases[0].until is missing." @param what without its subject and full stop */
export function wrongAt(path: Path, what: Sentence): Sentence {
  return message('{place} {what}.', { place: pathText(path), what: nested(what) })
}

export type Path = readonly PropertyKey[]

/** phases[0].loss[1].beta; "the recipe" for the whole. */
export function pathText(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text.replace(/^\./, '') || 'the recipe'
}
