/** @file The way from the training room's recipe to the workbench. */
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'

export function ChangeRecipe() {
  const recipe = useAppState(({ settings }) => settings.recipe)
  return (
    <ActionButton name="startFromRecipe" argument={recipe} tone="quiet">
      {t('Change it on the workbench')}
    </ActionButton>
  )
}
