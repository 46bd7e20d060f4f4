// @vitest-environment jsdom

import { readFileSync } from 'node:fs'
import { act, cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../../engine/testing/fake-engine.ts'
import { readTrace } from '../../../formats/trace-schema.ts'
import { openedQuery } from '../../../settings/first.ts'
import { AppProvider } from '../../../store/hooks.ts'
import { rolloutOfTrace } from '../../../store/rollout-history.ts'
import { appOf, createAppStore, createSession, restore, SCHEMA } from '../../../testing/app.ts'
import { noFiles } from '../../../testing/no-files.ts'
// Fetched with the first press: here it is there before.
import './climb.tsx'
import { Learning } from './learning.tsx'
import { rewrittenOf } from './state.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const recorded = (name: string): string => readFileSync(`public/recorded/${name}.json`, 'utf8')
const served = { fetch: async () => new Response(recorded('teaching')) }

async function firstScreen() {
  const { settings } = restore(openedQuery(''))
  const store = createAppStore(settings)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  store.setState({ rollout: rolloutOfTrace(readTrace(JSON.parse(recorded('first')))) })
  await session.teaching.fetch(served, SCHEMA)
  const page = render(
    <AppProvider value={app}>
      <Learning />
    </AppProvider>,
  )
  return { store, session, region: within(page.getByRole('region', { name: 'Learning' })) }
}

const sharesOf = (text: string | null): number[] =>
  [...(text ?? '').matchAll(/([\d.]+)\s*%/g)].map(([, share]) => Number(share))

describe('the recorded run', () => {
  it('says what will stand there before it plays, and draws no empty chart', async () => {
    const { region } = await firstScreen()
    expect(region.queryByRole('figure')).toBeNull()
    expect(sharesOf(region.getByText(/Here its score will climb/).textContent)).toHaveLength(1)
    region.getByRole('button', { name: 'Teach it' })
    expect(region.getByRole('button', { name: 'Stop teaching' }).getAttribute('aria-disabled')).toBe('true')
  })

  it('writes the text, climbs by more than 25 points, and ends in a right text of the same problem', async () => {
    vi.useFakeTimers()
    const { store, session, region } = await firstScreen()
    let done = false
    await act(async () => {
      void session.teaching.play(session.teaching.begin(), true).then(() => {
        done = true
      })
      await vi.advanceTimersByTimeAsync(300)
    })
    const { rewriting, rollout } = store.getState()
    expect(rewriting?.tokens).toBeGreaterThan(2)
    expect(rewriting?.tokens).toBeLessThan(rollout?.tokens.length ?? 0)
    expect(rewriting?.read).toBeLessThanOrEqual(rewriting?.tokens ?? 0)
    await act(async () => void (await vi.advanceTimersByTimeAsync(20_000)))
    expect(done).toBe(true)
    expect(store.getState().rewriting).toBeNull()
    const [from = 0, to = 0] = sharesOf(region.getByText('recorded earlier').closest('li')?.textContent ?? '')
    expect(to - from).toBeGreaterThanOrEqual(25)
    expect(rewrittenOf(store.getState())).toMatchObject({ step: 10, origin: 'recorded', frame: { status: 'right' } })
    expect(region.getByRole<HTMLInputElement>('radio', { name: 'After step 10' }).checked).toBe(true)
    fireEvent.click(region.getByRole('radio', { name: 'Before' }))
    expect(store.getState().teach.after).toBeNull()
  })

  it('stops where it is', async () => {
    vi.useFakeTimers()
    const { store, session } = await firstScreen()
    await act(async () => {
      void session.teaching.play(session.teaching.begin(), true)
      await vi.advanceTimersByTimeAsync(200)
      session.teaching.stop()
      await vi.advanceTimersByTimeAsync(5000)
    })
    expect(store.getState()).toMatchObject({ rewriting: null, teach: { playing: false, played: 0, after: null } })
  })
})

describe('Teach it, on this device', () => {
  it('takes ten steps, measured on the way, and shows them as a line of its own', async () => {
    const { store, session, region } = await firstScreen()
    const { sampling } = store.getState().rollout!
    await act(() => session.training.teach({ steps: 10, every: 5, sampling }))
    const { run, at } = store.getState().training
    expect(at).toBe(10)
    expect(run?.evaluations.map(({ step }) => step)).toEqual([0, 5, 10])
    expect(run?.setup.heldOut.pinned).toEqual({ problemSeed: store.getState().settings.problemSeed, sampling })
    expect(region.getByText('here, now').closest('li')?.textContent).toMatch(/step 10$/)
    expect(rewrittenOf(store.getState())?.origin).toBe('live')
    // Another press goes on from there.
    await act(() => session.training.teach({ steps: 10, every: 5, sampling }))
    expect(store.getState().training.at).toBe(20)
  })
})
