/** @file The recipes as a select lists them: by family, each before its other forms, and the visitor's own in front. */
import { t } from '../i18n/words.ts'
import { FAMILIES } from '../methods/catalogue/registry.ts'
import { variantsOf } from '../methods/catalogue/variants.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { OWN_RECIPE } from '../settings/own-recipe.ts'
import type { OptionGroup } from '../ui/inline-select.tsx'

/** @param own the visitor's, or null where there is none */
export function recipeGroups(own: Recipe | null): readonly OptionGroup<string>[] {
  const families = FAMILIES.map(({ name, recipes }) => ({
    label: t(name),
    options: recipes
      .flatMap((recipe) => [recipe, ...variantsOf(recipe.id).map((form) => form.recipe)])
      .map((recipe) => ({ value: recipe.id, label: recipe.name })),
  }))
  if (!own) return families
  return [{ label: t('Your own'), options: [{ value: OWN_RECIPE, label: own.name }] }, ...families]
}
