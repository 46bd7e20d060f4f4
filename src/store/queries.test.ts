import { afterEach, describe, expect, it, vi } from 'vitest'
import { cancelled, EngineError } from '../engine/errors.ts'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { createAppStore, DEFAULTS } from '../testing/app.ts'
import { createLoader } from './model-loader.ts'
import {
  createQueries,
  failureOf,
  forgetFailures,
  hasFailed,
  type Query,
  type QueryKey,
  type Watch,
} from './queries.ts'

/** One request that the engine got and the test answers. */
interface Request {
  readonly subject: string
  readonly signal: AbortSignal
  readonly answer: (text: string) => void
  readonly fail: (error: unknown) => void
}

/** Questions whose requests wait for the test; answers are kept by key. `wanted` is what the page shows, the most needed first. */
async function createPage() {
  const store = createAppStore(DEFAULTS)
  const loader = createLoader(store, () => createFakeEngine())
  const queries = createQueries(store, loader)
  const requests: Request[] = []
  const kept: Record<string, string> = {}
  let wanted: readonly string[] = []
  const query = (subject: string): Query<string> => ({
    key: `score|${subject}`,
    models: ['student'],
    ask: (_, signal) =>
      new Promise((answer, fail) => {
        signal.addEventListener('abort', () => fail(cancelled()))
        requests.push({ subject, signal, answer, fail })
      }),
    keep: (_, answer) => void Object.assign(kept, { [subject]: answer }),
    failed: 'It could not be read.',
  })
  const watch: Watch = {
    reads: ['pinned'],
    missing: () => wanted.filter((subject) => !(subject in kept)).map(query),
  }
  await loader.ensure(['student'])
  return {
    ...{ store, loader, queries, requests, kept, query, watch },
    /** The page shows these from now on. */
    show(...subjects: readonly string[]) {
      wanted = subjects
      store.setState(({ pinned }) => ({ pinned: (pinned ?? 0) + 1 }))
    },
    /** The n-th request, once it has reached the engine. */
    request: (n: number): Promise<Request> =>
      vi.waitFor(() => {
        const found = requests[n]
        if (!found) throw new Error(`no request ${n}`)
        return found
      }),
    asked: () => requests.map(({ subject }) => subject),
    failed: (subject: string) => failureOf(store.getState(), `score|${subject}`),
  }
}

/** Time for whatever would be asked now to be asked. */
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10))

const died = (): EngineError => new EngineError('worker-crashed', 'It died.', 'Try again.')

afterEach(() => vi.unstubAllGlobals())

