/** @file The button that opens the recipes as a list to look through; the select beside it stays the short way. */
import { useState } from 'react'
import { t } from '../../i18n/words.ts'
import { useActionId } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { useHidden } from '../../ui/hidden.ts'
import { lazily } from '../../ui/lazily.tsx'

const RecipeSheet = lazily<{ readonly onClose: () => void }>(
  async () => (await import('./recipe-sheet.tsx')).RecipeSheet,
)

export function RecipeBrowser() {
  const [open, setOpen] = useState(false)
  const action = useActionId('setRecipe')
  if (useHidden(action)) return null
  return (
    <>
      <Button icon="list" onPress={() => setOpen(true)}>
        {t('Browse recipes')}
      </Button>
      {open && <RecipeSheet onClose={() => setOpen(false)} />}
    </>
  )
}
