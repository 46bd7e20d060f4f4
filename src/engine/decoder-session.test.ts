/** @file What a session does when things go wrong, on a real decoder with a runtime whose failures are staged. */
import type { InferenceSession } from 'onnxruntime-common'
import * as ort from 'onnxruntime-node'
import { describe, expect, it, vi } from 'vitest'
import { buildDecoder } from '../network/decoder.ts'
import { initialWeights } from '../network/initialize.ts'
import { serialize } from '../onnx/model.ts'
import { padBatch } from './batch.ts'
import { createDecoderSession } from './decoder-session.ts'
import { createMutex } from './mutex.ts'
import type { Device, Runtime } from './runtime.ts'

vi.setConfig({ testTimeout: 30_000 })

const CONFIG = {
  vocabSize: 20,
  hiddenSize: 16,
  layers: 2,
  heads: 2,
  kvHeads: 1,
  headDim: 8,
  ffnSize: 16,
  maxPositions: 32,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
}
const SHAPE = { layers: 2, kvHeads: 1, headDim: 8, vocabulary: 20, maxPositions: 32, bosId: 1, eosIds: [2] }
const WEIGHTS = serialize(buildDecoder(CONFIG, { weights: initialWeights(CONFIG, 1) }))
const PROMPT = padBatch([[1, 5, 6, 7]], false)

/** A runtime that logs what happens to its sessions and can be told to fail. */
function staged() {
  const log: string[] = []
  const faults = { create: [] as Error[], run: [] as Error[], hang: false }
  const devices: { lose: (reason: string) => void }[] = []
  let inside = 0
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    expect(++inside, 'calls at once').toBe(1)
    // Long enough for a second call to come in, if anything let it.
    await new Promise((resolve) => setTimeout(resolve, 2))
    return work().finally(() => {
      inside -= 1
    })
  }
  const wrap = (session: InferenceSession): InferenceSession =>
    new Proxy(session, {
      get(target, key) {
        if (key === 'run') {
          return (feeds: InferenceSession.FeedsType, fetches: readonly string[]) => {
            log.push('run')
            if (faults.hang) return new Promise(() => undefined)
            const fault = faults.run.shift()
            return alone(() => (fault ? Promise.reject(fault) : target.run(feeds, fetches)))
          }
        }
        if (key === 'release') {
          return () => {
            log.push('release')
            return alone(() => target.release())
          }
        }
        return Reflect.get(target, key)
      },
    })
  const runtime: Runtime = {
    backend: 'cpu',
    ort: {
      Tensor: ort.Tensor,
      InferenceSession: {
        create(bytes, options) {
          log.push('create')
          const fault = faults.create.shift()
          return alone(async () => {
            if (fault) throw fault
            return wrap(await ort.InferenceSession.create(bytes, options))
          })
        },
      },
    },
    threads: 1,
    cacheLocation: 'cpu',
    mutex: createMutex(),
    async device() {
      const device = losableDevice()
      devices.push(device)
      return device
    },
    dispose: async () => undefined,
  }
  let reads = 0
  const session = createDecoderSession({
    model: 'tiny',
    runtime,
    shape: SHAPE,
    readWeights: async () => {
      reads += 1
      return WEIGHTS
    },
  })
  return { session, log, faults, devices, reads: () => reads }
}

