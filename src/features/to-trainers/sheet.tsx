/** @file The dialog over the page, fetched when it is first opened. */
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import type { ExportDialogProps } from './dialog.tsx'

const ExportDialog = lazily<ExportDialogProps>(async () => (await import('./dialog.tsx')).ExportDialog)

export function ExportSheet() {
  const recipe = useAppState(({ toTrainer }) => toTrainer)
  const { files } = useApp()
  const closing = useActionId('closeExport')
  const act = useAct()
  if (!recipe) return null
  return (
    <ExportDialog
      key={recipe.id}
      recipe={recipe}
      action={closing}
      save={(name, bytes) => files.save(name, bytes, 'application/zip')}
      onClose={() => act('closeExport')}
    />
  )
}
