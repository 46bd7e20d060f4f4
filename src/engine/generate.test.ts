import { describe, expect, it } from 'vitest'
import type { DecoderSession, ForwardInput, KvCache } from './decoder.ts'
import { yieldToEventLoop } from './event-loop.ts'
import { generate } from './generate.ts'
import type { RowPlan } from './rows.ts'

const VOCABULARY = 16
const EOS = 2
const GREEDY = { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens: 20 }

/**
 * A session that plays scripts: a row whose prompt starts with s says scripts[s][0], scripts[s][1], ... whatever is fed, and
 * records what was fed. Its cache carries the rows' identities, so that cutting it down is seen.
 */
function scripted(scripts: readonly (readonly number[])[], cut: boolean) {
  const fed: ForwardInput[] = []
  const live = new Map<KvCache, { script: number; said: number }[]>()
  let released = 0
  const session: DecoderSession = {
    shape: {
      layers: 0,
      kvHeads: 1,
      headDim: 2,
      vocabulary: VOCABULARY,
      maxPositions: 12,
      bosId: 1,
      eosIds: [EOS],
    },
    async forward(input) {
      fed.push(input)
      const { batch, columns } = input
      const rows = input.cache
        ? live.get(input.cache)!.map(({ script, said }) => ({ script, said: said + 1 }))
        : Array.from({ length: batch }, (_, row) => ({ script: Number(input.ids[row * columns]), said: 0 }))
      expect(rows).toHaveLength(batch)
      const logits = new Float32Array(batch * columns * VOCABULARY)
      rows.forEach(({ script, said }, row) => {
        const real = input.cache
          ? 0
          : Number(input.mask.slice(row * columns, (row + 1) * columns).reduce((a, b) => a + b)) - 1
        logits[(row * columns + real) * VOCABULARY + (scripts[script]![said] ?? EOS)] = 9
      })
      if (input.cache) live.delete(input.cache)
      const cache: KvCache = {
        tensors: [],
        batch,
        length: (input.cache?.length ?? 0) + columns,
        owner: {} as KvCache['owner'],
      }
      live.set(cache, rows)
      const wanted = input.logitRows ?? Array.from({ length: batch * columns }, (_, i) => i)
      const rowOf = (at: number) => Array.from(logits.subarray(at * VOCABULARY, (at + 1) * VOCABULARY))
      return { logits: Float32Array.from(wanted.flatMap(rowOf)), cache }
    },
    blocks: null,
    choosesRows: false,
    selectsRows: cut,
    selectRows(cache, rows) {
      if (!cut) return null
      const chosen = { ...cache, batch: rows.length }
      live.set(
        chosen,
        rows.map((row) => live.get(cache)![row]!),
      )
      live.delete(cache)
      return chosen
    },
    async releaseCache(cache) {
      released += 1
      live.delete(cache)
    },
    prepare: async () => undefined,
    close: async () => undefined,
  }
  return { session, fed, leaks: () => live.size, releases: () => released }
}

const plan = (prompt: readonly number[], more: Partial<RowPlan> = {}): RowPlan => ({
  prompt,
  sampling: GREEDY,
  row: 0,
  ...more,
})

describe.each([true, false])('generate (cache can be cut: %s)', (cut) => {
  it('ends rows at their end-of-text token while the others go on', async () => {
    const { session, leaks } = scripted([[5, EOS], [6, 7, 8, 9, EOS], [EOS]], cut)
    const results = await generate(session, [plan([0, 3]), plan([1]), plan([2, 3, 4])])
    expect(results.map(({ tokens }) => tokens.map(({ id }) => id))).toEqual([[5, EOS], [6, 7, 8, 9, EOS], [EOS]])
    expect(results.map(({ finish }) => finish)).toEqual(['eos', 'eos', 'eos'])
    expect(leaks()).toBe(0)
  })

  it('feeds each row its own newest token at its own position, and masks rows that have finished', async () => {
    const { session, fed } = scripted(
      [
        [5, EOS],
        [6, 7, EOS],
      ],
      cut,
    )
    await generate(session, [plan([0, 3]), plan([1])])
    expect([...fed[1]!.ids]).toEqual([5n, 6n])
    expect([...fed[1]!.positions]).toEqual([2n, 1n])
    // Columns: the padded prompt (2), then one new column.
    expect([...fed[1]!.mask]).toEqual([1n, 1n, 1n, 1n, 0n, 1n])
    if (cut) {
      expect([...fed[2]!.ids]).toEqual([7n])
      expect([...fed[2]!.mask]).toEqual([1n, 0n, 1n, 1n])
    } else {
      expect([...fed[2]!.ids]).toEqual([0n, 7n])
      expect([...fed[2]!.mask]).toEqual([1n, 1n, 1n, 0n, 1n, 0n, 1n, 1n])
    }
  })

  it('puts the environment into the rollout and takes the word back afterwards', async () => {
    const { session } = scripted([[5, 0, 0, 6, 0]], cut)
    const respond = (id: number) => (id === 5 ? [10, 11] : id === 6 ? ('over' as const) : [])
    const [result] = await generate(session, [plan([0], { respond })])
    expect(result!.tokens.map(({ id, source }) => `${id} ${source}`)).toEqual([
      '5 student',
      '10 environment',
      '11 environment',
      '6 student',
    ])
    expect(result!.finish).toBe('eos')
    // The script wanted token 0 (logit 9) where the environment wrote 10 (logit 0): log-prob -log(e^9 + 15).
    expect(result!.tokens[1]!.logpStudent).toBeCloseTo(-Math.log(Math.exp(9) + 15), 6)
  })

  it('an environment may say the end-of-text id without ending the rollout', async () => {
    const { session } = scripted([[5, 0, 7, EOS]], cut)
    const [result] = await generate(session, [plan([0], { respond: (id) => (id === 5 ? [EOS] : []) })])
    expect(result!.tokens.map(({ id }) => id)).toEqual([5, EOS, 7, EOS])
  })
})

