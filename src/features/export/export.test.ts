import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { TokenScore } from '../../engine/types.ts'
import { english } from '../../message/message.ts'
import type { Settings } from '../../settings/settings.ts'
import { replaceUnknownModels } from '../../store/address.ts'
import { tokensCsv } from '../../store/export/csv.ts'
import { viewOf } from '../../store/scoring.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { DATA_PLACE } from './packed-page.ts'

function createApp(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const saved: { readonly name: string; readonly text: string }[] = []
  const engine = createFakeEngine()
  const files = {
    ...noFiles,
    save: (name: string, data: Uint8Array | string) => void saved.push({ name, text: String(data) }),
  }
  const app = appOf({ store, session: createSession(store, () => engine), files, randomSeed: () => 1 })
  return { app, store, saved, engine }
}

async function sampled(settings: Partial<Settings> = {}) {
  const made = createApp({ maxTokens: 10, ...settings })
  await made.app.session.sample()
  ACTIONS.exportTrace.perform(made.app)
  return { ...made, trace: made.saved[0]! }
}

describe('save as one page', () => {
  it('names what is in the way: no reading, no empty page, a browser that cannot pack', async () => {
    const { app, store, saved } = await sampled()
    const said = () => english(store.getState().notices.at(-1)?.message ?? '')
    const count = saved.length
    const { rollout } = store.getState()
    store.setState({ rollout: rollout && { ...rollout, scores: {} } })
    ACTIONS.savePage.perform(app)
    expect(said()).toMatch(/^No teacher has read this rollout yet/)
    store.setState({ rollout })
    ACTIONS.savePage.perform({
      ...app,
      files: { ...app.files, emptyPage: () => Promise.reject(new Error('HTTP 404')) },
    })
    await vi.waitFor(() => expect(said()).toMatch(/^The page could not be put together\. Check the connection/))
    vi.stubGlobal('CompressionStream', undefined)
    ACTIONS.savePage.perform({ ...app, files: { ...app.files, emptyPage: async () => DATA_PLACE } })
    await vi.waitFor(() =>
      expect(said()).toMatch(/^This browser could not put the page together \(.*CompressionStream/),
    )
    vi.unstubAllGlobals()
    expect(saved).toHaveLength(count)
  })
})

describe('export and import', () => {
  it('shows the same on another page, which needs no engine', async () => {
    const { store: from, trace } = await sampled({
      seed: 7,
      divergence: 'jsd',
      params: { jsd: { beta: 0.25 } },
      units: 'bits',
    })
    expect(trace.name).toBe('opd-tally-37-seed-7.trace.json')
    const { app, store, engine } = createApp({ theme: 'night', steps: 7 })
    await ACTIONS.importTrace.perform(app, trace)
    const { rollout, settings, notices } = store.getState()
    expect(notices).toEqual([])
    expect(rollout).toMatchObject({ id: -1, origin: 'recorded', student: 'student', sampling: { seed: 7 } })
    expect(settings).toMatchObject({ seed: 7, divergence: 'jsd', params: { jsd: { beta: 0.25 } }, units: 'bits' })
    expect(settings).toMatchObject({ theme: 'night', steps: 7 })
    const before = viewOf(from.getState())
    const after = viewOf(store.getState())
    for (const which of ['without', 'with'] as const) {
      for (const [i, token] of before[which]!.tokens.entries()) {
        expect(after[which]!.tokens[i]!.gap).toBeCloseTo(token.gap, 7)
        expect(after[which]!.tokens[i]!.divergences.jsd).toBeCloseTo(token.divergences.jsd!, 7)
      }
    }
    await app.session.rescore()
    expect(engine.calls.loaded).toEqual([])
  })

  it('joins the history: undo brings back what stood there, redo the replay', async () => {
    const { app, store, trace } = await sampled()
    const { rollout } = store.getState()
    await ACTIONS.importTrace.perform(app, trace)
    await ACTIONS.importTrace.perform(app, trace)
    expect(store.getState().rollout?.id).toBe(-2)
    ACTIONS.previousRun.perform(app)
    ACTIONS.previousRun.perform(app)
    expect(store.getState().rollout).toBe(rollout)
    ACTIONS.nextRun.perform(app)
    expect(store.getState().rollout).toMatchObject({ id: -1, origin: 'recorded' })
  })

  it.each([
    ['no JSON at all', '{', 'it is not JSON'],
    ['another file', '{"format":"opd-run"}', 'format: expected "opd-trace"'],
    ['a newer trace', '{"format":"opd-trace","version":3}', 'version: expected 2'],
  ])('refuses %s, names the reason and leaves everything as it is', async (_, text, reason) => {
    const { app, store } = await sampled()
    const { rollout, settings, past } = store.getState()
    await ACTIONS.importTrace.perform(app, { name: 'x.json', text })
    expect(store.getState()).toMatchObject({ rollout, settings, past })
    const notice = store.getState().notices.at(-1)
    expect(notice?.tone).toBe('error')
    expect(english(notice?.message ?? '')).toContain(reason)
  })

  it('takes the teacher that the trace knows where the page on view was another', async () => {
    const { trace } = await sampled()
    const { app, store } = createApp()
    const text = trace.text.replace(/"page":"[^"]*"/, '"page":"teacher=nobody&privileged=1&theme=night"')
    await ACTIONS.importTrace.perform(app, { ...trace, text })
    expect(store.getState().settings).toMatchObject({ teacher: 'teacher', privileged: true, theme: 'auto' })
  })

  it('shows what a teacher made of it who is not on this page’s list of models', async () => {
    const { trace } = await sampled()
    const { app, store, engine } = createApp()
    const end = replaceUnknownModels(app)
    await app.session.loader.ensure(['student'])
    const text = trace.text.replaceAll('"teacher":"teacher"', '"teacher":"trained-1"')
    await ACTIONS.importTrace.perform(app, { ...trace, text })
    expect(store.getState().settings.teacher).toBe('trained-1')
    expect(store.getState().notices).toEqual([])
    expect(viewOf(store.getState()).shown?.tokens[0]?.gap).toBeCloseTo(JSON.parse(text).scores[0].tokens[0].gap, 9)
    // What it does not hold cannot be asked of a model that is not here, and that takes nothing else with it.
    ACTIONS.setContext.perform(app, 'hint')
    ACTIONS.togglePrivileged.perform(app)
    await app.session.rescore()
    expect(english(store.getState().notices.at(-1)?.message ?? '')).toContain('no model called “trained-1”')
    expect(store.getState().engine.phase).toBe('ready')
    expect(engine.calls.loaded).toEqual(['student'])
    end()
  })

  it('gives nothing away while the student writes', async () => {
    const { store } = await sampled()
    store.setState(({ rollout }) => ({ rollout: rollout && { ...rollout, result: null } }))
    expect(ACTIONS.exportTrace.available?.(store.getState())).toBe(false)
  })

  it('says so when the browser cannot paint', async () => {
    const { app, store } = await sampled()
    const files = { ...app.files, paint: () => Promise.reject(new Error('no canvas')) }
    ACTIONS.exportPng.perform({ ...app, files }, { svg: '<svg/>', width: 1, height: 1, scale: 4 })
    await vi.waitFor(() => expect(english(store.getState().notices.at(-1)?.message ?? '')).toContain('could not paint'))
  })
})

describe('the table of tokens', () => {
  it('has a row a token, both readings, infinities as such and visible texts', async () => {
    const { app, store, saved } = await sampled()
    ACTIONS.exportTokens.perform(app)
    const lines = saved[1]!.text.trimEnd().split('\n')
    const { rollout } = store.getState()
    expect(lines).toHaveLength(1 + rollout!.tokens.length)
    const header = lines[0]!.split(',')
    expect(header).toEqual(expect.arrayContaining(['gap_without', 'gap_with_trace', 'k3_without', 'jsd_with_trace']))
    const { without } = viewOf(store.getState())
    const infinite: TokenScore = {
      ...without!.tokens[0]!,
      gap: -Infinity,
      logpTeacher: -Infinity,
      divergences: { k1: Infinity },
    }
    const [token] = rollout!.tokens
    const csv = tokensCsv([{ ...token!, text: '",\n' }], [{ ...without!, tokens: [infinite] }])
    const [names, values] = csv.trimEnd().split('\n')
    expect(values).toContain('"""')
    expect(values).toContain('\\n"')
    const cells = values!.slice(values!.indexOf('student')).split(',')
    const at = (name: string) => cells[names!.split(',').indexOf(name) - 3]
    expect([at('gap_without'), at('acceptance_without'), at('k1_without'), at('k2_without')]).toEqual([
      '-Infinity',
      '0',
      'Infinity',
      '',
    ])
  })
})
