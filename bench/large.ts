/**
 * @file A decoder of the shape of SmolLM2-135M (`npm run bench -- --only-large [--large-repeats 5]`): natively and in Chromium on WASM,
 * in turn in one run, with the renderer's peak of memory as Linux accounts for it. Takes 3 GB and some minutes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import * as ort from 'onnxruntime-node'
import { CHROMIUM_FLAGS, installedBrowser } from '../e2e/browser.ts'
import { type LargeTimes, largeWeights, timeLarge } from './large-work.ts'
import { serve } from './serve.ts'

/** The browser's side. */
interface Browsed extends LargeTimes {
  /** Megabytes of the renderer at its largest; null where the system does not say. */
  readonly peak: number | null
}

export interface Large {
  readonly repeats: number
  readonly native1: LargeTimes
  readonly wasm1: Browsed
  readonly native2: LargeTimes
  readonly wasm2: Browsed
  readonly ratios: Readonly<Record<'1 thread' | '2 threads', Readonly<Record<'score' | 'decode', number>>>>
}

const PORT = 5195
const WEIGHTS = 'weights.bin'

export async function measureLarge(repeats: number): Promise<Large> {
  if (!(Number.isInteger(repeats) && repeats > 0)) throw new RangeError(`--large-repeats ${repeats} is no count`)
  const folder = mkdtempSync(join(tmpdir(), 'large-'))
  try {
    const weights = largeWeights()
    writeFileSync(join(folder, WEIGHTS), weights)
    const native1 = await native(weights, 1, repeats)
    const wasm1 = await browsed(folder, 1, repeats)
    const native2 = await native(weights, 2, repeats)
    const wasm2 = await browsed(folder, 2, repeats)
    const ratios = { '1 thread': ratio(wasm1, native1), '2 threads': ratio(wasm2, native2) }
    return { repeats, native1, wasm1, native2, wasm2, ratios }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const ratio = (browser: LargeTimes, here: LargeTimes) => ({
  score: browser.score / here.score,
  decode: browser.decode / here.decode,
})

function native(weights: Uint8Array, threads: number, repeats: number): Promise<LargeTimes> {
  return timeLarge(
    {
      Tensor: ort.Tensor,
      create: (model, external) =>
        ort.InferenceSession.create(model, { intraOpNumThreads: threads, externalData: [external] }),
    },
    weights,
    repeats,
  )
}

async function browsed(folder: string, threads: number, repeats: number): Promise<Browsed> {
  const server = await serve({ root: import.meta.dirname, port: PORT, folders: { '/large': folder } })
  const executablePath = installedBrowser()
  const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) })
  try {
    const page = await browser.newPage()
    await page.goto(`http://localhost:${PORT}/`)
    await page.waitForFunction(() => window.timeLargeOnWasm !== undefined, null, { timeout: 120_000 })
    const times = await page.evaluate(({ address, count, times }) => window.timeLargeOnWasm?.(address, count, times), {
      address: `/large/${WEIGHTS}`,
      count: threads,
      times: repeats,
    })
    if (!times) throw new Error('the benchmark page did not load')
    const session = await browser.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    return { ...times, peak: peakOf(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)) }
  } finally {
    await browser.close()
    await server.close()
  }
}

/** The largest of the processes, at its largest. */
function peakOf(ids: readonly number[]): number | null {
  if (process.platform !== 'linux') return null
  const kilobytes = ids.map((id) =>
    Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0),
  )
  return Number(((1024 * Math.max(...kilobytes)) / 1e6).toFixed(0))
}
