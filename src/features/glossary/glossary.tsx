/** @file The glossary's place on the page: nothing until it is wanted, then a sheet that is fetched. */
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'

const GlossarySheet = lazily(async () => (await import('./sheet.tsx')).GlossarySheet)

export function Glossary() {
  const open = useAppState((state) => state.glossary !== null)
  return open && <GlossarySheet />
}
