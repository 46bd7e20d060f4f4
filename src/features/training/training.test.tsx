// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { formatProbability } from '../../charts/format.ts'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import type { Settings } from '../../settings/settings.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { NoResizes } from '../../testing/no-resizes.ts'
import { receiptOf } from '../inspector/receipt/receipt.ts'
import { Training } from './training.tsx'
// Fetched when it is needed: here it is there before.
import './curve-grid.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** Plots that are never given a size draw nothing: with every step they cost more than all else, and few tests look at them. */
const withoutPlots = (): void => void vi.stubGlobal('ResizeObserver', NoResizes)

const PATIENCE = { timeout: 60_000 }

function renderTraining(settings: Partial<Settings> = {}, options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, steps: 10, ...settings })
  const session = createSession(store, () => createFakeEngine(options))
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 4321 })
  const show = () => {
    const page = render(
      <AppProvider value={app}>
        <Training />
      </AppProvider>,
    )
    return within(page.getByRole('region', { name: 'Training' }))
  }
  const region = show()
  const press = async (name: string): Promise<void> => {
    fireEvent.click(region.getByRole('button', { name }))
    await act(() =>
      vi.waitFor(
        () => {
          if (store.getState().training.activity !== 'idle') throw new Error('still busy')
        },
        { timeout: 60_000 },
      ),
    )
  }
  return { store, show, region, press }
}

describe('the region "Training"', () => {
  it('has its controls under their names and is not empty before anything was trained', async () => {
    const { region } = renderTraining()
    for (const name of ['Train', 'Pause', 'Step', 'Reset']) region.getByRole('button', { name })
    for (const name of ['Learning rate', 'Rollouts per step', 'Steps', 'Training seed'])
      region.getByRole('spinbutton', { name })
    const recipes = within(region.getByRole('combobox', { name: 'Recipe' }))
    expect(recipes.getAllByRole('group').length).toBeGreaterThan(3)
    expect(recipes.getAllByRole('option').length).toBeGreaterThanOrEqual(44)
    region.getByText(/Press Train/)
    expect((await region.findByText('C1', {}, PATIENCE)).closest('div')?.textContent).toContain('✓ yes')
    region.getByRole('button', { name: 'divergence reverse KL' })
    // No empty frames: a line says what will stand there.
    expect(region.queryAllByRole('figure')).toHaveLength(0)
    region.getByText(/8 curves are drawn here: Accuracy, Distance to the teacher/)
    expect(region.getByRole('button', { name: 'Pause' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('says what came of it, in words and in curves', async () => {
    withoutPlots()
    const { show, press } = renderTraining()
    await press('Train')
    cleanup()
    vi.unstubAllGlobals()
    const region = show()
    expect(region.getByText(/held-out problems it solved/).textContent).toMatch(/at the start and \d+\s%\sat step 10/)
    await vi.waitFor(() => expect(region.getAllByRole('figure').length).toBeGreaterThanOrEqual(8), PATIENCE)
    region.getByText(/step 10 of 10 · .*tokens.*s a step/)
    const loss = region.getByRole('img', { name: /^Loss over steps\. loss: from .* at 1 to .* at 10\.$/ })
    expect(loss.closest('figure')?.querySelector('path.recharts-line-curve')?.getAttribute('d')).toMatch(/^M/)
    region.getByRole('img', { name: /^Time of a step.*: sample \d+\sms, score \d+\sms, step \d+\sms$/ })
    region.getByText('embedding')
  })

  it('scrubs the flipbook and keeps to the latest frame otherwise', async () => {
    withoutPlots()
    const { region, press } = renderTraining()
    await press('Train')
    region.getByRole('list', { name: 'The text at step 10' })
    fireEvent.change(region.getByRole('slider', { name: 'Flipbook frame' }), { target: { value: '0' } })
    const tokens = region.getByRole('list', { name: 'The text at step 0' })
    expect(within(tokens).getAllByRole('listitem').length).toBeGreaterThan(5)
  })

  it('draws over another axis when it is asked to', async () => {
    withoutPlots()
    const { store, show, region, press } = renderTraining({ steps: 2 })
    await press('Train')
    fireEvent.change(region.getByRole('combobox', { name: 'Curves over' }), { target: { value: 'studentTokens' } })
    expect(store.getState().settings.xAxis).toBe('studentTokens')
    cleanup()
    vi.unstubAllGlobals()
    await show().findByRole('img', { name: /^Loss over student tokens/ }, PATIENCE)
  })

  it('keeps earlier runs, each named by what sets it apart', async () => {
    withoutPlots()
    const { region, press } = renderTraining({ steps: 2 })
    await press('Train')
    await press('Reset')
    fireEvent.click(region.getByRole('button', { name: 'New training seed' }))
    await press('Train')
    const runs = within(region.getByRole('region', { name: 'Runs' }))
    expect(runs.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      expect.stringContaining('seed 4321'),
      expect.stringContaining('seed 1'),
    ])
    runs.getByRole('button', { name: 'Forget Run 1' })
  })

  it('says where a step went wrong and restores the last good one', async () => {
    withoutPlots()
    const { store, region, press } = renderTraining({ steps: 20 }, { faults: [13] })
    await press('Train')
    expect(region.getByRole('alert').textContent).toMatch(/Term 1 .* token 13, “7”/)
    await press('Restore the last good step')
    expect(region.queryByRole('alert')).toBeNull()
    expect(store.getState().training.at).toBe(10)
  })

  it('offers the measurements as a table', async () => {
    withoutPlots()
    const { store, region, press } = renderTraining()
    await press('Train')
    const details = region.getByText('Measurements as a table').closest('details')!
    details.open = true
    await act(async () => void fireEvent(details, new Event('toggle')))
    expect(region.getAllByRole('row')).toHaveLength(3)
    // Without any rollout on the stage: a receipt of a run has the run's setup and models.
    const ask = (of: string) => {
      fireEvent.click(region.getByLabelText(new RegExp(`receipt: ${of} at step 10$`)))
      const state = store.getState()
      return receiptOf(state, state.receipt!.ask, '')!
    }
    const { inputs, ...greedy } = ask('greedy')
    expect(greedy.value).toBeCloseTo(Number(inputs.made.right) / Number(inputs.made.n), 12)
    expect(region.getByLabelText(/receipt: greedy at step 10$/).textContent).toBe(formatProbability(greedy.value))
    expect(greedy).toMatchObject({ student: 'student', sampling: { seed: 1, temperature: 0 }, token: null })
    expect(greedy.backend).toBe(store.getState().engine.info!.backend)
    expect(greedy.models.student).toMatch(/\w+/)
    expect(inputs.made).toMatchObject({ step: 10, recipe: store.getState().training.run!.setup.recipe.id })
    const loss = ask('loss')
    expect(loss.value).toBeCloseTo(
      (loss.inputs.lists['terms of the loss'] ?? []).reduce<number>((sum, term) => sum + Number(term), 0),
      6,
    )
    expect(ask('sampled').sampling.temperature).toBe(store.getState().training.run!.setup.temperature)
    const tv = ask('TV')
    expect(tv.condition).toMatchObject({ teacher: 'teacher', context: null })
    expect(tv.value).toBeCloseTo(1 - Number(tv.inputs.made['acceptance rate, 1 − TV']), 12)
  })
})
