/** @file The atlas on a page of its own: no models, no state of the playground; its state is its address. */
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/opsz-italic.css'
import '../../ui/theme.css'
import '../../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { atlasTexts } from '../../i18n/atlas/texts.ts'
import { loadCatalogue, speak } from '../../i18n/catalogues.ts'
import { isLanguage, preferredLanguage } from '../../i18n/languages.ts'
import { bearTranslators } from '../translated-text.ts'
import { AtlasPage } from './page.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root to stand in.')
bearTranslators(window)
const asked = new URLSearchParams(location.search).get('lang') ?? ''
const language = isLanguage(asked) ? asked : preferredLanguage(navigator.languages)
const [catalogue, texts] = await Promise.all([loadCatalogue(language).catch(() => null), atlasTexts(language)])
if (catalogue) speak(document.documentElement, language, catalogue)
createRoot(root).render(
  <StrictMode>
    <AtlasPage language={isLanguage(asked) ? asked : null} texts={texts} />
  </StrictMode>,
)
