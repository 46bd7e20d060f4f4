// @vitest-environment jsdom

import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../store/hooks.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { creditSentence } from './credit.tsx'
import type { Credit } from './credit-of.ts'
import { ForkRegion } from './fork.tsx'

afterEach(cleanup)

function renderFork() {
  const store = createAppStore({ ...DEFAULTS })
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <ForkRegion />
    </AppProvider>,
  )
  const settled = (): Promise<void> =>
    act(() =>
      vi.waitFor(
        () => {
          if (store.getState().activity !== 'idle') throw new Error('still busy')
        },
        { timeout: 20_000 },
      ),
    )
  return { app, store, settled, region: within(page.getByRole('region', { name: 'Fork' })) }
}

describe('the region "Fork"', () => {
  it('says what to do before there is anything to fork', () => {
    const { region } = renderFork()
    region.getByText(/Sample, then click one of the tokens/)
  })

  it('forces the picked token, lists both branches, and goes back by a press', async () => {
    const { app, store, settled, region } = renderFork()
    ACTIONS.sample.perform(app)
    await settled()
    act(() => ACTIONS.togglePin.perform(app, 2))
    const choices = region.getAllByRole('radio')
    expect(choices.length).toBeGreaterThanOrEqual(8)
    region.getByText(/No branch yet/)
    fireEvent.click(region.getByRole('button', { name: 'Force this token' }))
    await settled()
    const rows = region.getAllByRole('row').slice(1)
    expect(rows).toHaveLength(2)
    expect(rows.map((row) => within(row).getByRole('button').getAttribute('aria-current'))).toEqual([null, 'true'])
    const sentence = region.getByText(/^Forcing .* at token 3 /)
    expect(sentence.textContent).toMatch(/: right in \d of 1 continuation/)
    fireEvent.click(
      within(sentence).getAllByRole('button', { name: /^\d of 1, receipt: right continuations with / })[0]!,
    )
    expect(store.getState().receipt?.ask).toMatchObject({ name: 'Right continuations', made: { n: 1 } })
    act(() => ACTIONS.closeReceipt.perform(app))
    // A press on a number of the grid opens its receipt; the arrows walk from number to number.
    const total = within(rows[1]!).getByRole('cell', { name: /receipt: total, / })
    fireEvent.keyDown(total, { key: 'ArrowLeft' })
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/receipt: after the fork, .* at 3$/)
    fireEvent.keyDown(document.activeElement!, { key: 'Enter' })
    expect(store.getState().receipt?.ask).toMatchObject({ name: 'Mean gap after the fork', made: { f: 3 } })
    act(() => ACTIONS.closeReceipt.perform(app))
    fireEvent.click(region.getByRole('button', { name: 'Continue again' }))
    await settled()
    expect(region.getAllByRole('row')).toHaveLength(4)
    fireEvent.click(region.getByRole('button', { name: 'original' }))
    expect(store.getState().rollout?.fork).toBeUndefined()
  })
})

describe('the sentence about credit', () => {
  const token = (text: string) => ({ id: text.length, text, logpStudent: 0, source: 'student' as const })
  const judged = (status: string) => ({ result: { verdict: { status } } })
  const credit = (before: string, after: string) =>
    ({
      run: judged(after),
      fork: { root: 1, parent: 1, index: 22, token: token('55'), instead: token('4') },
      parent: judged(before),
      forced: { right: 3, count: 4 },
      instead: { right: 0, count: 1 },
    }) as unknown as Credit

  it('names tokens, place, turn and counts', () => {
    expect(creditSentence(credit('wrong', 'right'))).toBe(
      'Forcing “55” for “4” at token 23 turned wrong into right: right in 3 of 4 continuations, with “4” in 0 of 1.',
    )
    expect(creditSentence(credit('wrong', 'wrong'))).toMatch(/at token 23 left it wrong:/)
    expect(creditSentence({ ...credit('wrong', 'right'), parent: null })).toMatch(/at token 23 gave right:/)
  })
})
