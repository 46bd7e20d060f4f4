// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { Settings } from '../../settings/settings.ts'
import { missingChoices } from '../../store/divergence-values.ts'
import { AppProvider } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { receiptOf } from '../inspector/receipt/receipt.ts'
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
afterAll(() => vi.unstubAllGlobals())

function renderRail(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <DivergenceRail />
    </AppProvider>,
  )
  const settled = () =>
    act(() =>
      vi.waitFor(() => {
        if (
          store.getState().activity !== 'idle' ||
          missingChoices(store.getState(), store.getState().settings.rail).length > 0
        )
          throw new Error('busy')
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
    expect(rail.getByText(/Of \d+ tokens that hold 1 % of a strip or more, \d+ change place/)).toBeTruthy()
    expect(store.getState().receipt).toBeNull()
  })

  it('shows the receipt of a marked pair’s correlation, whose lists give it, and of a strip’s number in the table', async () => {
    const { store, rail, sample } = renderRail({ railPair: ['forward-kl', 'reverse-kl'] })
    await sample()
    const pair = rail.getByRole('button', { name: /^Forward KL and Reverse KL: / })
    fireEvent.click(pair)
    const receipt = () => {
      const state = store.getState()
      return state.receipt && receiptOf(state, state.receipt.ask, state.receipt.page)
    }
    const [a = [], b = []] = Object.values(receipt()!.inputs.lists).map((list) => list.map(Number))
    // Ranks by counting those that are larger; by hand, without ties.
    const rank = (of: readonly number[], value: number): number => of.filter((other) => other > value).length
    const squares = a.reduce((sum, value, i) => sum + (rank(a, value) - rank(b, b[i]!)) ** 2, 0)
    const n = a.length
    expect(new Set(a).size).toBe(n)
    const rho = 1 - (6 * squares) / (n * (n * n - 1))
    expect(receipt()!.value).toBeCloseTo(rho, 9)
    expect(pair.textContent).toBe(rho.toFixed(2).replace('-', '−'))
    expect(receipt()).toMatchObject({ inputs: { made: { a: 'Forward KL', b: 'Reverse KL', tokens: n } } })

    const details = rail.getByText('The strips as a table').closest('details')!
    details.open = true
    await act(async () => void fireEvent(details, new Event('toggle')))
    fireEvent.click(rail.getByLabelText(/receipt: Reverse KL, nats, token 3$/))
    const { tokens } = viewOf(store.getState()).shown!
    expect(receipt()).toMatchObject({
      ...{ name: 'Reverse KL', value: tokens[2]!.divergences['reverse-kl'], unit: 'nats', token: { position: 3 } },
      inputs: { made: { support: 'full' }, top: tokens[2]!.top, logpStudent: tokens[2]!.logpStudent },
    })
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
