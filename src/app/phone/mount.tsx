/** @file The phone's page: a bet from the address, and the code of an answer. Neither models nor the page's state are fetched. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { VOTERS } from '../../formats/bet-code.ts'
import { readBet } from '../../formats/phone-bet.ts'
import { loadCatalogue, speak } from '../../i18n/catalogues.ts'
import { preferredLanguage } from '../../i18n/languages.ts'
import { keepText, localTexts, readText } from '../../store/kept/texts.ts'
import { PhonePage } from './phone-page.tsx'

/** Under which the browser keeps the phone's number, so that a phone that comes back moves its bet. */
const KEY = 'opd-voter'

/** Shows the bet of the address, in the phone's language, and follows the address. */
export async function mount(document: Document): Promise<void> {
  const view = document.defaultView
  const root = document.getElementById('root')
  if (!view || !root) throw new Error('The page has no #root to stand in.')
  // The page's head has asked for it before anybody knew that this is a phone; browsers complain of what nobody takes.
  void view.fetch('./recorded/first.json').catch(() => {})
  const language = preferredLanguage(view.navigator.languages)
  const catalogue = await loadCatalogue(language).catch(() => null)
  if (catalogue) speak(document.documentElement, language, catalogue)
  const voter = voterOf(view)
  const page = createRoot(root)
  const draw = async (): Promise<void> => {
    const bet = await readBet(view.location.hash)
    page.render(
      <StrictMode>
        <PhonePage key={view.location.hash} bet={bet} voter={voter} />
      </StrictMode>,
    )
  }
  view.addEventListener('hashchange', () => void draw())
  await draw()
}

/** A number by chance, the same for as long as the browser keeps it; it says nothing of whose phone it is. */
function voterOf(view: Window): number {
  const fresh = (view.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % VOTERS
  const storage = localTexts(view)
  const kept = Number(readText(storage, KEY) ?? Number.NaN)
  if (Number.isInteger(kept) && kept >= 0 && kept < VOTERS) return kept
  // A browser that keeps nothing has another number next time.
  keepText(storage, KEY, String(fresh))
  return fresh
}
