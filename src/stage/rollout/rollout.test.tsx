// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { RolloutToken, TokenScore } from '../../engine/types.ts'
import { AppProvider } from '../../store/hooks.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { correctionOf } from './correction.ts'
import { RolloutList } from './rollout.tsx'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

beforeAll(() => {
  // jsdom lays nothing out, so there is nothing to observe and nowhere to scroll.
  Element.prototype.scrollIntoView = () => {}
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})
afterAll(() => vi.unstubAllGlobals())

async function renderRollout() {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <RolloutList />
    </AppProvider>,
  )
  await act(async () => {
    ACTIONS.sample.perform(app)
    await vi.waitFor(() => {
      if (store.getState().activity !== 'idle') throw new Error('still busy')
    }, PATIENCE)
  })
  const list = page.getByRole('list', { name: 'Rollout' })
  return { app, store, items: within(list).getAllByRole('listitem') }
}

const nameOf = (element: Element | undefined): string => element?.getAttribute('aria-label') ?? ''

describe('the list "Rollout"', () => {
  it('marks a text that is there before the page is', async () => {
    const { app } = await renderRollout()
    cleanup()
    const size = { left: 0, top: 0, width: 20, height: 26 } as DOMRect
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(size)
    const page = render(
      <AppProvider value={app}>
        <RolloutList />
      </AppProvider>,
    )
    expect(page.container.querySelectorAll('.text-marks')).toHaveLength(1)
  })

  it('holds one item a token, named by its text and its gap', async () => {
    const { store, items } = await renderRollout()
    const { rollout } = store.getState()
    expect(items).toHaveLength(rollout!.tokens.length)
    const gap = rollout!.scores['teacher|']!.score.tokens[0]!.gap
    expect(nameOf(items[0])).toContain(`“${rollout!.tokens[0]!.text.trim()}”, gap`)
    const written = Number(/gap ([−\d.]+) nats/.exec(nameOf(items[0]))?.[1]?.replace('−', '-'))
    expect(written).toBeCloseTo(gap, 2)
  })

  it('renames its items when the context is flipped, and keeps their texts', async () => {
    const { app, items } = await renderRollout()
    const before = items.map(nameOf)
    act(() => ACTIONS.togglePrivileged.perform(app))
    expect(items.map(nameOf)).not.toEqual(before)
    expect(items.map((item) => nameOf(item).split(',')[0])).toEqual(before.map((name) => name.split(',')[0]))
  })

  it('has one stop for Tab, which the arrows move', async () => {
    const { app, items, store } = await renderRollout()
    act(() => ACTIONS.hover.perform(app, 0))
    const buttons = items.map((item) => within(item).getByRole('button'))
    const stops = (): number[] => buttons.flatMap((button, i) => (button.tabIndex === 0 ? [i] : []))
    expect(stops()).toEqual([0])
    act(() => buttons[0]?.focus())
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) fireEvent.keyDown(document.activeElement!, { key })
    expect(document.activeElement).toBe(buttons[1])
    expect(stops()).toEqual([1])
    fireEvent.keyDown(document.activeElement!, { key: 'End' })
    expect(document.activeElement).toBe(buttons.at(-1))
    fireEvent.click(document.activeElement!)
    expect(store.getState().pinned).toBe(buttons.length - 1)
    fireEvent.keyDown(document.activeElement!, { key: 'Home' })
    expect(store.getState().pinned).toBe(0)
  })
})

