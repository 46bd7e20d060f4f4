// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { giveDialogs } from '../../testing/dialogs.ts'
import { noFiles } from '../../testing/no-files.ts'
import { LessonLayer, LessonsButton } from './lessons.tsx'
import { sayIn } from './said.ts'

const PATIENCE = { timeout: 20_000 }

/** What jsdom has no layout for. */
beforeAll(() => {
  giveDialogs()
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('matchMedia', (media: string) => Object.assign(new EventTarget(), { matches: true, media }))
  window.scrollBy = () => {}
})
afterEach(cleanup)
afterAll(() => vi.unstubAllGlobals())

function renderLessons() {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 4321 })
  render(
    <AppProvider value={app}>
      <LessonsButton />
      <LessonLayer />
    </AppProvider>,
  )
  return { store }
}

describe('the lessons on the page', () => {
  it('open from their button, are done, go on, and give the keyboard its place back', async () => {
    const { store } = renderLessons()
    const way = screen.getByRole('button', { name: 'Lessons' })
    fireEvent.click(way)
    const list = await screen.findByRole('dialog', { name: 'Lessons' }, PATIENCE)
    expect(within(list).getAllByRole('button', { name: /^Start lesson \d/ })).toHaveLength(7)
    fireEvent.click(within(list).getByRole('button', { name: /^Start lesson 5/ }))
    const card = await screen.findByRole('region', { name: 'Lesson 5: Which tokens matter step 1 of 5' }, PATIENCE)
    await waitFor(() => expect(document.activeElement).toBe(within(card).getByRole('heading')), PATIENCE)
    await waitFor(() => expect(store.getState().lessons.phase).toBe('doing'), PATIENCE)
    const status = within(card).getByRole('status')
    expect(status.textContent).toBe('')
    const show = within(card).getByRole('button', { name: 'Show me' })
    act(() => show.focus())
    fireEvent.click(show)
    await waitFor(() => expect(status.textContent).toMatch(/^\d+ of \d+ tokens carry 80 % of .*nats/), PATIENCE)
    await waitFor(
      () => expect(document.activeElement).toBe(within(card).getByRole('button', { name: 'Next' })),
      PATIENCE,
    )
    fireEvent.click(within(card).getByRole('button', { name: 'Next' }))
    const next = await screen.findByRole('region', { name: /step 2 of 5$/ }, PATIENCE)
    await waitFor(() => expect(document.activeElement).toBe(within(next).getByRole('heading')), PATIENCE)
    fireEvent.click(within(next).getByRole('button', { name: 'Leave the lesson' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: /^Lesson/ })).toBeNull(), PATIENCE)
    await waitFor(() => expect(document.activeElement).toBe(way), PATIENCE)
    expect(store.getState().settings.tab).toBe(DEFAULTS.tab)
  }, 60_000)
})

describe('sayIn', () => {
  it('writes numbers as the page does, each in its unit', () => {
    const values = {
      a: 3,
      b: 0.12345,
      c: { nats: -5.8612 },
      d: { share: 0.634 },
      e: { share: 0.0018 },
      f: { token: ' eggs' },
    }
    const text = '{a} {b} {c} {d} {e} {f}'
    expect(sayIn('nats', { text, values })).toBe('3 0.123 −5.86\u2009nats 63.4\u2009% 0.18\u2009% “eggs”')
    expect(sayIn('bits', { text: '{c}', values: { c: { nats: Math.LN2 } } })).toBe('1.00\u2009bits')
  })

  it('hides no number that is not there', () => {
    expect(sayIn('nats', { text: '{a}', values: { a: { nats: Number.NaN } } })).toBe('–\u2009nats')
    expect(sayIn('nats', { text: '{a}', values: { a: Number.POSITIVE_INFINITY } })).toBe('∞')
  })
})
