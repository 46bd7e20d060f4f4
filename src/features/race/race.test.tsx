// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { RACES } from '../../methods/races.ts'
import type { Settings } from '../../settings/settings.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { NoResizes } from '../../testing/no-resizes.ts'
import { RaceRegion } from './race.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Plots that are never given a size draw nothing: with every step they cost more than all else. */
const withoutPlots = (): void => void vi.stubGlobal('ResizeObserver', NoResizes)

function renderRace(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const show = () => {
    const page = render(
      <AppProvider value={app}>
        <RaceRegion />
      </AppProvider>,
    )
    return within(page.getByRole('region', { name: 'Race' }))
  }
  return { store, show, region: show() }
}

describe('the region "Race"', () => {
  it('offers every shipped race and one’s own, with question, terms and claim', () => {
    const { region } = renderRace()
    const race = within(region.getByRole('combobox', { name: 'Race' }))
    expect(race.getAllByRole('option')).toHaveLength(RACES.length + 1)
    fireEvent.change(region.getByRole('combobox', { name: 'Race' }), { target: { value: 'signals' } })
    region.getByText(/what teaches most for the same work/)
    region.getByText(/rollouts, equal in FLOPs;/)
    region.getByText(/Claim:/)
    expect(region.getAllByRole('listitem').filter((item) => /not started/.test(item.textContent ?? ''))).toHaveLength(3)
  })

  it('shows a recorded race at once, as a recording with its verdict, and plays it from its start', async () => {
    vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }))
    const shown = renderRace({ race: 'signals' }).region
    await shown.findByRole('img', { name: /^Accuracy over steps\. OPD: from 4[3-5](\.\d)?\s%/ }, { timeout: 60_000 })
    cleanup()
    withoutPlots()
    const { store, region } = renderRace({ race: 'signals' })
    await act(() => vi.waitFor(() => region.getByText('RECORDING')))
    region.getByText(/too close to call/)
    region.getByText(/^Run it again here: about \d+\smin$/)
    vi.useFakeTimers()
    fireEvent.click(region.getByRole('button', { name: 'Play the recording' }))
    await act(() => vi.advanceTimersByTimeAsync(5_000))
    region.getByText('Nobody has won yet.')
    expect(store.getState().race.replay?.at).toBeGreaterThan(0.4)
    await act(() => vi.advanceTimersByTimeAsync(6_000))
    expect(store.getState().race.replay?.at).toBe(1)
    region.getByText(/too close to call/)
    vi.useRealTimers()
  })

  it('takes two to six lanes of one’s own', () => {
    const { store, region } = renderRace({ race: 'own' })
    fireEvent.change(region.getByRole('combobox', { name: 'Lane 1' }), { target: { value: 'opsd' } })
    expect(region.getByRole('button', { name: 'Remove lane 1' }).getAttribute('aria-disabled')).toBe('true')
    for (let i = 0; i < 6; i++) fireEvent.click(region.getByRole('button', { name: 'Add a lane' }))
    expect(store.getState().settings.lanes).toEqual(['opsd', 'opsd', 'gkd', 'gkd', 'gkd', 'gkd'])
    fireEvent.click(region.getByRole('button', { name: 'Remove lane 2' }))
    expect(store.getState().settings.lanes).toEqual(['opsd', 'gkd', 'gkd', 'gkd', 'gkd'])
  })

  it('runs a race to its verdict', async () => {
    withoutPlots()
    const { store, show, region } = renderRace({ race: 'own', steps: 4 })
    fireEvent.click(region.getByRole('button', { name: 'Start race' }))
    expect(region.getByRole('button', { name: 'Start race' }).getAttribute('aria-disabled')).toBe('true')
    await act(() => vi.waitFor(() => expect(store.getState().race.finished).toBe(true), { timeout: 20_000 }))
    region.getByText(/wins, ahead of/)
    region.getByText(/✓ holds here|✗ not here/)
    cleanup()
    vi.unstubAllGlobals()
    const drawn = show()
    await drawn.findByRole(
      'img',
      { name: /^Accuracy over steps\. GKD: from .* at 0 to .* at 4\. OPSD/ },
      { timeout: 60_000 },
    )
    drawn.getByRole('img', { name: /^Compounding error over token position/ })
  })
})