function losableDevice(): Device & { lose: (reason: string) => void } {
  const listeners = new Set<(reason: string) => void>()
  let lost: string | null = null
  return {
    providers: ['cpu'],
    get lost() {
      return lost
    },
    onLost(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lose(reason) {
      lost = reason
      for (const listener of listeners) listener(reason)
    },
  }
}

describe('a decoder session', () => {
  it('is created once, from bytes that were read already', async () => {
    const { session, log, reads } = staged()
    await session.prepare(WEIGHTS)
    const { logits, cache } = await session.forward(PROMPT)
    expect(logits).toHaveLength(4 * 20)
    expect(cache).toBeNull()
    expect([log, reads()]).toEqual([['create', 'run'], 0])
  })

  it('is thrown away after a failed run and made anew by the next call', async () => {
    const { session, log, faults, reads } = staged()
    const before = await session.forward(PROMPT)
    faults.run.push(new Error('a kernel failed'))
    await expect(session.forward(PROMPT)).rejects.toMatchObject({ code: 'session-failed' })
    const after = await session.forward(PROMPT)
    expect(after.logits).toEqual(before.logits)
    expect([log.join(' '), reads()]).toEqual(['create run run release create run', 2])
  })

  it('tells exhausted memory from other failures, when created and when run', async () => {
    const { session, faults } = staged()
    faults.create.push(new Error('std::bad_alloc'))
    await expect(session.forward(PROMPT)).rejects.toMatchObject({ code: 'out-of-memory' })
    faults.run.push(new RangeError('Array buffer allocation failed'))
    await expect(session.forward(PROMPT)).rejects.toMatchObject({ code: 'out-of-memory' })
    await expect(session.forward(PROMPT)).resolves.toBeDefined()
  })

  it('reports a lost device even when the run never returns, and goes on with a new device', async () => {
    const { session, faults, devices, log } = staged()
    await session.prepare(WEIGHTS)
    faults.hang = true
    const stuck = session.forward(PROMPT)
    await vi.waitFor(() => expect(log).toContain('run'))
    devices[0]!.lose('driver reset')
    await expect(stuck).rejects.toMatchObject({ code: 'device-lost', message: /driver reset/ })
    faults.hang = false
    await expect(session.forward(PROMPT)).resolves.toBeDefined()
    expect(devices).toHaveLength(2)
  })

  it('is rebuilt when the device was lost between two calls', async () => {
    const { session, devices } = staged()
    await session.forward(PROMPT)
    devices[0]!.lose('another tab')
    await expect(session.forward(PROMPT)).resolves.toBeDefined()
    expect(devices).toHaveLength(2)
  })

  it('never overlaps calls to the runtime', async () => {
    // `alone` in the staged runtime fails when two calls are inside.
    const { session, log } = staged()
    const runs = Array.from({ length: 4 }, () => session.forward(PROMPT))
    await vi.waitFor(() => expect(log.filter((entry) => entry === 'run')).toHaveLength(4))
    await Promise.all([...runs, session.close()])
    expect(log.at(-1)).toBe('release')
  })

  it('refuses work after it was closed', async () => {
    const { session } = staged()
    await session.forward(PROMPT)
    await session.close()
    await expect(session.forward(PROMPT)).rejects.toThrow(/unloaded while in use/)
  })

  it('refuses a cache that an earlier session made', async () => {
    const { session, faults } = staged()
    const { cache } = await session.forward({ ...PROMPT, keepCache: true })
    faults.run.push(new Error('a kernel failed'))
    await expect(session.forward(PROMPT)).rejects.toThrow()
    const step = { batch: 1, columns: 1, ids: 3n, mask: 5, position: 4n }
    const next = {
      ...step,
      ids: BigInt64Array.of(step.ids),
      mask: new BigInt64Array(step.mask).fill(1n),
      positions: BigInt64Array.of(step.position),
      cache,
      keepCache: true,
    }
    await expect(session.forward(next)).rejects.toThrow(/reloaded during a rollout/)
  })

  it('refuses files that are no decoder', async () => {
    const { session } = staged()
    await expect(session.prepare(new Uint8Array([1, 2, 3]))).rejects.toMatchObject({ code: 'session-failed' })
  })
})

it('decodes with a cache what it says without one, also after rows were dropped', async () => {
  const { session } = staged()
  const rows = [
    [1, 5, 6, 7],
    [1, 9],
    [1, 4, 8],
  ]
  const first = await session.forward(padBatch(rows, true))
  const kept = session.selectRows(first.cache!, [1, 2])!
  const { logits } = await session.forward({
    batch: 2,
    columns: 1,
    ids: BigInt64Array.of(10n, 11n),
    mask: BigInt64Array.of(1n, 1n, 0n, 0n, 1n, 1n, 1n, 1n, 0n, 1n),
    positions: BigInt64Array.of(2n, 3n),
    cache: kept,
    keepCache: false,
  })
  for (const [row, ids] of [
    [1, 9, 10],
    [1, 4, 8, 11],
  ].entries()) {
    const whole = await session.forward(padBatch([ids], false))
    const last = whole.logits.slice(-20)
    last.forEach((value, id) => {
      expect(Math.abs(value - logits[row * 20 + id]!)).toBeLessThan(1e-5)
    })
  }
})
