/** @file The lower deck: instruments as tabs under the stage, so that the text above never leaves the page. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import './deck.css'

export interface DeckTab {
  readonly id: string
  readonly label: string
  readonly panel: ReactNode
}

export interface DeckProps {
  /** The first is open at the start. */
  readonly tabs: readonly [DeckTab, ...DeckTab[]]
}

/** Arrow keys walk and open, Home and End jump: the panels are there already, so opening costs nothing. */
export function Deck({ tabs }: DeckProps) {
  const [chosen, setChosen] = useState(tabs[0].id)
  const list = useRef<HTMLDivElement>(null)
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0]

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = neighbour(event.key, tabs.indexOf(open), tabs.length)
    const tab = next === null ? undefined : tabs[next]
    if (!tab) return
    event.preventDefault()
    setChosen(tab.id)
    list.current?.querySelector<HTMLElement>(`#${tabId(tab.id)}`)?.focus()
  }

  return (
    <div className="deck">
      <div className="deck-tabs" role="tablist" aria-label="Instruments" ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            id={tabId(id)}
            type="button"
            role="tab"
            aria-selected={id === open.id}
            aria-controls={panelId(id)}
            tabIndex={id === open.id ? 0 : -1}
            onClick={() => setChosen(id)}
          >
            {label}
          </button>
        ))}
      </div>
      {tabs.map(({ id, panel }) => (
        <div
          key={id}
          id={panelId(id)}
          className="deck-panel"
          role="tabpanel"
          aria-labelledby={tabId(id)}
          hidden={id !== open.id}
        >
          {id === open.id && panel}
        </div>
      ))}
    </div>
  )
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
