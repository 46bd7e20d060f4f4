/** @file What is wrong with a recipe. */

/** Names the path in the recipe (`message`) and what to write there instead (`remedy`); one line each. */
export class RecipeError extends Error {
  override readonly name = 'RecipeError'
  /** One sentence. */
  readonly remedy: string

  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}

export type Path = readonly PropertyKey[]

/** phases[0].loss[1].beta; "the recipe" for the whole. */
export function pathText(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return text.replace(/^\./, '') || 'the recipe'
}
