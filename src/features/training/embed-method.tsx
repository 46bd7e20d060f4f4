/** @file A method's card in a frame: what the recipe is, whether it is on-policy distillation, its formula. */

import { ActionSelect } from '../../controls/fields.tsx'
import { t } from '../../i18n/words.ts'
import { RecipeCard } from '../../stage/recipe-card/recipe-card.tsx'
import { recipeGroups } from '../../stage/recipe-groups.ts'
import { useAppState } from '../../store/hooks.ts'

export function EmbedMethod() {
  const recipe = useAppState((state) => state.settings.recipe)
  const own = useAppState((state) => state.settings.ownRecipe)
  return (
    <>
      <h2 className="heading">
        {t('Method')}: <ActionSelect name="setRecipe" value={recipe} groups={recipeGroups(own)} />
      </h2>
      <RecipeCard />
    </>
  )
}
