/** @file What a recipe rules out as it stands: the choices that would make no recipe of it, each with the reason. Pure. */
import type { PrivilegedContext, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { pathText, RecipeError, type Wrong } from '../../methods/schema/recipe-error.ts'
import { validateRecipe } from '../../methods/schema/validate.ts'
import { type Path, withValue } from './edits.ts'
import { type Json, ofKind, SHAPES } from './shapes.ts'

export interface Blocked {
  readonly path: Path
  /** The place's key, and the value that cannot stand there. */
  readonly key: string
  readonly value: string | null
  /** What would be wrong, and what to do about it. */
  readonly wrong: Wrong
}

/** What a teacher without weights of its own to differ by has to be told. */
const FIRST_CONTEXT: PrivilegedContext = { kinds: ['trace'] }

/** Who teaches decides whether there must be a note, or can be none. */
export function withTeacher(recipe: Recipe, teacher: Json): Json {
  const { kind } = Object(teacher) as { readonly kind?: string }
  const context = teacher === null ? null : kind === 'self' ? (recipe.context ?? FIRST_CONTEXT) : recipe.context
  return { ...recipe, teacher, context }
}

/**
 * One choice after the other: what it finds, or null for one that is possible.
 * @param phase the one on the bench
 */
export function* blockedIn(recipe: Recipe, phase: number): Generator<Blocked | null, void> {
  const here = recipe.phases[phase] ?? recipe.phases[0]
  const at: Path = ['phases', recipe.phases.indexOf(here as never)]
  const draws = here.rollouts.draws.map(({ id }) => id)
  for (const kind of SHAPES.teacher.kinds) {
    if (kind.value === (recipe.teacher?.kind ?? null)) continue
    yield tried(['teacher'], 'teacher', kind.value, withTeacher(recipe, ofKind(SHAPES.teacher, kind, { draws })))
  }
  if (recipe.context) yield tried(['context'], 'context', null, withValue(recipe, ['context'], null))
  for (const [i, draw] of here.rollouts.draws.entries()) {
    const path = [...at, 'rollouts', 'draws', i, 'writer']
    for (const writer of WRITERS) {
      if (writer !== draw.writer) yield tried(path, 'writer', writer, withValue(recipe, path, writer))
    }
  }
  for (const [i, term] of (here.loss as readonly Term[]).entries()) {
    const path = [...at, 'loss', i]
    for (const kind of TERM_KINDS) {
      if (kind.value === term.kind) continue
      yield tried(path, 'term', kind.value, withValue(recipe, path, ofKind(SHAPES.term as never, kind, { draws })))
    }
    if (term.kind === 'preference') continue
    const weights = term.weights ?? []
    for (const kind of WEIGHT_KINDS) {
      const added = withValue(recipe, [...path, 'weights'], [...weights, ofKind(WEIGHT as never, kind, { draws })])
      yield tried([...path, 'weights'], 'weights', kind.value, added)
    }
  }
}

function tried(path: Path, key: string, value: string | null, json: Json): Blocked | null {
  try {
    validateRecipe(json)
    return null
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error
    return { path, key, value, wrong: error.sentences }
  }
}

/** A choice as one word, to find it among those that are ruled out. */
export const blockedKey = (path: Path, value: string | null): string => `${pathText(path)} ${value}`

const writer = SHAPES.draw.is === 'object' ? SHAPES.draw.fields.find(({ key }) => key === 'writer')?.shape : undefined
const WRITERS: readonly string[] = writer?.is === 'choice' ? writer.values.map(String) : []

const TERM_KINDS = SHAPES.term.is === 'kinds' ? SHAPES.term.kinds : []
const weights = TERM_KINDS.flatMap(({ fields }) => fields).find(({ key }) => key === 'weights')?.shape
const WEIGHT = weights?.is === 'list' ? weights.item : undefined
const WEIGHT_KINDS = WEIGHT?.is === 'kinds' ? WEIGHT.kinds : []
