// @vitest-environment jsdom
/** @file A teacher on a server, from the page: troubles told apart, gaps exact, divergences between bounds, and a key that stays where it is. */
import { readFileSync } from 'node:fs'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { TokenScore } from '../../engine/types.ts'
import type { Exchange, Exchanged } from '../../remote/exchange.ts'
import { RemoteError } from '../../remote/remote-error.ts'
import { ImportedAxis } from '../../stage/imported/imported-axis.tsx'
import { RolloutHeading } from '../../stage/rollout/heading.tsx'
import { currentQuery } from '../../store/address.ts'
import { AppProvider } from '../../store/hooks.ts'
import { modelWords } from '../../store/model-words.ts'
import { lineToTeacher } from '../../store/served-teacher.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { ServedNote } from '../training/served-note.tsx'
import { checkTeacher } from './check.ts'
import { RemotePanel } from './panel.tsx'
import { readingOf } from './remote-teacher.ts'

beforeEach(() => {
  // jsdom lays nothing out, so there is nothing to observe.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
})

let exchange: Exchange = () => Promise.reject(new TypeError('Failed to fetch'))
let answers = false
vi.mock('../../remote/line.ts', () => ({
  openLine: () => ({ exchange: (...call: Parameters<Exchange>) => exchange(...call), probe: async () => answers }),
}))

afterEach(() => {
  cleanup()
  answers = false
  vi.unstubAllGlobals()
})

const KEY = 'sk-very-secret-1234'
const ok = (json: unknown): Exchanged => ({ status: 200, text: JSON.stringify(json), retryAfter: null })
const models = ok({ data: [{ id: 'big', max_model_len: 4096 }] })
const teacher = {
  role: 'teacher',
  url: 'http://127.0.0.1:8000',
  model: 'big',
  kind: 'vllm',
  topK: 2,
  key: KEY,
  timeout: 100,
} as const

function trouble(
  page: string,
  changes: { readonly url?: string; readonly model?: string; readonly key?: string | null } = {},
) {
  const line = { exchange, probe: async () => answers }
  const asked = { teacher: { ...teacher, ...changes }, ids: [1, 5, 6, 7, 8], vocabulary: 100, page }
  return checkTeacher(line, { ...asked, signal: new AbortController().signal }).then(
    () => 'none',
    (error: unknown) => (error instanceof RemoteError ? error.trouble : error),
  )
}

describe('the check of a teacher on a server', () => {
  const page = 'https://example.org/'

  it('tells apart what a browser hides: nobody there, closed to other pages, a key that is refused, mixed content', async () => {
    exchange = () => Promise.reject(new TypeError('Failed to fetch'))
    expect(await trouble(page)).toBe('unreachable')
    answers = true
    expect(await trouble(page)).toBe('cors')
    expect(await trouble(page, { url: 'http://192.168.0.7:8000' })).toBe('mixed-content')
    expect(await trouble(page, { url: 'ftp://a' })).toBe('unreachable')
    exchange = (url) => (url.endsWith('/health') ? Promise.resolve(ok({})) : Promise.reject(new TypeError('hidden')))
    expect(await trouble(page)).toBe('wrong-key')
  })

  it('and what a server says: model, length, cap, vocabulary, logits; and finds nothing where all is well', async () => {
    let scored: unknown = {}
    exchange = async (url) => (url.endsWith('/v1/models') ? models : url.endsWith('/health') ? ok({}) : ok(scored))
    expect(await trouble(page, { model: 'huge' })).toBe('unknown-model')
    scored = { choices: [{ prompt_logprobs: [null, { 5: { logprob: 3 } }, {}, {}] }] }
    expect(await trouble(page)).toBe('raw-logits')
    scored = { choices: [{ prompt_logprobs: [null, { 500: { logprob: -1 } }, {}, {}] }] }
    expect(await trouble(page)).toBe('vocabulary')
    scored = { choices: [{}] }
    expect(await trouble(page)).toBe('no-logprobs')
    scored = {
      choices: [{ prompt_logprobs: [null, { 5: { logprob: -1 } }, { 6: { logprob: -1 } }, { 7: { logprob: -1 } }] }],
    }
    expect(await trouble(page)).toBe('none')
  })
})

