/** @file Blocks of tokens against one token a run, on a tiny network with real sessions. */
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import type { DecoderConfig } from '../network/config.ts'
import { buildDecoder } from '../network/decoder.ts'
import { initialWeights } from '../network/initialize.ts'
import { buildSampler } from '../network/sampler.ts'
import { serialize } from '../onnx/model.ts'
import { blockTokens, sharedTemperature } from './blocks.ts'
import type { DecoderSession } from './decoder.ts'
import { createDecoderSession } from './decoder-session.ts'
import { generate } from './generate.ts'
import { createMutex } from './mutex.ts'
import type { RowPlan, RowResult } from './rows.ts'
import { processorDevice } from './runtime.ts'

const CONFIG: DecoderConfig = {
  vocabSize: 23,
  hiddenSize: 16,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 8,
  ffnSize: 24,
  maxPositions: 40,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}
/** A loud embedding, which is the output layer too: distributions far from uniform. It stands first. */
const WEIGHTS = initialWeights(CONFIG, 7).map((x, i) => (i < CONFIG.vocabSize * CONFIG.hiddenSize ? 10 * x : x))
const BLOCK = 4
const PROMPTS = [
  [1, 5, 9, 2, 7],
  [1, 4],
  [1, 8, 8, 3],
  [1, 4],
]

/** Sessions that count their runs; with weights as constants or as an input. */
function open(source: 'constant' | 'input', blocks: boolean, weights = WEIGHTS) {
  const runs: string[] = []
  const given = source === 'input' ? source : weights
  const session = createDecoderSession({
    model: 'tiny',
    runtime: {
      backend: 'cpu',
      ort: { Tensor: ort.Tensor, InferenceSession: ort.InferenceSession },
      threads: 1,
      cacheLocation: 'cpu',
      mutex: createMutex(),
      device: async () => processorDevice(['cpu']),
      dispose: async () => undefined,
    },
    shape: { layers: 2, kvHeads: 2, headDim: 8, vocabulary: 23, maxPositions: 40, bosId: 1, eosIds: [2] },
    readWeights: async () => serialize(buildDecoder(CONFIG, { weights: given, rows: 'input' })),
    ...(source === 'input' ? { params: () => ({ params: new ort.Tensor('float32', weights, [weights.length]) }) } : {}),
    ...(blocks
      ? {
          sampler: {
            tokens: BLOCK,
            build: (greedy: boolean) => serialize(buildSampler(CONFIG, { tokens: BLOCK, greedy, weights: given })),
          },
        }
      : {}),
  })
  const counting: DecoderSession = {
    ...session,
    forward(input, signal) {
      runs.push(`token x${input.batch}`)
      return session.forward(input, signal)
    },
    blocks: session.blocks && {
      tokens: BLOCK,
      write(input, signal) {
        runs.push(`block x${input.batch}`)
        return session.blocks!.write(input, signal)
      },
    },
  }
  return { session: counting, runs }
}

const plans = (temperature: number, maxTokens: readonly number[], seed = 3): RowPlan[] =>
  PROMPTS.map((prompt, row) => ({
    prompt,
    row,
    sampling: { seed, temperature, topK: 0, topP: 1, minP: 0, maxTokens: maxTokens[row % maxTokens.length]! },
  }))

function expectSame(found: readonly RowResult[], wanted: readonly RowResult[]): void {
  const words = (results: readonly RowResult[]) =>
    results.map(({ tokens, finish }) => [tokens.map(({ id, source }) => `${id} ${source}`).join(), finish])
  expect(words(found)).toEqual(words(wanted))
  const logps = (results: readonly RowResult[]) =>
    results.flatMap(({ tokens }) => tokens.map(({ logpStudent }) => logpStudent))
  const expected = logps(wanted)
  logps(found).forEach((logp, i) => {
    expect(Math.abs(logp - expected[i]!)).toBeLessThan(1e-5)
  })
}

describe.each(['constant', 'input'] as const)('blocks of tokens (weights: %s)', (source) => {
  const [whole, single] = [open(source, true), open(source, false)]

  it.each([0, 0.7, 1, 1.6])('are the tokens of one run each, temperature %s', async (temperature) => {
    for (const seed of [3, 4, 5]) {
      whole.runs.length = 0
      const rows = plans(temperature, [30, 9, 12, 31], seed)
      const found = await generate(whole.session, rows)
      expectSame(found, await generate(single.session, rows))
      expect(whole.runs).toContain('block x4')
    }
  })
})

