/** @file The atlas' own page: its state is the address, and a method is run on the page beside it. */
import { useEffect, useMemo, useState } from 'react'
import { atlasQuery, readAtlas } from '../../features/atlas/address.ts'
import { Atlas } from '../../features/atlas/atlas.tsx'
import type { Going } from '../../features/atlas/going.tsx'
import type { AtlasState } from '../../features/atlas/state.ts'
import type { ExportDialogProps } from '../../features/to-trainers/dialog.tsx'
import type { AtlasTexts } from '../../i18n/atlas/types.ts'
import { chapterAddress } from '../../i18n/chapter.ts'
import type { Language } from '../../i18n/languages.ts'
import { t } from '../../i18n/words.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { OWN_RACE } from '../../methods/race.ts'
import { lazily } from '../../ui/lazily.tsx'
import { saveFile } from '../save-file.ts'
import './page.css'

const ExportDialog = lazily<ExportDialogProps>(
  async () => (await import('../../features/to-trainers/dialog.tsx')).ExportDialog,
)

export interface AtlasPageProps {
  /** As the address asks for it; it stays in all addresses. null: the browser's own. */
  readonly language: Language | null
  readonly texts: AtlasTexts
}

export function AtlasPage({ language, texts }: AtlasPageProps) {
  const [state, setState] = useState(() => readAtlas(location.search))
  const [exported, setExported] = useState<string | null>(null)
  useEffect(() => {
    const back = (): void => setState(readAtlas(location.search))
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  const going = useMemo((): Going => {
    const lang = language === null ? '' : `lang=${language}`
    const address = (next: AtlasState): string =>
      [location.pathname, [atlasQuery(next), lang].filter(Boolean).join('&')].filter(Boolean).join('?')
    const open = (query: string): void => location.assign(`./?${[query, lang].filter(Boolean).join('&')}`)
    return {
      texts,
      address,
      change(update): void {
        const now = readAtlas(location.search)
        const next = update(now)
        // Letter by letter would fill the way back; a card, a view or a facet is a place that one comes back to.
        if (next.text === now.text) history.pushState(null, '', address(next))
        else history.replaceState(null, '', address(next))
        setState(next)
      },
      deeds: {
        run: (id) => open(`v=1&tab=training&recipe=${id}`),
        save: (name, html) => saveFile(window, name, html, 'text/html'),
        start: (id) => open(`v=1&tab=workbench&recipe=${id}`),
        race: (ids) => open(`v=1&tab=training&race=${OWN_RACE}&lanes=${ids.join(',')}`),
        toTrainer: setExported,
      },
    }
  }, [language, texts])
  return (
    <main className="atlas-page">
      <nav aria-label={t('Playground')}>
        <a href={language === null ? './' : `./?lang=${language}`}>{t('To the playground')}</a>
        <a href={`./${chapterAddress(language ?? 'en')}`}>{t('Read the chapter')}</a>
      </nav>
      <Atlas state={state} going={going} level={1} />
      {exported !== null && (
        <ExportDialog
          recipe={recipeById(exported)}
          save={(name, zip) => saveFile(window, name, zip, 'application/zip')}
          onClose={() => setExported(null)}
        />
      )}
    </main>
  )
}
