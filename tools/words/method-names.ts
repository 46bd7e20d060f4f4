/** @file What the rooms of methods and worlds say by their registries: translated where it is shown. */
import { ATLAS } from '../../src/methods/atlas/atlas.ts'
import { FAMILIES, RECIPES } from '../../src/methods/catalogue/registry.ts'
import { variantsOf } from '../../src/methods/catalogue/variants.ts'
import { formula } from '../../src/methods/formula.ts'
import { judge } from '../../src/methods/judge.ts'
import { PART_FAMILIES, PART_NAMES } from '../../src/methods/part-names.ts'
import { RACES } from '../../src/methods/races.ts'
import { X_AXIS_NAMES } from '../../src/settings/x-axis.ts'

/** How values that papers state are said where they are not numbers alone (`paper-values.ts`). */
const STATED = ['{n} (code)', '10 (0 to 9)']

/** Every sentence of the recipes, their forms, parts and verdicts, of the races, and the sections of the atlas. */
export function methodNames(): readonly string[] {
  const recipes = RECIPES.flatMap((recipe) => {
    const { c1, c2 } = judge(recipe)
    const phases = formula(recipe).phases.flatMap(({ name }) => name ?? [])
    const forms = variantsOf(recipe.id).map(({ says }) => says)
    return [recipe.description, ...(recipe.note ? [recipe.note] : []), ...phases, ...forms, c1.reason, c2.reason]
  })
  const races = RACES.flatMap(({ name, question, claim, measure }) => [name, question, claim.text, measure.words])
  const parts = [...Object.values(PART_NAMES), ...Object.values(PART_FAMILIES)]
  const sections = ATLAS.map(({ section }) => section)
  return [
    ...FAMILIES.map(({ name }) => name),
    ...sections,
    ...STATED,
    ...recipes,
    ...races,
    ...parts,
    ...Object.values(X_AXIS_NAMES),
  ]
}
