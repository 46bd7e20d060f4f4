// @vitest-environment jsdom

import { act, cleanup, fireEvent, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { AppProvider } from '../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { HiddenActions } from '../ui/hidden.ts'
import { ActionButton, ActionIconButton, ActionWord } from './buttons.tsx'
import { ActionNumber, ActionSelect } from './fields.tsx'

afterEach(cleanup)

function renderWith(children: ReactNode, hidden: readonly string[] = []) {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 123 })
  const page = render(
    <AppProvider value={app}>
      <HiddenActions value={new Set(hidden)}>{children}</HiddenActions>
    </AppProvider>,
  )
  return { ...page, store }
}

describe('a button that knows its action', () => {
  it('has the action’s id, words and key, and performs it', () => {
    const { getByRole, store } = renderWith(<ActionIconButton name="newSeed" icon="die" />)
    const button = getByRole('button', { name: 'New sampling seed' })
    expect(button.getAttribute('data-action')).toBe('new-seed')
    expect(button.getAttribute('aria-keyshortcuts')).toBe('r')
    fireEvent.click(button)
    expect(store.getState().settings.seed).toBe(123)
  })

  it('is disabled, and does nothing, for as long as the action cannot be done', () => {
    const { getByRole, store } = renderWith(<ActionButton name="addToyMode">Add a mode</ActionButton>)
    const button = getByRole('button', { name: 'Add a mode' })
    const modes = () => store.getState().settings.toyTeacher.length
    for (let i = 0; i < 20; i++) fireEvent.click(button)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    const most = modes()
    fireEvent.click(button)
    expect(modes()).toBe(most)
  })

  it('finds its argument at the press; undefined does nothing', () => {
    let asked: number | undefined
    const { getByRole, store } = renderWith(
      <ActionWord name="togglePin" argument={() => asked}>
        word
      </ActionWord>,
    )
    fireEvent.click(getByRole('button', { name: 'word' }))
    expect(store.getState().pinned).toBeNull()
    asked = 3
    fireEvent.click(getByRole('button', { name: 'word' }))
    expect(store.getState().pinned).toBe(3)
  })
})

describe('a field that knows its action', () => {
  it('gives what was typed, or what becomes of it', () => {
    const { getByRole, store } = renderWith(
      <>
        <ActionNumber name="setTopK" value={0} min={0} max={9} />
        <ActionNumber name="setTopP" label="Cut" value={0} min={0} max={9} to={(tenths) => tenths / 10} />
      </>,
    )
    for (const name of ['Top-k', 'Cut']) {
      const field = getByRole('spinbutton', { name })
      fireEvent.input(field, { target: { value: '4' } })
      act(() => field.focus())
      fireEvent.keyDown(field, { key: 'Enter' })
    }
    expect(store.getState().settings).toMatchObject({ topK: 4, topP: 0.4 })
  })

  it('is the word that it shows where its action is hidden', () => {
    const groups = [{ label: '', options: [{ value: 'bits', label: 'bits' } as const] }]
    const { container } = renderWith(
      <p>
        in <ActionSelect name="setUnits" value="bits" groups={groups} />,{' '}
        <ActionNumber name="setTopK" value={7} min={0} max={9} />,{' '}
        <ActionWord name="togglePin" argument={1}>
          it
        </ActionWord>
        <ActionNumber name="setMinP" variant="boxed" value={0} min={0} max={1} />
      </p>,
      ['set-units', 'set-top-k', 'pin-token', 'set-min-p'],
    )
    expect(container.textContent?.replace(/\s+/g, ' ')).toBe('in bits, 7, it')
    expect(container.querySelectorAll('[data-action], [aria-hidden], button, input, select')).toHaveLength(0)
  })
})
