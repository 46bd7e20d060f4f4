/** @file Changes of a recipe at a place, and whether what comes out is a recipe. Pure. */
import { message } from '../../message/message.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { RecipeError, validateRecipe } from '../../methods/schema/validate.ts'
import { RECIPE_CODEC } from '../../settings/recipe-codec.ts'
import { LONGEST_OWN_RECIPE } from '../../settings/recipe-text.ts'
import type { Json, JsonObject } from './shapes.ts'

/** Keys and indices from the recipe inwards. */
export type Path = readonly (string | number)[]

/** What was tried: a recipe, or why it is none. */
export type Attempt =
  | { readonly recipe: Recipe; readonly error?: undefined }
  | { readonly recipe?: undefined; readonly error: RecipeError }

/** A character takes three bytes at most, and three bytes take four characters of base64. */
const MOST_PER_CHARACTER = 4

/** What a link cannot carry is no recipe of the workbench. */
export function attempt(json: Json): Attempt {
  try {
    const recipe = validateRecipe(json)
    // What is short enough as it stands is not packed to see that it is.
    const long = JSON.stringify(recipe).length * MOST_PER_CHARACTER > LONGEST_OWN_RECIPE
    if (long && RECIPE_CODEC.write(recipe).length > LONGEST_OWN_RECIPE)
      throw new RecipeError(
        message('The recipe is longer than a link can carry.'),
        message('Shorten its texts, or take out phases.'),
      )
    return { recipe }
  } catch (error) {
    if (error instanceof RecipeError) return { error }
    throw error
  }
}

export function valueAt(json: Json, path: Path): Json {
  return path.reduce<Json>((at, key) => (Object(at) as Readonly<Record<string | number, Json>>)[key], json)
}

/** The same with another value at a place; undefined takes it out. */
export function withValue(json: Json, path: Path, value: Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(json)) {
    const list: readonly Json[] = json
    const at = Number(key)
    if (rest.length === 0 && value === undefined) return list.filter((_, i) => i !== at)
    return at >= list.length
      ? [...list, withValue(undefined, rest, value)]
      : list.map((item, i) => (i === at ? withValue(item, rest, value) : item))
  }
  const tree = Object(json ?? {}) as JsonObject
  const next = rest.length === 0 ? value : withValue(tree[key], rest, value)
  const { [key]: _, ...others } = tree
  if (next === undefined) return others
  // A key that was there keeps its place.
  return key in tree
    ? Object.fromEntries(Object.entries(tree).map(([k, v]) => [k, k === key ? next : v]))
    : { ...tree, [key]: next }
}

/** Longer names are cut: they stand in selects and in file names. */
const LONGEST_NAME = 60

/** A name as an id and in a file's name. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return plain.slice(0, 40) || 'own'
}

/** A recipe of the catalogue as somebody's own: what its paper says of it is no longer so. */
export function adopted(recipe: Recipe): Recipe {
  const { note: _, ...rest } = recipe
  const name = `${recipe.name}, changed`
  return {
    ...rest,
    id: slug(name),
    name,
    description: `A recipe of one's own that began as ${recipe.name}.`,
    source: 'Recipe workbench',
  } as Recipe
}

/** The same under another name; as it was where none is left of it. */
export function renamed(recipe: Recipe, name: string): Recipe {
  const line = name.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_NAME)
  return line === '' ? recipe : { ...recipe, id: slug(line), name: line }
}

/** Keys whose text names a draw. */
const DRAW_KEYS: ReadonlySet<string> = new Set(['chosen', 'rejected', 'draw', 'replaces'])

/** A draw of a phase under another name, wherever the phase names it. */
export function withDrawCalled(recipe: Recipe, path: Path, name: Json): Json {
  const [, phase = 0, , , draw = 0] = path
  const here = recipe.phases[Number(phase)]
  const before = here?.rollouts.draws[Number(draw)]?.id
  const follow = (key: string, value: Json): Json => {
    if (DRAW_KEYS.has(key) && value === before) return name
    if (key === 'on' && Array.isArray(value)) return value.map((id: Json) => (id === before ? name : id))
    return value
  }
  const followed: Json = JSON.parse(JSON.stringify(here, follow))
  return withValue(withValue(recipe, ['phases', phase], followed), path, name)
}