describe('a text of 600 tokens', () => {
  const PER_ROW = 5
  const ROW = 60
  let scrolled = 0

  /** Lays the tokens out in rows, as a page of this height would, scrolled so far. */
  function layOut(): void {
    scrolled = 0
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      const index = Number(this.getAttribute('data-token') ?? -1)
      const [left, top] = index < 0 ? [0, 0] : [50 * (index % PER_ROW), ROW * Math.floor(index / PER_ROW)]
      return { left, top: top - scrolled, width: index < 0 ? 500 : 40, height: 26 } as DOMRect
    })
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame))
  }

  /** Numbers of the tokens that have a bar, by where their bars stand. */
  function marked(container: HTMLElement): Set<number> {
    const paths = [...container.querySelectorAll('.text-marks g.less path, .text-marks g.more path')]
    const bars = paths.flatMap((path) => [...(path.getAttribute('d') ?? '').matchAll(/M([\d.]+) ([\d.]+)/g)])
    return new Set(bars.map(([, x, y]) => PER_ROW * Math.floor(Number(y) / ROW) + Math.floor(Number(x) / 50)))
  }

  it('has its marks drawn where it is looked at, all of them on paper, and every token keeps its name', async () => {
    const { app, store } = await renderRollout()
    cleanup()
    const short = store.getState().rollout!
    const long = <T,>(all: readonly T[]): readonly T[] => Array.from({ length: 600 }, (_, i) => all[i % all.length]!)
    const scores = Object.entries(short.scores).map(([key, one]) => {
      const tokens = long(one.score.tokens).map((token, i) => ({ ...token, gap: token.gap + (i % 3) - 1.5 }))
      return [key, { ...one, score: { ...one.score, tokens } }]
    })
    store.setState({ rollout: { ...short, tokens: long(short.tokens), scores: Object.fromEntries(scores) } })
    layOut()
    const { container } = render(
      <AppProvider value={app}>
        <RolloutList />
      </AppProvider>,
    )
    // It comes to the page in parts, and says so until it is there.
    const list = container.querySelector('ul')
    expect([list?.childElementCount, list?.getAttribute('aria-busy')]).toEqual([400, 'true'])
    await vi.waitFor(() => expect(list?.childElementCount).toBe(600))
    expect(list?.getAttribute('aria-busy')).toBe('false')

    await vi.waitFor(() => expect(Math.max(...marked(container))).toBeLessThan(250))
    expect(marked(container).size).toBeGreaterThan(50)

    scrolled = 60 * ROW
    fireEvent.scroll(document)
    await vi.waitFor(() => expect(Math.min(...marked(container))).toBeGreaterThan(150))
    expect(Math.max(...marked(container))).toBeLessThan(450)

    const last = list?.lastElementChild
    const before = nameOf(last ?? undefined)
    act(() => ACTIONS.togglePrivileged.perform(app))
    await vi.waitFor(() => expect(nameOf(last ?? undefined)).not.toBe(before))

    fireEvent(window, new Event('beforeprint'))
    expect(marked(container).size).toBeGreaterThan(450)
    fireEvent(window, new Event('afterprint'))
  })
})

describe('the teacher’s correction', () => {
  const written: RolloutToken = { id: 1, text: '1', logpStudent: -0.1, source: 'student' }
  const score = (gap: number, best: number, tailTeacher = 0): TokenScore => ({
    logpStudent: -0.1,
    logpTeacher: -0.1 + gap,
    gap,
    entropyStudent: 0,
    entropyTeacher: 0,
    rankStudent: 1,
    rankTeacher: 2,
    top: [
      { id: 1, text: '1', logpStudent: -0.1, logpTeacher: -0.1 + gap },
      { id: 2, text: '2', logpStudent: -4, logpTeacher: Math.log(best) },
    ],
    tailStudent: 0,
    tailTeacher,
    divergences: {},
  })

  it('names the teacher’s choice where it clearly disagrees', () => {
    expect(correctionOf(score(-3, 0.9), written)).toBe('2')
  })

  it('is silent about small gaps, its own choice, and what it cannot see', () => {
    expect(correctionOf(score(-0.9, 0.9), written)).toBeNull()
    expect(correctionOf(score(-3, 0.001), written)).toBeNull()
    expect(correctionOf(score(-3, 0.3, 0.6), written)).toBeNull()
    expect(correctionOf(undefined, written)).toBeNull()
    expect(correctionOf(score(-3, 0.9), { ...written, source: 'environment' })).toBeNull()
  })
})
