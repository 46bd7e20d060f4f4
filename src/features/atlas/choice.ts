/** @file What is opened or compared by an id: an entry of the atlas, or one form of a method whose formula is disputed. Pure. */
import { ATLAS, atlasEntry, statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { methodOf, type Variant, variantsOf } from '../../methods/catalogue/variants.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'

export interface Choice {
  readonly id: string
  readonly entry: AtlasEntry
  /** null: as it runs here. */
  readonly form: Variant | null
  /** Of that form; null for what is explained only. */
  readonly recipe: Recipe | null
}

const ENTRIES: ReadonlySet<string> = new Set(ATLAS.map(({ id }) => id))

export const isChoice = (id: string): boolean => ENTRIES.has(methodOf(id))

/** @throws RangeError for an unknown id */
export function choiceOf(id: string): Choice {
  const entry = atlasEntry(methodOf(id))
  return {
    id,
    entry,
    form: variantsOf(entry.id).find(({ recipe }) => recipe.id === id) ?? null,
    recipe: statusOf(entry) === 'explained' ? null : recipeById(id),
  }
}