describe('training against a teacher on a server', () => {
  /** vLLM, with what odd servers do: nothing of the first token, ids as text, no entry, -9999, k + 1 entries. */
  const odd = (ids: readonly number[]): Exchanged =>
    ok({
      choices: [
        {
          prompt_logprobs: ids.map((id, i) =>
            i === 0
              ? null
              : i === 1
                ? { [`token_id:${id}`]: { logprob: '-0.5', rank: 1 } }
                : i === 2
                  ? null
                  : i === 3
                    ? { 9: { logprob: -0.1, rank: 1 }, [id]: { logprob: -9999, rank: 90 } }
                    : {
                        9: { logprob: -0.5, rank: 1 },
                        10: { logprob: -1.5, rank: 2 },
                        [id]: { logprob: -4, rank: 7 },
                      },
          ),
        },
      ],
    })

  it('is asked by the page at every step once the server has passed; another address or key ends it; slow and broken servers are told', async () => {
    const store = createAppStore(DEFAULTS)
    const session = createSession(store, () => createFakeEngine({}))
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
    vi.stubGlobal('fetch', async (url: URL) => {
      const path = url.pathname.replace(/^.*models\//, 'models/')
      return { ok: true, json: async () => JSON.parse(readFileSync(path, 'utf8')) as unknown }
    })
    exchange = async (url, { body }) =>
      url.endsWith('/health') ? ok({}) : url.endsWith('/v1/models') ? models : odd(JSON.parse(body ?? '{}').prompt)
    render(
      <AppProvider value={app}>
        <RemotePanel />
        <ServedNote />
      </AppProvider>,
    )
    const box = screen.getByRole('checkbox', { name: 'Training learns from this server' })
    expect(box).toHaveProperty('disabled', true)
    act(() => session.remote.setForm({ url: 'http://127.0.0.1:8000', model: 'big', topK: 2 }))
    fireEvent.click(box)
    await act(() => vi.waitFor(() => expect(store.getState().servedTeacher).not.toBeNull(), { timeout: 20_000 }))
    expect(store.getState().servedTeacher).toEqual({ model: 'big', topK: 2 })
    // The recipe that the page begins with reads whole distributions.
    expect(document.body.textContent).toMatch(
      /cannot learn from big on a server: its divergence is taken over the whole/,
    )
    const line = lineToTeacher(store)!
    const signal = new AbortController().signal
    const [said] = await line([{ ids: [1, 5, 6, 7, 8], from: 1 }], signal)
    expect(said).toEqual([
      { own: -0.5, top: [[5, -0.5]] },
      { own: null, top: [] },
      { own: Number.NEGATIVE_INFINITY, top: [[9, -0.1]] },
      {
        own: -4,
        top: [
          [9, -0.5],
          [10, -1.5],
        ],
      },
    ])
    exchange = async () => ({ status: 401, text: `{"message":"no ${KEY}"}`, retryAfter: null })
    await expect(line([{ ids: [1, 5], from: 1 }], signal)).rejects.toMatchObject({ code: 'session-failed' })
    const stop = new AbortController()
    exchange = (_, { signal: until }) =>
      new Promise((_done, failed) => until?.addEventListener('abort', () => failed(new DOMException('', 'AbortError'))))
    const slow = line([{ ids: [1, 5], from: 1 }], stop.signal)
    stop.abort()
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' })
    act(() => session.remote.setForm({ model: 'other' }))
    expect(store.getState().servedTeacher).toBeNull()
    expect(lineToTeacher(store)).toBeUndefined()
  })

  it('tells slow servers from broken ones', async () => {
    const scored = (answer: Exchange): void => {
      exchange = async (url, init) =>
        url.endsWith('/health') ? ok({}) : url.endsWith('/v1/models') ? models : answer(url, init)
    }
    const page = 'https://example.org/'
    const wait = vi
      .spyOn(globalThis, 'setTimeout')
      .mockImplementation(((done: () => void) => queueMicrotask(done)) as never)
    try {
      scored(() => Promise.reject(Object.assign(new Error('late'), { name: 'TimeoutError' })))
      expect(await trouble(page)).toBe('too-slow')
      scored(async () => ({ status: 200, text: '{"choices":[{"prompt_log', retryAfter: null }))
      expect(await trouble(page)).toBe('broken-answer')
      scored(async () => ({ status: 503, text: 'overloaded', retryAfter: '0' }))
      expect(await trouble(page)).toBe('busy')
      scored(async () => ({
        ...{ status: 400, retryAfter: null },
        text: '{"error":{"message":"Requested prompt logprobs of 50, which is greater than max allowed: 20"}}',
      }))
      expect(await trouble(page)).toBe('logprob-cap')
    } finally {
      wait.mockRestore()
    }
  })
})

describe('a student on a server', () => {
  it('writes on the stage with its own tokens, which the teacher here scores; another tokenizer is refused, and Stop stops the request', async () => {
    const store = createAppStore(DEFAULTS)
    const session = createSession(store, () => createFakeEngine({}))
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
    vi.stubGlobal('fetch', async (url: URL) => {
      const path = url.pathname.replace(/^.*models\//, 'models/')
      return { ok: true, json: async () => JSON.parse(readFileSync(path, 'utf8')) as unknown }
    })
    const { words } = await modelWords('student', store.getState())
    const text = '18+44=62\n'
    const ids = words.encode(text)
    let wrote: unknown = {
      text,
      finish_reason: 'length',
      token_ids: ids,
      logprobs: { token_logprobs: ids.map((_, i) => -0.5 - i) },
    }
    const heard: { readonly url: string; readonly body: string; readonly key: string | undefined }[] = []
    exchange = async (url, { body, headers }) => {
      heard.push({ url, body: body ?? '', key: headers.Authorization })
      return url.endsWith('/health') ? ok({}) : url.endsWith('/v1/models') ? models : ok({ choices: [wrote] })
    }
    render(
      <AppProvider value={app}>
        <RemotePanel />
        <ImportedAxis />
        <RolloutHeading />
      </AppProvider>,
    )
    act(() => session.remoteStudent.open(true))
    fireEvent.change(screen.getByLabelText('Student’s address'), { target: { value: 'http://127.0.0.1:8000' } })
    fireEvent.change(screen.getByLabelText('Student’s model'), { target: { value: 'big' } })
    fireEvent.change(screen.getByLabelText('Student’s key, if it asks for one'), { target: { value: KEY } })
    const write = screen.getByRole('button', { name: 'Have the student there write' })
    fireEvent.click(write)
    await act(() => vi.waitFor(() => expect(store.getState().rollout?.imported).toBeDefined(), { timeout: 20_000 }))
    const { rollout } = store.getState()
    expect(rollout!.tokens.map(({ id }) => id)).toEqual(ids)
    expect(rollout!.imported).toMatchObject({
      trainer: 'big',
      server: true,
      unread: null,
      student: ids.map((_, i) => -0.5 - i),
    })
    expect(rollout!.result?.verdict.status).not.toBe('unchecked')
    expect(JSON.parse(heard.at(-1)!.body)).toMatchObject({ prompt: rollout!.result!.prompt, model: 'big', n: 1 })
    expect(heard.at(-1)!.key).toBe(`Bearer ${KEY}`)
    expect(JSON.stringify(store.getState())).not.toContain(KEY)
    await act(() =>
      vi.waitFor(() => expect(Object.keys(store.getState().rollout!.scores)).not.toEqual([]), { timeout: 20_000 }),
    )
    expect(document.body.textContent).toMatch(/Written by big on a server.*scores it token by token/)
    expect(document.body.textContent).toMatch(/teacher here less student there/)
    expect(screen.getByText('SERVER')).toBeDefined()

    wrote = { text, finish_reason: 'stop', token_ids: [40, 41] }
    fireEvent.click(write)
    const alert = await screen.findByRole('alert')
    expect(alert.dataset.trouble).toBe('vocabulary')
    expect(alert.textContent).toMatch(/another tokenizer: its tokens say.*Serve a student with the tokenizer/)
    expect(screen.getByText(text.trim(), { selector: 'pre' })).toBeDefined()
    expect(store.getState().rollout).toMatchObject({ id: rollout!.id })

    let stopped = false
    exchange = (url, { signal }) =>
      url.endsWith('/health')
        ? Promise.resolve(ok({}))
        : url.endsWith('/v1/models')
          ? Promise.resolve(models)
          : new Promise((_done, failed) =>
              signal?.addEventListener('abort', () => {
                stopped = true
                failed(new DOMException('', 'AbortError'))
              }),
            )
    fireEvent.click(write)
    await screen.findByText('The student there writes …')
    fireEvent.click(screen.getByRole('button', { name: 'Stop the student on the server' }))
    await act(() =>
      vi.waitFor(() => expect(store.getState().remoteStudent).toMatchObject({ phase: 'rest', trouble: null })),
    )
    expect(stopped).toBe(true)
  })
})

describe('what a server says of a token', () => {
  it('is exact for the sampled word and lies between two ends for divergences, by hand', () => {
    // Student 1/2, 1/4, 1/4; the server names word 0 with 1/2 and hides a rest of 1/2 on two words.
    const top = [Math.log(0.5), Math.log(0.25), Math.log(0.25)].map((logpStudent, id) => ({
      ...{ id, text: String(id), logpStudent, logpTeacher: 0 },
    }))
    const student = [{ top, logpStudent: Math.log(0.5) }] as unknown as readonly TokenScore[]
    const { rows, meanGap, tail, unbounded } = readingOf(
      1,
      { tokens: [{ id: 0, text: 'a', logpStudent: Math.log(0.5), source: 'student' }] },
      student,
      [{ own: Math.log(0.5), top: [[0, Math.log(0.5)]] }],
      { model: 'big', topK: 1 },
      { divergence: 'renyi', params: {} },
    )
    const row = (id: string) => rows.find((each) => each.id === id)!
    expect(meanGap).toBeCloseTo(0, 12)
    expect(tail).toBeCloseTo(0.5, 12)
    expect(unbounded).toEqual(['renyi'])
    // The rest as one word agrees with the student's; at worst all of it lies on one of the two: 1/2 log 2.
    expect(row('forward-kl').values[0]).toBeCloseTo(0, 12)
    expect(row('forward-kl').upper?.[0]).toBeCloseTo(0.5 * Math.log(2), 9)
    expect(row('reverse-kl').upper?.[0]).toBeNull()
    expect(row('entropy').values[0]).toBeCloseTo(Math.log(2), 12)
    expect(row('entropy').upper?.[0]).toBeCloseTo(1.5 * Math.log(2), 12)
  })
})

describe('the key', () => {
  it('is in no link, no state, no storage and no error, whatever the server repeats of it', async () => {
    const store = createAppStore(DEFAULTS)
    const session = createSession(store, () => createFakeEngine({}))
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
    vi.stubGlobal('fetch', async (url: URL) => {
      const path = url.pathname.replace(/^.*models\//, 'models/')
      return { ok: true, json: async () => JSON.parse(readFileSync(path, 'utf8')) as unknown }
    })
    await session.sample()
    const heard: string[] = []
    exchange = async (url, { headers }) => {
      heard.push(`${url} ${headers.Authorization ?? ''}`)
      if (url.endsWith('/health')) return ok({})
      if (url.endsWith('/v1/models')) return models
      return { status: 400, text: JSON.stringify({ error: { message: `no ${KEY} here` } }), retryAfter: null }
    }
    render(
      <AppProvider value={app}>
        <RemotePanel />
      </AppProvider>,
    )
    fireEvent.change(screen.getByRole('textbox', { name: 'Address' }), { target: { value: 'http://127.0.0.1:8000' } })
    fireEvent.change(screen.getByRole('textbox', { name: 'Model' }), { target: { value: 'big' } })
    fireEvent.change(screen.getByLabelText(/^Key/), { target: { value: KEY } })
    fireEvent.click(screen.getByRole('button', { name: 'Have the server read it' }))
    await act(() =>
      vi.waitFor(() => expect(store.getState().remote.trouble?.kind).toBe('refused'), { timeout: 20_000 }),
    )
    expect(screen.getByRole('alert').textContent).toContain('no *** here')
    expect(heard[0]).toBe('http://127.0.0.1:8000/health ')
    expect(heard.filter((line) => line.includes(KEY)).length).toBeGreaterThan(1)
    const everything = [JSON.stringify(store.getState()), currentQuery(app), location.href, document.body.innerHTML]
    for (const place of [...everything, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })])
      expect(place).not.toContain(KEY)
  })
})
