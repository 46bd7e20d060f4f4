/** @file The entry of the one page: unpacks the recorded trace that stands in it and shows it. No engine, no network, no store. */
import { createRoot } from 'react-dom/client'
import { languageTag, markLanguage } from '../../../i18n/languages.ts'
import { setCatalogue } from '../../../i18n/words.ts'
import { unpack } from '../packed-page.ts'
import '../../../ui/theme.css'
import '../../../ui/base.css'
import { Replay } from './replay.tsx'

async function show(): Promise<void> {
  const root = document.getElementById('root')
  const packed = document.getElementById('recorded')?.textContent
  if (!root || !packed) return
  const { view, trace } = await unpack(packed)
  const { theme, language } = view
  if (theme !== 'auto') document.documentElement.dataset.theme = theme
  markLanguage(document.documentElement, language)
  setCatalogue(languageTag(language), view.words)
  createRoot(root).render(<Replay view={view} rollout={trace.rollout} readings={trace.scores} />)
}

void show()
