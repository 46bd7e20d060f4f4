/** @file What happens in a step of a method, read off its recipe: who writes, who reads with what note, which tokens count, what is learnt. Pure. */
import { mark } from '../../i18n/words.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { familyOf, type PartId } from '../../methods/part-names.ts'
import { contextParts, partsOf } from '../../methods/parts.ts'
import type { Phase, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { teacherObject } from '../../methods/teachers.ts'
import type { Station } from '../../stage/stations.ts'
import { WRITER_NAMES } from '../../stage/writer-names.ts'

export interface FlowStep {
  readonly station: Station
  /** Who or what it is about; translated where it is shown. */
  readonly who: readonly string[]
  /** Parts of the literature that play here. */
  readonly parts: readonly PartId[]
  /** The condition that fails at this station, for works beside the field. */
  readonly fails?: 'c1' | 'c2'
}

/** The four stations of one phase, in the order of a step. */
export function flowOf(recipe: Recipe, phase: Phase<Term>): readonly FlowStep[] {
  const alone = { ...recipe, phases: [{ ...phase, until: 1 }] } as Recipe
  const parts = partsOf(alone)
  const teacher = recipe.teacher ? teacherObject(recipe.teacher).parts : []
  const context = recipe.context ? contextParts(recipe.context) : []
  const family = (...letters: readonly string[]) =>
    parts.filter((part) => letters.includes(familyOf(part)) && !teacher.includes(part) && !context.includes(part))
  const writers = [...new Set(phase.rollouts.draws.map(({ writer }) => writer))]
  return [
    { station: 'write', who: writers.map((writer) => WRITER_NAMES[writer]), parts: family('R') },
    {
      station: 'read',
      who: recipe.teacher ? [] : [mark('nobody: rewards and data alone')],
      parts: [...teacher, ...context],
    },
    { station: 'count', who: family('W').length > 0 ? [] : [mark('every token, alike')], parts: family('W') },
    { station: 'learn', who: [], parts: family('D', 'X', 'S') },
  ]
}

/** The same of an entry without a recipe: its parts at their stations, and where it leaves the field. */
export function partsFlow({ parts, outside }: AtlasEntry): readonly FlowStep[] {
  const family = (...letters: readonly string[]) => parts.filter((part) => letters.includes(familyOf(part)))
  const fails = (condition: 'c1' | 'c2') =>
    outside && [condition, 'both'].includes(outside.fails) ? condition : undefined
  const [c1, c2] = [fails('c1'), fails('c2')]
  return [
    {
      station: 'write',
      who: c1 ? [mark('not the student while it learns')] : [],
      parts: family('R'),
      ...(c1 && { fails: c1 }),
    },
    {
      station: 'read',
      who: c2 ? [mark('nobody, token by token')] : [],
      parts: family('T', 'C'),
      ...(c2 && { fails: c2 }),
    },
    { station: 'count', who: [], parts: family('W') },
    { station: 'learn', who: [], parts: family('D', 'X', 'S', 'A') },
  ]
}
