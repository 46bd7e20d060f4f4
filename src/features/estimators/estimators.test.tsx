// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { EstimatorDraw } from '../../engine/types.ts'
import type { Settings } from '../../settings/settings.ts'
import { AppProvider } from '../../store/hooks.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { EstimatorsRegion } from './estimators.tsx'
import { estimatorRows, rainDomain } from './series.ts'

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  // A plot is drawn once its frame has a size.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(380)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(140)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function renderEstimators(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <EstimatorsRegion />
    </AppProvider>,
  )
  const settled = (): Promise<void> =>
    act(() =>
      vi.waitFor(
        () => {
          const { activity, drawing } = store.getState()
          if (activity !== 'idle' || drawing.wanted !== null) throw new Error('still busy')
        },
        { timeout: 20_000 },
      ),
    )
  const region = within(page.getByRole('region', { name: 'Estimators' }))
  const press = async (name: string): Promise<void> => {
    fireEvent.click(region.getByRole('button', { name }))
    await settled()
  }
  const sample = async (): Promise<void> => {
    ACTIONS.sample.perform(app)
    await settled()
  }
  return { store, region, press, sample }
}

describe('the region "Estimators"', () => {
  it('says what to do before there is a position', async () => {
    const { region } = await renderEstimators()
    region.getByText(/Nothing to draw from yet/)
    expect(region.getByRole('button', { name: 'Draw 50' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('draws, adds up, and clears', async () => {
    const { region, press, sample } = await renderEstimators()
    await sample()
    region.getByText(/No draws yet/)
    await press('Draw 50')
    await press('Draw 500')
    region.getByText(/^550 draws against .* nats\. Drawn from the student itself/)
    region.getByRole('img', { name: /^Draws of reverse KL at this position\. Exact .*; means: k1 .*, k2 .*, k3 / })
    region.getByRole('img', { name: /^Draws of its gradient at the logit of/ })
    expect(region.getAllByRole('row')).toHaveLength(5)
    // Every entry can be drawn, so bias and variance are known: k1 has none, whatever these draws say.
    expect(region.getAllByText(/^in truth/)).toHaveLength(8)
    expect(region.getByRole('row', { name: /^k1/ }).textContent).toMatch(/in truth 0/)
    await region.findByRole('img', { name: /^Running mean over draws\. k1: from .* at 7 to .* at 550/ })
    await press('Clear draws')
    region.getByText(/No draws yet/)
  })

  it('draws whole rollouts at another temperature, and says how they are weighted', async () => {
    const { store, region, press } = await renderEstimators({ drawTemperature: 1.5 })
    fireEvent.change(region.getByRole('combobox', { name: 'What is drawn' }), { target: { value: 'problem' } })
    await press('Draw 50')
    expect(store.getState().drawing.draws).toHaveLength(50)
    expect(region.getByText(/^50 draws against/).textContent).toMatch(/each is weighted by pS \/ q; they are worth/)
    act(() => store.setState(({ settings }) => ({ settings: { ...settings, drawClip: 0.5 } })))
    region.getByText(/cut at 0.5, which biases/)
    region.getByRole('img', { name: /^Draws of its gradient by β .*; means: PG .*, PG, γ = 0 / })
    expect(region.getAllByRole('row')).toHaveLength(6)
    expect(region.queryByText(/in truth/)).toBeNull()
  })
})

describe('the axis', () => {
  const rest = { id: 0, tokens: 1, logp: 0, k2: 0, k3: 0, exact: 0.2, logWeight: 0 }
  const draw = (k1: number): EstimatorDraw => ({ ...rest, k1, sharpening: { toGo: 0, own: 0, exact: 0 } })

  it('is round, holds the exact value, and is not squeezed by one wild draw', () => {
    const tame = Array.from({ length: 200 }, (_, i) => draw(i / 250 - 0.2))
    expect(rainDomain(estimatorRows(tame, [], 'position', 0), 0.2)).toEqual([-0.2, 1])
    expect(rainDomain(estimatorRows([...tame, draw(90)], [], 'position', 0), 0.2)).toEqual([-0.2, 1])
    expect(rainDomain(estimatorRows([], [], 'position', 0), 0)).toEqual([0, 1])
  })
})
