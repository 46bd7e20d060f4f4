// @vitest-environment jsdom
/** @file An imported rollout on the stage: measured where a model here reads it, as recorded where none does, and said to be the one or the other. */
import { readFileSync } from 'node:fs'
import { cleanup, render, screen } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { ScoredRollout, ScoreRequest, TokenScore } from '../../engine/types.ts'
import { readRun } from '../../imports/import-run.ts'
import type { RunRollout } from '../../imports/run-format.ts'
import { ImportedAxis, ImportedToken } from '../../stage/imported/imported-axis.tsx'
import { RolloutHeading } from '../../stage/rollout/heading.tsx'
import { GapSummary, VerdictLine } from '../../stage/rollout/verdict.tsx'
import { act, available } from '../../store/app.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { NoResizes } from '../../testing/no-resizes.ts'
import { exampleSources } from './example.ts'
import type { Staging } from './to-stage.ts'

beforeAll(() => {
  vi.stubGlobal('ResizeObserver', NoResizes)
  vi.stubGlobal('fetch', async (url: URL) => {
    const bytes = readFileSync(
      url.pathname.replace(/^.*\/(models|recorded)\//, (_, folder: string) =>
        folder === 'models' ? 'models/' : 'public/recorded/',
      ),
    )
    return { ok: true, json: async () => JSON.parse(bytes.toString()) as unknown, arrayBuffer: async () => bytes }
  })
})
afterEach(cleanup)
afterAll(() => void vi.unstubAllGlobals())

const DUMP: RunRollout = {
  ...{ source: 'nemo-rl', file: 'train_data_step7.jsonl', step: 7, group: null },
  ...{ prompt: 'Ann has 2 eggs.\nSolution:\n', completion: 'Ann starts with 2 eggs.', reward: 1 },
  ...{ token_ids: [7, 8], student_logprobs: [-1, -2], teacher_logprobs: [-1.5, -1.75] },
}

const TOKEN: TokenScore = {
  ...{
    logpStudent: -0.5,
    logpTeacher: -0.25,
    gap: 0.25,
    entropyStudent: 1,
    entropyTeacher: 1,
    rankStudent: 1,
    rankTeacher: 1,
  },
  ...{ top: [], tailStudent: 0, tailTeacher: 0, divergences: {} },
}
const scoreOf = ({ rollout, teacher, context }: ScoreRequest): ScoredRollout => ({
  ...{ teacher, context, contextText: null, teacherPrompt: rollout.prompt, backend: 'wasm' },
  tokens: rollout.tokens.map(() => TOKEN),
})
const PATIENCE = { timeout: 20_000 }

async function stage(rollout: RunRollout, as: Staging = 'dump') {
  const store = createAppStore(DEFAULTS)
  // The stand-in has no numbers of its own for a text that it did not write.
  const engine = { ...createFakeEngine({}), score: async (request: ScoreRequest) => scoreOf(request) }
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  await new Promise<void>((opened) => act(app, 'stageImported', { rollout, as, opened }))
  render(
    <AppProvider value={app}>
      <RolloutHeading />
      <VerdictLine />
      <GapSummary />
      <ImportedAxis />
      <ImportedToken index={1} />
    </AppProvider>,
  )
  return { app, store }
}

describe('an imported rollout on the stage', () => {
  it('stands there with the tokens of the dump where these are of another vocabulary, and nothing is measured', async () => {
    const { app, store } = await stage(DUMP)
    const { rollout } = store.getState()
    expect(rollout?.tokens.map(({ text }) => text)).toEqual([' 7', ' 8'])
    expect(rollout?.result).toBeNull()
    expect(document.body.textContent).toContain('IMPORTED')
    expect(document.body.textContent).toContain('nemo-rl, step 7, reward 1')
    expect(document.body.textContent).toContain('of a vocabulary that the models of this page do not have')
    expect(document.body.textContent).toContain('No trace can be written of it')
    const rows = [...document.querySelectorAll('.imported-axis tbody tr')].map((row) => row.textContent)
    expect(rows).toEqual(['1 71.001.50−0.500', '2 82.001.750.250'])
    expect(screen.getAllByText('0.250').length).toBeGreaterThan(0)
    expect(available(app, 'exportTrace', store.getState())).toBe(false)
  })

  it('or with its text read by the models of this page, which then has a trace', async () => {
    const { app, store } = await stage(DUMP, 'text')
    await vi.waitFor(() => expect(Object.keys(store.getState().rollout?.scores ?? {})).toHaveLength(1), PATIENCE)
    const { rollout } = store.getState()
    expect(rollout?.result?.text).toBe(DUMP.completion)
    expect(rollout?.result?.problem.own).toEqual({ prompt: { text: DUMP.prompt } })
    expect(rollout?.imported).toMatchObject({ student: null, unread: null })
    expect(rollout?.tokens.every(({ logpStudent }) => logpStudent === -0.5)).toBe(true)
    expect(available(app, 'exportTrace', store.getState())).toBe(true)
  })

  it('says why nothing reads it: no prompt, no text, too long', async () => {
    const text = { token_ids: undefined, student_logprobs: undefined, teacher_logprobs: undefined }
    const bare = (part: Partial<RunRollout>): RunRollout => JSON.parse(JSON.stringify({ ...DUMP, ...text, ...part }))
    for (const [part, unread] of [
      [{ prompt: null }, 'no-prompt'],
      [{ completion: null }, 'no-text'],
      [{ completion: 'Ann has 2 eggs. '.repeat(300) }, 'too-long'],
    ] as const) {
      const { store } = await stage(bare(part))
      expect(store.getState().rollout?.imported?.unread).toBe(unread)
      expect(store.getState().rollout?.result).toBeNull()
      cleanup()
    }
  })

  it('shows what is recorded beside what is measured where the tokens are the same: the example that comes with the page', async () => {
    const sources = await exampleSources()
    const found: RunRollout[] = []
    for (const source of sources)
      for await (const item of readRun(source)) if (item.kind === 'rollout') found.push(item.value)
    expect(found).toHaveLength(84)
    const recorded = found.find(({ student_logprobs }) => student_logprobs !== undefined)!
    const { store } = await stage(recorded)
    const { rollout } = store.getState()
    expect(rollout?.imported?.unread).toBeNull()
    expect(rollout?.tokens.map(({ id }) => id)).toEqual(recorded.token_ids)
    expect(rollout?.result?.text).toBe(recorded.completion)
    await vi.waitFor(
      () => expect(document.querySelector('.imported-axis thead')?.textContent).toContain('difference'),
      PATIENCE,
    )
  })
})
