/** @file What the rooms of methods and worlds say by their registries: translated where it is shown. */
import { ATLAS } from '../../src/methods/atlas/atlas.ts'
import { FAMILIES, RECIPES } from '../../src/methods/catalogue/registry.ts'
import { formula } from '../../src/methods/formula.ts'
import { judge } from '../../src/methods/judge.ts'
import { PART_FAMILIES, PART_NAMES } from '../../src/methods/part-names.ts'
import { RACES } from '../../src/methods/races.ts'
import { X_AXIS_NAMES } from '../../src/settings/x-axis.ts'

/** Every sentence of the recipes, their parts and verdicts, of the races, and the sections of the atlas. */
export function methodNames(): readonly string[] {
  const recipes = RECIPES.flatMap((recipe) => {
    const { c1, c2 } = judge(recipe)
    const phases = formula(recipe).phases.flatMap(({ name }) => name ?? [])
    return [recipe.description, ...(recipe.note ? [recipe.note] : []), ...phases, c1.reason, c2.reason]
  })
  const races = RACES.flatMap(({ name, question, claim, measure }) => [name, question, claim.text, measure.words])
  const parts = [...Object.values(PART_NAMES), ...Object.values(PART_FAMILIES)]
  const sections = ATLAS.map(({ section }) => section)
  return [
    ...FAMILIES.map(({ name }) => name),
    ...sections,
    ...recipes,
    ...races,
    ...parts,
    ...Object.values(X_AXIS_NAMES),
  ]
}
