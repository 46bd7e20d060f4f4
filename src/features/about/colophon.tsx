/** @file Links that belong to the whole page: the licence, the formats of its files, how to cite it. Nothing is fetched before one is followed. */
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import './about.css'

const LicenceSheet = lazily(async () => (await import('./licence-sheet.tsx')).LicenceSheet)
const CitationSheet = lazily(async () => (await import('./citation-sheet.tsx')).CitationSheet)

export function Colophon() {
  const citing = useAppState((state) => state.citing)
  const readingLicences = useAppState((state) => state.readingLicences)
  return (
    <footer className="colophon">
      <ul>
        <li>
          <a href="./LICENSE.txt">{t('MIT licence')}</a>
        </li>
        <li>
          <a href="./trace.md">{t('Trace format')}</a>
        </li>
        <li>
          <a href="./embed/README.md">{t('Embedding')}</a>
        </li>
        <li>
          <ActionButton name="toggleLicences" tone="quiet" />
        </li>
        <li>
          <ActionButton name="toggleCitation" tone="quiet" />
        </li>
      </ul>
      {readingLicences && <LicenceSheet />}
      {citing && <CitationSheet />}
    </footer>
  )
}
