// @vitest-environment jsdom
/** @file A run that trainers wrote, on the page: recognised, browsed, searched, cancelled; what is broken is said, what is missing too. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { NoResizes } from '../../testing/no-resizes.ts'
import { ImportPanel } from './panel.tsx'
// Fetched when it is needed: here it is there before.
import './curves.tsx'

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizes)
})
afterEach(cleanup)
afterAll(() => void vi.unstubAllGlobals())

const PATIENCE = { timeout: 20_000 }

function page() {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine({}))
  let seed = 7
  const app = appOf({ store, session, files: noFiles, randomSeed: () => seed++ })
  render(
    <AppProvider value={app}>
      <ImportPanel />
    </AppProvider>,
  )
  const give = async (...files: readonly File[]): Promise<void> => {
    fireEvent.change(document.querySelector('input[type=file][multiple]')!, { target: { files } })
    await act(() => vi.waitFor(() => expect(store.getState().imports.phase).toBe('whole'), PATIENCE))
  }
  return { store, session, give }
}

const verl = (i: number): string =>
  JSON.stringify({
    input: `What is ${i % 2}+1?`,
    output: `It is ${i}.`,
    gts: '2',
    score: i % 3,
    step: 1 + (i % 4),
    uid: `${i}_0_0`,
  })
const NEMO = JSON.stringify({
  ...{ content: ['user: 1+1? assistant: 2'], rewards: [1], input_lengths: [4], token_ids: [[5, 6, 7, 8, 0]] },
  ...{ token_loss_mask: [[0, 0, 1, 1, 0]], sample_loss_mask: [1], advantages: [[0, 0, -0.5, 0.25, 0]] },
  ...{ generation_logprobs: [[0, 0, -1, -2, 0]], prev_logprobs: [[0, 0, -1, -2, 0]], idx: 0 },
})

describe('the region "Import run"', () => {
  it('says what files were taken for, what they lack, which lines were skipped; browses, filters, searches', async () => {
    const { give } = page()
    const lines = Array.from({ length: 40 }, (_, i) => verl(i))
    await give(
      new File([[...lines.slice(0, 3), '{"broken', ...lines.slice(3)].join('\n')], '3.jsonl'),
      new File(
        ['{"step":1,"data":{"distillation/loss":0.5}}\n{"step":2,"data":{"distillation/loss":0.25}}\n'],
        'm.jsonl',
      ),
      new File([Uint8Array.of(0x80, 4, 1, 2)], 'rollout_3.pt'),
    )
    const region = screen.getByRole('region', { name: 'Import run' })
    expect(region.textContent).toContain('40 rollouts, 2 lines of metrics; skipped lines: 1.')
    expect(region.textContent).toMatch(/Recognised as verl rollouts.*3\.jsonl.*Such files lack: token ids/)
    expect(region.textContent).toContain('3.jsonl, line 4')
    expect(region.textContent).toMatch(/rollout_3\.pt is a Python pickle.*convert_pickle\.py/)
    await screen.findByText('distillation/loss')
    const table = within(screen.getByRole('region', { name: 'Rollouts of the run' }))
    await table.findByText('It is 0.')
    fireEvent.change(screen.getByRole('combobox', { name: 'Step' }), { target: { value: '2' } })
    fireEvent.change(screen.getByRole('textbox', { name: 'Reward from' }), { target: { value: '2' } })
    screen.getByText('3 of 40 rollouts')
    await table.findByText('It is 5.')
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'IS 17.' } })
    fireEvent.submit(screen.getByRole('searchbox').closest('form')!)
    await screen.findByRole('button', { name: '1 hold “IS 17.”; show all' }, PATIENCE)
    screen.getByText('1 of 40 rollouts')
    await table.findByText('It is 17.')
    fireEvent.click(table.getByRole('button', { name: 'Open rollout 18' }))
    const rollout = await screen.findByRole('region', { name: 'Rollout 18' })
    await within(rollout).findByText('What is 1+1?')
    expect(rollout.textContent).toContain('The dump does not hold: token ids, log-probs of the student')
  })

  it('draws the tokens of a dump that has them, with gaps where the teacher is known', async () => {
    const { give } = page()
    await give(new File([NEMO], 'train_data_step7.jsonl'))
    fireEvent.click(screen.getByRole('button', { name: 'Open rollout 1' }))
    const rollout = await screen.findByRole('region', { name: 'Rollout 1' })
    await within(rollout).findAllByRole('region', { name: 'The tokens of the dump' })
    const rows = [...rollout.querySelectorAll('tbody tr')].map((row) => row.textContent)
    expect(rows).toEqual(['1 71.001.50−0.500', '2 82.001.750.250'])
    expect(rollout.textContent).not.toContain('token ids,')
  })

  it('stops where it is told to, and keeps what was read', async () => {
    const { store, session } = page()
    let read = 0
    const size = 50_000_000
    const line = new TextEncoder().encode(`${verl(1).replace('It is', 'It is '.repeat(4000))}\n`)
    const reading = session.imports.read([
      {
        ...{ name: 'long.jsonl', path: 'long.jsonl', size },
        slice: async (start, end) => {
          read = Math.max(read, end)
          const bytes = new Uint8Array(end - start)
          for (let at = 0; at < bytes.length; at++) bytes[at] = line[(start + at) % line.length]!
          if (read > 2_000_000) session.imports.cancel()
          return bytes
        },
      },
    ])
    await act(() => reading)
    expect(read).toBeLessThan(6_000_000)
    expect(store.getState().imports.phase).toBe('cancelled')
    screen.getByText(/Cancelled: what was read until then is here/)
  })
})
