/** @file A method's card in a frame: what the recipe is, whether it is on-policy distillation, its formula. */

import { ActionSelect } from '../../controls/fields.tsx'
import { t } from '../../i18n/words.ts'
import { FAMILIES } from '../../methods/catalogue/registry.ts'
import { useAppState } from '../../store/hooks.ts'
import { RecipeCard } from './recipe-card.tsx'

export function EmbedMethod() {
  const recipe = useAppState((state) => state.settings.recipe)
  const groups = FAMILIES.map(({ name, recipes }) => ({
    label: t(name),
    options: recipes.map((each) => ({ value: each.id, label: each.name })),
  }))
  return (
    <>
      <h2 className="heading">
        {t('Method')}: <ActionSelect name="setRecipe" value={recipe} groups={groups} />
      </h2>
      <RecipeCard />
    </>
  )
}
