/** @file A method's card in a frame: what the recipe is, whether it is on-policy distillation, its formula. */

import { t } from '../../i18n/words.ts'
import { FAMILIES } from '../../methods/catalogue/registry.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { RecipeCard } from './recipe-card.tsx'

export function EmbedMethod() {
  const act = useAct()
  const recipe = useAppState((state) => state.settings.recipe)
  const groups = FAMILIES.map(({ name, recipes }) => ({
    label: t(name),
    options: recipes.map((each) => ({ value: each.id, label: each.name })),
  }))
  return (
    <>
      <h2 className="heading">
        {t('Method')}:{' '}
        <InlineSelect label={t('Recipe')} value={recipe} groups={groups} onChange={(id) => act('setRecipe', id)} />
      </h2>
      <RecipeCard />
    </>
  )
}
