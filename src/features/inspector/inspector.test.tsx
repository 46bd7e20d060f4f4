// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import type { Settings } from '../../settings/settings.ts'
import { AppProvider } from '../../store/hooks.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { TokenDetails } from './inspector.tsx'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

afterEach(cleanup)

async function renderDetails(options: FakeOptions = {}, settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 8, ...settings })
  const session = createSession(store, () => createFakeEngine(options))
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  render(
    <AppProvider value={app}>
      <TokenDetails />
    </AppProvider>,
  )
  const details = screen.getByRole('region', { name: 'Token details' })
  const empty = details.textContent
  await act(async () => {
    await session.loader.ensure(['student', 'teacher'])
    await session.sample()
    ACTIONS.togglePin.perform(app, 3)
  })
  return { app, details, empty }
}

describe('the region "Token details"', () => {
  it('says what to do while there is nothing, and then shows the teacher twice', async () => {
    const { details, empty } = await renderDetails()
    expect(empty).toContain('Point at a token')
    await vi.waitFor(() => expect(within(details).getByText(/where a descent step pushes/)).toBeTruthy(), PATIENCE)
    const bars = within(details).getAllByRole('table')[1]!
    const written = within(bars).getByRole('row', { name: /written/ })
    const names = within(written)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label')?.split(', ').at(-1))
    expect(names).toEqual(['student', 'teacher', 'teacher with note'])
  })

  it('offers to try again what failed, in place, and then shows it', async () => {
    let broken = true
    const { details } = await renderDetails({
      obstacle: (step) => {
        if (broken && (step === 'inspect' || step === 'predictStep')) throw new RangeError('no')
      },
    })
    await vi.waitFor(
      () => expect(within(details).getAllByRole('button', { name: 'Try again' })).toHaveLength(2),
      PATIENCE,
    )
    expect(details.textContent).toContain('The contributions could not be computed (no).')
    expect(details.textContent).toContain('The step could not be computed (no).')
    broken = false
    fireEvent.click(within(details).getAllByRole('button', { name: 'Try again' })[0]!)
    await vi.waitFor(() => {
      expect(within(details).queryAllByRole('button', { name: 'Try again' })).toEqual([])
      expect(within(details).getByText(/where a descent step pushes/)).toBeTruthy()
      expect(within(details).getByText(/Gradient norm/)).toBeTruthy()
    }, PATIENCE)
  })

  it('opens the receipt of every kind of number that it shows', async () => {
    const { app, details } = await renderDetails()
    await vi.waitFor(() => expect(within(details).getByText(/Gradient norm/)).toBeTruthy(), PATIENCE)
    await vi.waitFor(() => expect(within(details).getByText(/where a descent step pushes/)).toBeTruthy(), PATIENCE)
    const buttons = within(details).getAllByRole('button', { name: /, receipt: / })
    expect(buttons.length).toBeGreaterThan(40)
    for (const button of buttons) {
      act(() => ACTIONS.closeReceipt.perform(app))
      fireEvent.click(button)
      expect(app.store.getState().receipt, button.getAttribute('aria-label') ?? '').not.toBeNull()
    }
  })

  it('writes infinities where the teacher rules a token out', async () => {
    const { app, details } = await renderDetails()
    act(() => {
      app.store.setState(({ rollout }) => {
        const key = 'teacher|'
        const entry = rollout!.scores[key]!
        const none = Number.NEGATIVE_INFINITY
        const tokens = entry.score.tokens.map((token) => ({
          ...token,
          ...{ logpTeacher: none, gap: none, divergences: { 'reverse-kl': Number.POSITIVE_INFINITY } },
        }))
        return {
          rollout: {
            ...rollout!,
            scores: { ...rollout!.scores, [key]: { ...entry, score: { ...entry.score, tokens } } },
          },
        }
      })
    })
    expect(details.textContent).toContain('The teacher finds it infinitely less likely: gap −∞')
    for (const of of ['log p, nats, teacher', 'gap, nats, teacher'])
      expect(within(details).getByRole('button', { name: `−∞, receipt: ${of}` })).toBeTruthy()
    expect(within(details).getByRole('button', { name: /^0\s%, receipt: acceptance, teacher$/ })).toBeTruthy()
    expect(within(details).getByRole('button', { name: /^∞\snats, receipt: Reverse KL, teacher$/ })).toBeTruthy()
  })
})
