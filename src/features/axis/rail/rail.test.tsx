// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine, noFiles } from '../../../../e2e/fake-engine.ts'
import type { App } from '../../../store/action.ts'
import { AppProvider } from '../../../store/hooks.ts'
import { missingChoices } from '../../../store/measured.ts'
import { createSession } from '../../../store/session.ts'
import { DEFAULTS, type Settings } from '../../../store/settings.ts'
import { createAppStore } from '../../../store/state.ts'
import { DivergenceRail } from './rail.tsx'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }
vi.setConfig({ testTimeout: 30_000 })

beforeAll(() => {
  // jsdom lays nothing out, so there is nothing to observe.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
})
afterEach(cleanup)

function renderRail(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const session = createSession(store, () => createFakeEngine())
  const app: App = { store, session, files: noFiles, randomSeed: () => 1 }
  const page = render(
    <AppProvider value={app}>
      <DivergenceRail />
    </AppProvider>,
  )
  const settled = () =>
    act(() =>
      vi.waitFor(() => {
        if (store.getState().activity !== 'idle' || missingChoices(store.getState()).length > 0) throw new Error('busy')
      }, PATIENCE),
    )
  const sample = async () => {
    await act(async () => {
      await session.loader.ensure(['student', 'teacher'])
      await session.sample()
    })
    await settled()
  }
  return { store, sample, settled, rail: within(page.getByRole('region', { name: 'Divergence rail' })) }
}

describe('the region "Divergence rail"', () => {
  it('says what to do while there is no rollout', () => {
    const { rail } = renderRail()
    expect(rail.getByText(/Sample a rollout/)).toBeTruthy()
  })

  it('has a strip, a mean and correlations for each divergence that is chosen, and marks the pair that is pressed', async () => {
    const { store, rail, sample } = renderRail()
    await sample()
    fireEvent.click(rail.getByRole('checkbox', { name: 'k1' }))
    expect(rail.getAllByRole('rowheader', { name: 'k1' })).toHaveLength(2)
    expect(rail.getAllByRole('button', { name: /: −?-?\d\.\d\d$/ })).toHaveLength(6)
    fireEvent.click(rail.getByRole('button', { name: /^JSD and k1/ }))
    expect(store.getState().settings.railPair).toEqual(['jsd', 'k1'])
    expect(rail.getByText(/\d+ of \d+ tokens change place/)).toBeTruthy()
  })

  it('tells the bias of a support', async () => {
    const { rail, sample, settled } = renderRail()
    await sample()
    fireEvent.change(rail.getByRole('combobox', { name: 'Support' }), { target: { value: 'top-k-tail' } })
    await settled()
    const row = rail.getByRole('row', { name: /^Forward KL \d/ })
    const [support = 0, full = 0, bias = 0] = within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => Number(textContent?.replace('−', '-')))
    expect(support).toBeLessThan(full)
    expect(bias).toBeCloseTo(support - full, 2)
  })
})