describe('a question', () => {
  it('is answered, kept, and asked anew when its answer was not wanted any more', async () => {
    const { queries, query, request, kept, asked } = await createPage()
    const first = queries.ask(query('a'))
    ;(await request(0)).answer('one')
    expect(await first).toBe('one')
    expect(kept).toEqual({ a: 'one' })
    const second = queries.ask(query('a'))
    ;(await request(1)).answer('two')
    expect(await second).toBe('two')
    expect(asked()).toEqual(['a', 'a'])
  })

  it('of one key is one request for all who ask, and another key is another one', async () => {
    const { queries, query, request, asked } = await createPage()
    const both = [queries.ask(query('a')), queries.ask(query('a'))]
    const other = queries.ask(query('b'))
    ;(await request(0)).answer('one')
    ;(await request(1)).answer('two')
    expect(await Promise.all([...both, other])).toEqual(['one', 'one', 'two'])
    expect(asked()).toEqual(['a', 'b'])
  })

  it('loads its models first', async () => {
    const { queries, query, request, loader, store } = await createPage()
    const ensure = vi.spyOn(loader, 'ensure')
    const answer = queries.ask({ ...query('a'), models: ['student', 'teacher'] })
    ;(await request(0)).answer('one')
    await answer
    expect(ensure.mock.calls[0]?.[0]).toEqual(['student', 'teacher'])
    expect(store.getState().engine.progress.teacher?.phase).toBe('ready')
  })

  it('that is aborted tells the engine, and its answer is not kept', async () => {
    const { queries, query, request, kept, failed } = await createPage()
    const abort = new AbortController()
    const answer = queries.ask(query('a'), abort.signal)
    const { signal, answer: late } = await request(0)
    abort.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(signal.aborted).toBe(true)
    late('too late')
    await rest()
    expect(kept).toEqual({})
    expect(failed('a')).toBeNull()
    const again = queries.ask(query('a'))
    ;(await request(1)).answer('fresh')
    expect(await again).toBe('fresh')
  })

  it('goes on for the other one when one of two stops waiting', async () => {
    const { queries, query, request } = await createPage()
    const abort = new AbortController()
    const one = queries.ask(query('a'), abort.signal)
    const other = queries.ask(query('a'))
    const { signal, answer } = await request(0)
    abort.abort()
    await expect(one).rejects.toMatchObject({ code: 'cancelled' })
    expect(signal.aborted).toBe(false)
    answer('one')
    expect(await other).toBe('one')
  })

  it('is not asked at all by a signal that was aborted before', async () => {
    const { queries, query, asked } = await createPage()
    await expect(queries.ask(query('a'), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    await rest()
    expect(asked()).toEqual([])
  })

  it('is asked once more of an engine that died, in a hidden tab too, and of no other', async () => {
    vi.stubGlobal('document', { visibilityState: 'hidden' })
    const { queries, query, request, asked, failed } = await createPage()
    const answer = queries.ask(query('a'))
    ;(await request(0)).fail(died())
    ;(await request(1)).answer('one')
    expect(await answer).toBe('one')
    const twice = queries.ask(query('b'))
    ;(await request(2)).fail(died())
    ;(await request(3)).fail(new EngineError('device-lost', 'Gone.', 'Reload.'))
    await expect(twice).rejects.toMatchObject({ code: 'device-lost' })
    expect(failed('b')).toEqual({ message: 'Gone.', remedy: 'Reload.' })
    const other = queries.ask(query('c'))
    ;(await request(4)).fail(new EngineError('out-of-memory', 'No room.', 'Close a tab.'))
    await expect(other).rejects.toMatchObject({ code: 'out-of-memory' })
    expect(asked()).toEqual(['a', 'a', 'b', 'b', 'c'])
  })

  it('that fails without words gets them, and forgets the failure when it is asked again', async () => {
    const { queries, query, request, failed } = await createPage()
    const answer = queries.ask(query('a'))
    ;(await request(0)).fail(new RangeError('index 7'))
    await expect(answer).rejects.toBeInstanceOf(EngineError)
    expect(failed('a')).toEqual({
      message: { form: 'It could not be read.', values: {}, detail: 'index 7' },
      remedy: 'Try again; if it stays, reload the page.',
    })
    void queries.ask(query('a')).catch(() => {})
    expect(failed('a')).toBeNull()
  })

  it('ends with the page', async () => {
    const { queries, query, request, kept, failed } = await createPage()
    const answer = queries.ask(query('a'))
    const { signal } = await request(0)
    queries.dispose()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    expect(signal.aborted).toBe(true)
    expect([kept, failed('a')]).toEqual([{}, null])
  })
})

describe('what is missing', () => {
  it('is asked for one at a time, the most needed first, whatever was wanted before', async () => {
    const { queries, watch, show, request, asked, kept } = await createPage()
    queries.watch(watch)
    show('a', 'b', 'c')
    const first = await request(0)
    await rest()
    expect(asked()).toEqual(['a'])
    show('c', 'a', 'b')
    first.answer('1')
    ;(await request(1)).answer('2')
    ;(await request(2)).answer('3')
    await vi.waitFor(() => expect(kept).toEqual({ a: '1', c: '2', b: '3' }))
    expect(asked()).toEqual(['a', 'c', 'b'])
  })

  it('of an earlier watch is more urgent', async () => {
    const { queries, watch, query, show, request, asked } = await createPage()
    let urgent: readonly string[] = []
    queries.watch({ reads: ['hovered'], missing: () => urgent.map(query) }, watch)
    show('a', 'b')
    const first = await request(0)
    urgent = ['now']
    first.answer('1')
    await request(1)
    expect(asked()).toEqual(['a', 'now'])
  })

  it('is given up as soon as nobody shows it, and the next is asked for', async () => {
    const { queries, watch, show, request, kept, asked } = await createPage()
    queries.watch(watch)
    show('a')
    const first = await request(0)
    show('b')
    const second = await request(1)
    expect(first.signal.aborted).toBe(true)
    second.answer('2')
    first.answer('late')
    await vi.waitFor(() => expect(kept).toEqual({ b: '2' }))
    expect(asked()).toEqual(['a', 'b'])
  })

  it('goes on while the watch still has a use for it', async () => {
    const { queries, watch, show, request, kept } = await createPage()
    queries.watch({ ...watch, useful: () => true })
    show('a')
    const first = await request(0)
    show('b')
    expect(first.signal.aborted).toBe(false)
    first.answer('1')
    ;(await request(1)).answer('2')
    await vi.waitFor(() => expect(kept).toEqual({ a: '1', b: '2' }))
  })

  it('is not looked for where no part has changed that it depends on', async () => {
    const { queries, watch, store } = await createPage()
    const missing = vi.fn(watch.missing)
    queries.watch({ ...watch, missing })
    store.setState({ hovered: 3 })
    await rest()
    expect(missing).not.toHaveBeenCalled()
  })

  it('waits while the student writes and while the engine is away', async () => {
    const { queries, watch, show, store, request, asked } = await createPage()
    queries.watch(watch)
    store.setState({ activity: 'sampling' })
    show('a')
    await rest()
    store.setState(({ engine }) => ({ activity: 'idle', engine: { ...engine, phase: 'loading' } }))
    await rest()
    expect(asked()).toEqual([])
    store.setState(({ engine }) => ({ engine: { ...engine, phase: 'ready' } }))
    await request(0)
  })

  it('and has failed waits for a person or for the engine to come back, and holds up no other', async () => {
    const { queries, watch, show, store, request, asked, failed, kept } = await createPage()
    queries.watch(watch)
    show('a', 'b')
    ;(await request(0)).fail(new EngineError('too-long', 'Too long.', 'Choose another context.'))
    ;(await request(1)).answer('2')
    await vi.waitFor(() => expect(kept).toEqual({ b: '2' }))
    expect(failed('a')).toEqual({ message: 'Too long.', remedy: 'Choose another context.' })
    expect([hasFailed(store.getState(), 'inspect', 'score'), hasFailed(store.getState(), 'inspect')]).toEqual([
      true,
      false,
    ])
    show('a', 'b')
    forgetFailures(store, 'inspect')
    await rest()
    expect(asked()).toEqual(['a', 'b'])
    forgetFailures(store, 'score')
    ;(await request(2)).fail(died())
    ;(await request(3)).fail(died())
    await vi.waitFor(() => expect(failed('a')?.message).toBe('It died.'))
    await rest()
    expect(asked()).toHaveLength(4)
    store.setState(({ engine }) => ({ engine: { ...engine, phase: 'failed' } }))
    store.setState(({ engine }) => ({ engine: { ...engine, phase: 'ready' } }))
    ;(await request(4)).answer('1')
    await vi.waitFor(() => expect(kept).toEqual({ a: '1', b: '2' }))
    expect(store.getState().failures).toEqual({})
  })

  it('does not spin when loading is cancelled', async () => {
    const { queries, watch, show, loader, asked } = await createPage()
    const ensure = vi.spyOn(loader, 'ensure').mockRejectedValue(cancelled())
    queries.watch(watch)
    show('a')
    await rest()
    expect(ensure).toHaveBeenCalledTimes(1)
    expect(asked()).toEqual([])
  })
})

it('names no failure for no question', async () => {
  const { store } = await createPage()
  expect(failureOf(store.getState(), null)).toBeNull()
  expect(failureOf(store.getState(), 'draw|x' satisfies QueryKey)).toBeNull()
})