it('reads a prompt that several rows share once, where the cache can be copied to them', async () => {
  const scripts = [
    [5, 6, EOS],
    [7, EOS],
  ]
  const plans = [plan([0, 3]), plan([1]), plan([0, 3]), plan([0, 3])]
  const [shared, apart] = [scripted(scripts, true), scripted(scripts, false)]
  const results = await generate(shared.session, plans)
  expect(shared.fed.map(({ batch }) => batch)).toEqual([2, 4, 4])
  expect(results).toEqual(await generate(apart.session, plans))
  expect(apart.fed.map(({ batch }) => batch)).toEqual([4, 4, 4])
  expect(shared.leaks()).toBe(0)
})

it('cuts at maxTokens and at the end of the context, whichever comes first', async () => {
  const endless = Array.from({ length: 40 }, () => 5)
  const { session } = scripted([endless, endless], true)
  const short = plan([0], { sampling: { ...GREEDY, maxTokens: 3 } })
  const results = await generate(session, [short, plan([1, 3, 3, 3])])
  // 12 positions, 4 of them taken by the prompt.
  expect(results.map(({ tokens, finish }) => [tokens.length, finish])).toEqual([
    [3, 'length'],
    [8, 'length'],
  ])
})

it('refuses a prompt that fills the context', async () => {
  const { session } = scripted([[5]], true)
  await expect(generate(session, [plan(Array.from({ length: 12 }, () => 0))])).rejects.toMatchObject({
    code: 'too-long',
  })
})

it('stops within one token, releases the cache and tells each row once', async () => {
  const endless = Array.from({ length: 40 }, () => 5)
  const { session, leaks, releases } = scripted([endless, [6, EOS]], false)
  const controller = new AbortController()
  const finished: string[] = []
  const results = await generate(session, [plan([0]), plan([1])], {
    signal: controller.signal,
    onToken: (row, index) => {
      if (row === 0 && index === 2) controller.abort()
    },
    onFinish: (row, { finish, tokens }) => finished.push(`${row} ${finish} ${tokens.length}`),
  })
  expect(results.map(({ tokens }) => tokens.length)).toEqual([3, 2])
  expect(finished).toEqual(['1 eos 2', '0 stopped 3'])
  expect(leaks()).toBe(0)
  expect(releases()).toBe(1)
})

it('runs nothing when it is stopped before it starts', async () => {
  const { session, fed } = scripted([[5]], true)
  const results = await generate(session, [plan([0])], { signal: AbortSignal.abort() })
  expect(results).toEqual([{ tokens: [], finish: 'stopped' }])
  expect(fed).toHaveLength(0)
})

it('computes one token ahead of a slow listener and tells it of none before it has heard the last', async () => {
  const { session, fed } = scripted([[5, 6, 7, EOS]], true)
  const heard: number[] = []
  let release: () => void = () => undefined
  const writing = generate(session, [plan([0])], {
    onToken: (_row, _index, { id }) => {
      heard.push(id)
      return new Promise<void>((resolve) => {
        release = resolve
      })
    },
  })
  for (const told of [[5], [5, 6], [5, 6, 7]]) {
    await turns(5)
    expect(heard).toEqual(told)
    expect(fed).toHaveLength(told.length + 1)
    release()
  }
  const [result] = await writing
  expect(result!.finish).toBe('eos')
})

it('a stop does not wait for a listener that never answers, and no token follows it', async () => {
  const { session, leaks } = scripted([Array.from({ length: 9 }, () => 5)], true)
  const controller = new AbortController()
  const writing = generate(session, [plan([0])], {
    signal: controller.signal,
    onToken: () => new Promise(() => undefined),
  })
  await turns(5)
  controller.abort()
  expect(await writing).toMatchObject([{ finish: 'stopped', tokens: [{ id: 5 }] }])
  expect(leaks()).toBe(0)
})

it('fails when its listener does', async () => {
  const { session, leaks } = scripted([[5, 5, 5]], true)
  const onToken = () => Promise.reject(new Error('no ear'))
  await expect(generate(session, [plan([0])], { onToken })).rejects.toThrow('no ear')
  expect(leaks()).toBe(0)
})

/** Lets the event loop go round. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await yieldToEventLoop()
}
