/** @file The lower deck: instruments as tabs, always within reach at the screen's edge; each opens as a place of its own. */
import {
  Activity,
  type ComponentType,
  type KeyboardEvent,
  memo,
  type ReactNode,
  startTransition,
  useEffect,
  useRef,
  useState,
} from 'react'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useApp, useAppState, WhileOpen } from '../../store/hooks.ts'
import './deck.css'

/**
 * Arrow keys walk and open, Home and End jump. A panel that was open once stays as it was left, asleep: it follows nothing until
 * it is seen again, and going back to it draws nothing anew. The pointer over a tab has its panel drawn before the click.
 */
export function Deck({ children }: { readonly children?: ReactNode }) {
  const openTab = useActionId('openTab')
  const act = useAct()
  const { tabs } = useApp().registry
  const open = useAppState((state) => state.settings.tab)
  const list = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set([open]))
  const [foreseen, setForeseen] = useState<ReadonlySet<string>>(() => new Set())
  if (!opened.has(open)) setOpened(new Set([...opened, open]))

  const foresee = (id: string): void => {
    if (!opened.has(id)) startTransition(() => setForeseen((all) => new Set([...all, id])))
  }

  // An address may open a tab that lies beyond the edge of a narrow screen. The page itself stays where it is.
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`#${tabId(open)}`)
    if (list.current && tab) bringInSight(list.current, tab)
  }, [open])

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
          aria-hidden={id !== open}
        >
          {(opened.has(id) || foreseen.has(id)) && (
            <Activity mode={opened.has(id) ? 'visible' : 'hidden'}>
              <Instrument id={id} />
            </Activity>
          )}
        </div>
      ))}
    </div>
  )
}

/** Drawn anew by what it follows itself, never by the opening of another. */
const Instrument = memo(function Instrument({ id }: { readonly id: string }) {
  const { panels } = useApp().registry
  return (
    <WhileOpen tab={id}>
      <Panels of={panels.get(id) ?? []} />
    </WhileOpen>
  )
})

/** Scrolls a row sideways until one of its members lies in the middle, if it was not whole in sight. */
function bringInSight(row: HTMLElement, member: HTMLElement): void {
  const [frame, box] = [row.getBoundingClientRect(), member.getBoundingClientRect()]
  if (box.left >= frame.left && box.right <= frame.right) return
  row.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2
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