it('ends rows inside a block, drops them between blocks, and goes token by token where positions run out', async () => {
  const [whole, single] = [open('constant', true), open('constant', false)]
  // Row 0 has 35 positions left, row 1 ends inside the first block.
  const rows = plans(1.3, [40, 3, 10, 20], 11).slice(0, 2)
  const endless = (session: DecoderSession) => ({ ...session, shape: { ...session.shape, eosIds: [] } })
  const found = await generate(endless(whole.session), rows)
  expectSame(found, await generate(endless(single.session), rows))
  expect(found.map(({ tokens, finish }) => `${tokens.length} ${finish}`)).toEqual(['35 length', '3 length'])
  // Of 35 tokens the prefill tells the first, 8 blocks 32, and the last two have no room for a block.
  const blocks = Array.from({ length: 7 }, () => 'block x1')
  expect(whole.runs).toEqual(['token x2', 'block x2', ...blocks, 'token x1', 'token x1'])
})

it('writes token by token for a listener and for short rollouts', async () => {
  const { session, runs } = open('constant', true)
  await generate(session, plans(1, [6]), { onToken: () => undefined })
  await generate(session, plans(1, [2]))
  expect(runs.filter((run) => run.startsWith('block'))).toEqual([])
})

it('hears a stop between blocks', async () => {
  const { session, runs } = open('constant', true)
  const controller = new AbortController()
  const { blocks } = session
  const stopping: DecoderSession = {
    ...session,
    shape: { ...session.shape, eosIds: [] },
    blocks: blocks && {
      ...blocks,
      write(input) {
        if (runs.length === 2) controller.abort()
        return blocks.write(input)
      },
    },
  }
  const results = await generate(stopping, plans(1, [30]), { signal: controller.signal })
  expect(runs).toEqual(['token x3', 'block x4', 'block x4'])
  expect(results.map(({ tokens, finish }) => `${tokens.length} ${finish}`)).toEqual(
    PROMPTS.map(() => `${1 + BLOCK} stopped`),
  )
})

it('refuses numbers that are none', async () => {
  const { session } = open(
    'constant',
    true,
    WEIGHTS.map((x, i) => (i === 3 ? Number.NaN : x)),
  )
  const { cache } = await session.forward({
    batch: 1,
    columns: 1,
    ids: BigInt64Array.of(1n),
    mask: BigInt64Array.of(1n),
    positions: BigInt64Array.of(0n),
    cache: null,
    keepCache: true,
  })
  const noise = { uniform: Float32Array.of(0.5, 0.5, 0.5, 0.5), temperature: 1 }
  const [ids, positions, mask] = [Int32Array.of(1), Int32Array.of(1), Int32Array.of(1)]
  const output = await session.blocks!.write({ batch: 1, ids, positions, mask, cache: cache!, noise })
  expect(() => [...blockTokens(output, 0, BLOCK)]).toThrow(/NaN/)
})

it('knows when rows need something between two tokens', () => {
  const rows = plans(1, [5])
  const [first, ...rest] = rows as [RowPlan, ...RowPlan[]]
  const changed = (sampling: Partial<RowPlan['sampling']>) => [
    { ...first, sampling: { ...first.sampling, ...sampling } },
    ...rest,
  ]
  expect(sharedTemperature(rows, 23)).toBe(1)
  expect(sharedTemperature(changed({ topK: 23 }), 23)).toBe(1)
  expect(
    sharedTemperature(
      plans(0, [5]).map((plan) => ({ ...plan, sampling: { ...plan.sampling, topK: 3 } })),
      23,
    ),
  ).toBe(0)
  for (const sampling of [{ temperature: 0.5 }, { topK: 5 }, { topP: 0.9 }, { minP: 0.1 }])
    expect(sharedTemperature(changed(sampling), 23)).toBeNull()
  expect(sharedTemperature([{ ...first, respond: () => [] }, ...rest], 23)).toBeNull()
})
