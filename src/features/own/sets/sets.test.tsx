// @vitest-environment jsdom
/** @file A file of problems on the page: looked at, read, walked through, learnt from; broken lines are told of. */
// The caches of these tests are made of Node's own blobs.
import { File } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { unpackProblem } from '../../../engine/own/problems.ts'
import { createFakeEngine } from '../../../engine/testing/fake-engine.ts'
import { sameRun, trainingSetup } from '../../../settings/run-setup.ts'
import { act } from '../../../store/app.ts'
import { AppProvider } from '../../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../../testing/app.ts'
import { memoryCaches } from '../../../testing/memory-caches.ts'
import { noFiles } from '../../../testing/no-files.ts'
import { OwnWords } from '../own-words.tsx'

beforeEach(() => {
  vi.stubGlobal('caches', memoryCaches())
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function renderSets() {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 5 })
  const page = render(
    <AppProvider value={app}>
      <OwnWords />
    </AppProvider>,
  )
  const fields = within(page.container)
  const region = within(page.getByRole('region', { name: 'Many problems' }))
  const input = page.container.querySelector<HTMLInputElement>('.own-sets input[type=file]')!
  const open = (name: string, text: string) => fireEvent.change(input, { target: { files: [new File([text], name)] } })
  const choose = (name: string, value: string) =>
    fireEvent.change(region.getByRole('combobox', { name }), { target: { value } })
  const prompt = () => fields.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value
  return { app, store, region, open, choose, prompt, state: store.getState }
}

const LINES = Array.from({ length: 20 }, (_, i) => `{"q":"${i}+1=","a":${i + 1},"how":"Count on from ${i}."}`)

describe('a file of problems', () => {
  it('is mapped, previewed, read, walked through and learnt from; what cannot be read is skipped by its number', async () => {
    const { app, region, open, choose, prompt, state } = renderSets()
    open('mine.jsonl', [...LINES.slice(0, 3), '{"q": 3, "a": 4}', 'broken', ...LINES.slice(3)].join('\n'))
    await region.findByText(/^mine\.jsonl/)
    // The first lines as they will be read, and how the visitor changes that.
    choose('Field of the prompt', 'q')
    choose('Field of the answer', 'a')
    choose('Field of the privileged context', 'how')
    choose('Kind of the privileged context', 'hint')
    choose('Share that is held out', '0.2')
    const rows = within(region.getByRole('table')).getAllByRole('row')
    expect(rows[1]!.textContent).toBe('10+1=1Count on from 0.')
    expect(rows[4]!.textContent).toMatch(/^4Skipped: q: expected text, found 3/)
    fireEvent.click(region.getByRole('button', { name: 'Use these problems' }))
    await region.findByText('20 problems: 16 to learn from, 4 held out')
    region.getByText('2 lines were skipped')
    region.getByText(/^Line 5: it is not JSON/)
    expect(prompt()).toBe('0+1=')
    expect(state().settings).toMatchObject({ context: 'hint', own: { answer: { kind: 'number', values: ['1'] } } })
    fireEvent.click(region.getByRole('button', { name: 'Next' }))
    expect(prompt()).toBe('1+1=')
    act(app, 'showProblem', 20)
    await region.findByText(/This one is held out/)
    expect(prompt()).toBe('19+1=')
    act(app, 'newProblem')
    await waitFor(() => expect(prompt()).toBe('5+1='))

    const { settings, problemSet } = state()
    const setup = trainingSetup(settings, problemSet?.problems)
    expect(setup.own?.train.map((each) => unpackProblem(each).prompt)).toHaveLength(16)
    expect(setup.heldOut).toMatchObject({ problems: 4, pinned: { own: { prompt: { text: '5+1=' } } } })
    act(app, 'nextProblem')
    expect(sameRun(setup, trainingSetup(state().settings, state().problemSet?.problems))).toBe(true)
    expect(sameRun(setup, trainingSetup(state().settings))).toBe(false)

    // Another prompt is none of them; back in the worlds the set is gone, and can be chosen again.
    act(app, 'setOwnPrompt', 'mine')
    await region.findByText(/the prompt above is none of them/)
    act(app, 'leaveOwnWords')
    expect(state().problemSet).toBeNull()
    await waitFor(() => expect(state().brought.sets.kept).toHaveLength(1))
    const key = state().brought.sets.kept[0]!.key
    choose('A set of problems', key)
    await region.findByText('20 problems: 16 to learn from, 4 held out')
    fireEvent.click(region.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(state().brought.sets.kept).toEqual([]))
    expect(state().problemSet).toBeNull()
  })

  it('may be CSV; a file without problems is refused in a sentence', async () => {
    const { region, open, state, prompt } = renderSets()
    open('mine.csv', 'question,answer\n"Two, and\ntwo?",4\nThree?,3\n')
    await region.findByText(/^mine\.csv/)
    region.getByText('Without a field for the teacher it is told the answer.')
    fireEvent.click(region.getByRole('button', { name: 'Use these problems' }))
    await region.findByText('2 problems: 1 to learn from, 1 held out')
    expect(prompt()).toBe('Two, and\ntwo?')
    expect(state().settings.own?.notes?.answer?.text).toBe('The answer is 4.')
    open('empty.jsonl', '\n')
    await waitFor(() => expect(state().brought.refusal?.message).toBe('There is no problem in “empty.jsonl”.'))
    expect(state().problemSet?.name).toBe('mine.csv')
  })

  it('is read without holding the page, can be stopped, and passes the worker’s border as text', async () => {
    const { region, open, state } = renderSets()
    const text = Array.from({ length: 30_000 }, (_, i) => `{"prompt":"${i}+1=","answer":${i + 1}}`).join('\n')
    open('long.jsonl', text)
    await region.findByText(/^long\.jsonl/)
    fireEvent.click(region.getByRole('button', { name: 'Use these problems' }))
    await waitFor(() => expect(state().brought.sets.reading?.problems).toBeGreaterThan(100))
    fireEvent.click(region.getByRole('button', { name: 'Cancel' }))
    expect(state().brought.sets.reading).toBeNull()
    expect(state().problemSet).toBeNull()
    expect(state().brought.refusal).toBeNull()
  })
})

describe('a shipped set', () => {
  it('is chosen by its name, and read in the form that the prompt has', async () => {
    const facts = readFileSync('public/problems/facts.jsonl')
    vi.stubGlobal('fetch', async () => new Response(facts))
    const { app, region, choose, prompt, state } = renderSets()
    act(app, 'setOwnForm', 'chat')
    act(app, 'setSystemText', 'Be brief.')
    choose('A set of problems', 'facts')
    await region.findByText('40 problems: 32 to learn from, 8 held out')
    expect(prompt()).toMatch(/Orrin Bay/)
    const { settings, problemSet } = state()
    expect(settings.own?.prompt).toEqual({
      chat: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: prompt() },
      ],
    })
    expect(trainingSetup(settings, problemSet?.problems).own?.system).toBe('Be brief.')
  })
})
