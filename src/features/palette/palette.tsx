/** @file The command palette: every action by name, from the keyboard, read from the action registry. */
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '../../i18n/words.ts'
import { useAct, useApp, useAppState } from '../../store/hooks.ts'
import { keyName } from '../../store/keyboard.ts'
import { useModal } from '../../ui/sheet.tsx'
import { commands, matching } from './commands.ts'
import './palette.css'

export function CommandPalette() {
  const act = useAct()
  const open = useAppState((state) => state.paletteOpen)
  const { modal } = useModal(open, () => act('togglePalette'))
  return (
    <dialog {...modal} className="over-page palette" aria-label={t('Command palette')}>
      {open && <Search />}
    </dialog>
  )
}

/** Focus stays in the field; the arrows move the choice. */
function Search() {
  const act = useAct()
  const app = useApp()
  const state = useAppState((state) => state)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(() => matching(commands(app, state), query), [app, state, query])
  const at = Math.min(chosen, found.length - 1)

  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const perform = (index: number): void => {
    const command = found[index]
    if (!command) return
    // Closed first: what it opens must come to stand on top.
    act('togglePalette')
    command.run(app)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter') perform(at)
    else return
    event.preventDefault()
  }

  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label={t('Command')}
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={found[at] && optionId(found[at].id)}
        placeholder={t('What do you want to do?')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" className="palette-list" role="listbox" aria-label={t('Commands')} ref={list}>
        {found.map(({ id, action, label, keys }, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the field points at the choice by aria-activedescendant
          <div
            key={id}
            id={optionId(id)}
            role="option"
            data-action={action}
            aria-selected={i === at}
            onClick={() => perform(i)}
          >
            {label}
            <span>
              {keys.map((key) => (
                <kbd key={key}>{keyName(key)}</kbd>
              ))}
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="palette-none">{t('No command has these words in its name.')}</p>}
    </>
  )
}

const optionId = (id: string): string => `palette-${id}`
