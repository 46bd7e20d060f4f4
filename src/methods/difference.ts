/** @file What two recipes differ in, place by place and part by part, and which published method a recipe is nearest to. Pure. */
import { RECIPES } from './catalogue/registry.ts'
import { methodOf, VARIANTS } from './catalogue/variants.ts'
import type { PartId } from './part-names.ts'
import { partsOf } from './parts.ts'
import type { Recipe } from './recipe/recipe.ts'

/** A place where two recipes differ. */
export interface Difference {
  /** As an error names it: phases[0].loss[0].divergence.id. */
  readonly path: string
  /** The values there as JSON; undefined where one has nothing. */
  readonly before: unknown
  readonly after: unknown
}

/** What a recipe is called and where it comes from says nothing of what it does. */
const LABELS: ReadonlySet<string> = new Set(['id', 'name', 'description', 'source', 'note', 'world', 'learningRate'])

/** Every place where the second recipe has another value than the first, in the order of the first; what they are called apart. */
export function differences(before: Recipe, after: Recipe): readonly Difference[] {
  const [a, b] = [before, after].map(
    (recipe) => Object.fromEntries(Object.entries(recipe).filter(([key]) => !LABELS.has(key))) as unknown,
  )
  return [...walk(a, b, '')]
}

function* walk(a: unknown, b: unknown, path: string): Generator<Difference> {
  if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) {
    if (JSON.stringify(a) !== JSON.stringify(b)) yield { path, before: a, after: b }
    return
  }
  // What is of another kind has other numbers: it is one difference.
  const renamed = ['kind', 'id'].some((key) => a[key] !== b[key] && path !== '' && key in a)
  if (renamed && !('writer' in a)) {
    yield { path, before: a, after: b }
    return
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const place = Array.isArray(a) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    yield* walk(a[key], b[key], place)
  }
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A place where not all of some recipes have the same value. */
export interface PlaceApart {
  readonly path: string
  /** One a recipe, in their order; undefined where one has nothing. */
  readonly values: readonly unknown[]
}

/** Where several recipes differ, in the order of the first. */
export function placesApart(recipes: readonly Recipe[]): readonly PlaceApart[] {
  const [first, ...others] = recipes
  if (!first) return []
  const paths = [...new Set(others.flatMap((other) => differences(first, other).map(({ path }) => path)))]
  // Where one differs as a whole, what differs within it in another is part of that.
  const outermost = paths.filter(
    (path) => !paths.some((outer) => path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)),
  )
  return outermost.map((path) => ({ path, values: recipes.map((recipe) => valueAt(recipe, path)) }))
}

const valueAt = (recipe: Recipe, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), recipe)

export interface NearRecipe {
  readonly recipe: Recipe
  /** Parts that both have over parts that either has, 0 to 1, as on the atlas' map. */
  readonly nearness: number
  /** Parts that only the one asked about has, and that only this one has. */
  readonly more: readonly PartId[]
  readonly less: readonly PartId[]
  /** From this one to the one asked about. */
  readonly differences: readonly Difference[]
}

/**
 * The methods of the catalogue, and their other forms, that a recipe has most parts in common with; of equals those that
 * differ in fewer places first. A method stands there once, as the form that is nearest.
 */
export function nearestRecipes(own: Recipe, most = 3): readonly NearRecipe[] {
  const parts = partsOf(own)
  const compared = PUBLISHED.map((recipe) => {
    const theirs = catalogueParts(recipe)
    const more = parts.filter((part) => !theirs.includes(part))
    const less = theirs.filter((part) => !parts.includes(part))
    const either = theirs.length + more.length
    const nearness = either > 0 ? (theirs.length - less.length) / either : 0
    return { recipe, nearness, more, less }
  })
  const best = new Map<string, number>()
  for (const { recipe, nearness } of compared) {
    const method = methodOf(recipe.id)
    best.set(method, Math.max(best.get(method) ?? 0, nearness))
  }
  const least = [...best.values()].toSorted((a, b) => b - a)[most - 1] ?? 0
  // Place by place is what takes time, and only what can be among the first is worth it.
  const near = compared
    .filter(({ nearness }) => nearness >= least)
    .map((each): NearRecipe => ({ ...each, differences: differences(each.recipe, own) }))
    .toSorted((a, b) => b.nearness - a.nearness || a.differences.length - b.differences.length)
  const methods = near.map(({ recipe }) => methodOf(recipe.id))
  return near.filter((_, i) => methods.indexOf(methods[i] ?? '') === i).slice(0, most)
}

const PUBLISHED: readonly Recipe[] = [...RECIPES, ...VARIANTS.map(({ recipe }) => recipe)]

const known = new WeakMap<Recipe, readonly PartId[]>()

/** The catalogue's recipes stay as they are: their parts are read off them once. */
function catalogueParts(recipe: Recipe): readonly PartId[] {
  const parts = known.get(recipe) ?? partsOf(recipe)
  known.set(recipe, parts)
  return parts
}
