/** @file The lower deck: instruments as tabs, always within reach at the screen's edge; each opens as a place of its own. */
import {
  Activity,
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  startTransition,
  useRef,
  useState,
} from 'react'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import './deck.css'

/**
 * Arrow keys walk and open, Home and End jump. A panel that was open once stays as it was left, asleep: it follows nothing until
 * it is seen again, and going back to it draws nothing anew. The pointer over a tab has its panel drawn before the click.
 */
export function Deck({ children }: { readonly children?: ReactNode }) {
  const openTab = useActionId('openTab')
  const act = useAct()
  const { tabs, panels } = useApp().registry
  const open = useAppState((state) => state.settings.tab)
  const list = useRef<HTMLDivElement>(null)
  const [kept, setKept] = useState<ReadonlySet<string>>(() => new Set([open]))
  if (!kept.has(open)) setKept(new Set([...kept, open]))

  const foresee = (id: string): void => {
    if (!kept.has(id)) startTransition(() => setKept((all) => new Set([...all, id])))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === open)
    const next = neighbour(event.key, at, tabs.length)
    const tab = next === null ? undefined : tabs[next]
    if (!tab) return
    event.preventDefault()
    act('openTab', tab.id)
    list.current?.querySelector<HTMLElement>(`#${tabId(tab.id)}`)?.focus()
  }

  return (
    <div className="deck">
      {children}
      <div className="deck-start" id={DECK_START} />
      <div
        className="deck-tabs"
        data-part="tabs"
        role="tablist"
        aria-label={t('Instruments')}
        ref={list}
        onKeyDown={onKeyDown}
      >
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            id={tabId(id)}
            type="button"
            role="tab"
            data-action={openTab}
            aria-selected={id === open}
            aria-controls={panelId(id)}
            tabIndex={id === open ? 0 : -1}
            onPointerEnter={() => foresee(id)}
            onClick={() => {
              act('openTab', id)
              goToDeck(document)
            }}
          >
            {t(label)}
          </button>
        ))}
      </div>
      {tabs.map(({ id }) => (
        <div
          key={id}
          id={panelId(id)}
          className="deck-panel"
          data-part={`${id}-panel`}
          role="tabpanel"
          aria-labelledby={tabId(id)}
          hidden={id !== open}
        >
          {kept.has(id) && (
            <Activity mode={id === open ? 'visible' : 'hidden'}>
              <Panels of={panels.get(id) ?? []} />
            </Activity>
          )}
        </div>
      ))}
    </div>
  )
}

const DECK_START = 'instruments'

/** Brings the open instrument on the screen, its tabs on top. */
export function goToDeck(document: Document): void {
  document.getElementById(DECK_START)?.scrollIntoView()
}

/** What features draw in one tab, one below the other. They never change, so their place names them. */
export function Panels({ of }: { readonly of: readonly ComponentType[] }) {
  return of.map((Panel, i) => <Panel key={String(i)} />)
}

const tabId = (id: string): string => `deck-tab-${id}`
const panelId = (id: string): string => `deck-panel-${id}`

/** Where a key leads from a tab, round the ends; null for keys that lead nowhere. */
function neighbour(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight') return (at + 1) % count
  if (key === 'ArrowLeft') return (at + count - 1) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
