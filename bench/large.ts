/**
 * @file A decoder of the shape of SmolLM2-135M (`npm run bench -- --only-large [--large-repeats 5]`): natively, in Chromium on WASM, and
 * the same graph in transformers.js, in turn in one run, with the renderer's peak of memory as Linux accounts for it; and how much of it
 * is matrix products that no graph can save, and what WebAssembly can do at most. Takes 3 GB and some minutes.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import * as ort from 'onnxruntime-node'
import { CHROMIUM_FLAGS, installedBrowser } from '../e2e/browser.ts'
import type { Ceiling } from './ceiling.ts'
import {
  FILE,
  type LargeRest,
  type LargeScoring,
  type LargeTimes,
  largeExport,
  largeWeights,
  SHAPE,
  scoreOperations,
  timeLarge,
  widened,
} from './large-work.ts'
import { installPeers, peerAddress, servePeers } from './peer-pages.ts'
import { serve } from './serve.ts'

/** The browser's side. */
interface Browsed extends LargeTimes {
  /** Milliseconds: the matrix products of the pass over 128 tokens, and nothing else. */
  readonly products: number
  /** Megabytes of the renderer at its largest; null where the system does not say. */
  readonly peak: number | null
  readonly rest: LargeRest
}

/** Milliseconds, medians, of the same graph and the same weights. */
type Transformers = Readonly<Record<'score' | 'decode', number>>

export interface Large {
  readonly repeats: number
  readonly native1: LargeTimes
  readonly wasm1: Browsed
  /** Null where it cannot be installed. */
  readonly transformers1: Transformers | null
  readonly native2: LargeTimes
  readonly wasm2: Browsed
  readonly transformers2: Transformers | null
  readonly ratios: Readonly<Record<'1 thread' | '2 threads', Ratios>>
  /** Operations of the matrix products of 128 tokens, in 10^9, and how many a second WebAssembly can do on one core at most. */
  readonly operations: number
  readonly ceiling: Ceiling
  readonly scoring: LargeScoring
}

/** Times in Chromium against native ones, and against transformers.js in the same Chromium. */
interface Ratios {
  readonly score: number
  readonly decode: number
  /** The matrix products alone in Chromium against the whole pass natively: what remains however good the graph is. */
  readonly 'products / native score': number
  readonly 'products / score': number
  /** Tokens a second of 16 rollouts that are written together against one at a time. */
  readonly '16 together / one at a time': number
  readonly 'score / transformers.js'?: number
  readonly 'decode / transformers.js'?: number
}

const PORT = 5195

export async function measureLarge(repeats: number): Promise<Large> {
  if (!(Number.isInteger(repeats) && repeats > 0)) throw new RangeError(`--large-repeats ${repeats} is no count`)
  // At first, because Vite's look around our own pages also sees theirs.
  const missing = installPeers()
  if (missing !== null) process.stderr.write(`bench: transformers.js does not take part: ${missing}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'large-'))
  try {
    const weights = largeWeights()
    writeFileSync(join(folder, FILE), weights)
    if (missing === null) writeModel(join(folder, 'model'), widened(weights))
    const ceiling = await inChromium(folder, (page) => page.evaluate(() => window.measureCeiling?.()))
    const scoring = await inChromium(folder, (page) => page.evaluate((n) => window.timeLargeScoring?.(n), 10 * repeats))
    const native1 = await native(weights, 1, repeats)
    const wasm1 = await browsed(folder, 1, repeats)
    const transformers1 = missing === null ? await inTransformers(folder, 1, repeats) : null
    const native2 = await native(weights, 2, repeats)
    const wasm2 = await browsed(folder, 2, repeats)
    const transformers2 = missing === null ? await inTransformers(folder, 2, repeats) : null
    const ratios = {
      '1 thread': ratio(wasm1, native1, transformers1),
      '2 threads': ratio(wasm2, native2, transformers2),
    }
    const operations = scoreOperations()
    return {
      repeats,
      native1,
      wasm1,
      transformers1,
      native2,
      wasm2,
      transformers2,
      ratios,
      operations,
      ceiling,
      scoring,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** An export in the layout of the hub. */
function writeModel(folder: string, weights: Uint8Array): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  writeFileSync(join(folder, 'onnx', FILE), weights)
  writeFileSync(join(folder, 'onnx/model.onnx'), largeExport())
  const config = {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: SHAPE.vocabSize,
    hidden_size: SHAPE.hiddenSize,
    intermediate_size: SHAPE.ffnSize,
    num_hidden_layers: SHAPE.layers,
    num_attention_heads: SHAPE.heads,
    num_key_value_heads: SHAPE.kvHeads,
    head_dim: SHAPE.headDim,
    max_position_embeddings: SHAPE.maxPositions,
    tie_word_embeddings: true,
  }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  writeFileSync(
    join(folder, 'generation_config.json'),
    JSON.stringify({ bos_token_id: 1, eos_token_id: 2, pad_token_id: 0 }),
  )
}

const ratio = (browser: Browsed, here: LargeTimes, peer: Transformers | null): Ratios => ({
  score: browser.score / here.score,
  decode: browser.decode / here.decode,
  'products / native score': browser.products / here.score,
  'products / score': browser.products / browser.score,
  '16 together / one at a time': (16 * browser.rest.single) / browser.rest.batch,
  ...(peer && {
    'score / transformers.js': browser.score / peer.score,
    'decode / transformers.js': browser.decode / peer.decode,
  }),
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

/** A fresh browser on our page for each, because memory is counted by its peak. */
async function inChromium<T>(
  folder: string,
  work: (page: Page, browser: Browser) => Promise<T | undefined>,
): Promise<T> {
  const server = await serve({ root: import.meta.dirname, port: PORT, folders: { '/large': folder } })
  try {
    return await onPage(`http://localhost:${PORT}/`, async (page, browser) => {
      await page.waitForFunction(() => window.timeLargeOnWasm !== undefined, null, { timeout: 120_000 })
      return await work(page, browser)
    })
  } finally {
    await server.close()
  }
}

async function onPage<T>(address: string, work: (page: Page, browser: Browser) => Promise<T | undefined>): Promise<T> {
  const executablePath = installedBrowser()
  const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) })
  try {
    const page = await browser.newPage()
    await page.goto(address)
    const result = await work(page, browser)
    if (result === undefined) throw new Error('the benchmark page did not load')
    return result
  } finally {
    await browser.close()
  }
}

async function browsed(folder: string, threads: number, repeats: number): Promise<Browsed> {
  const address = `/large/${FILE}`
  const times = await inChromium(folder, async (page, browser) => {
    const times = await page.evaluate(([at, count, n]) => window.timeLargeOnWasm?.(at, count, n), [
      address,
      threads,
      repeats,
    ] as const)
    const session = await browser.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const peak = peakOf(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id))
    const products = await page.evaluate(([count, n]) => window.timeScoreProductsOnWasm?.(count, n), [
      threads,
      repeats,
    ] as const)
    return times && products !== undefined ? { ...times, products, peak } : undefined
  })
  // On a page of its own: what the first has claimed of memory WebAssembly never gives back.
  const rest = await inChromium(folder, (page) =>
    page.evaluate(([at, count, n]) => window.timeLargeRestOnWasm?.(at, count, n), [address, threads, repeats] as const),
  )
  return { ...times, rest }
}

async function inTransformers(folder: string, threads: number, repeats: number): Promise<Transformers> {
  const server = await servePeers({ '/large': folder })
  try {
    return await onPage(peerAddress('transformers'), async (page) => {
      await page.waitForFunction(() => window.openContest !== undefined, null, { timeout: 120_000 })
      await page.evaluate((count) => window.openContest?.('large', count), threads)
      return await page.evaluate((n) => window.contest?.large?.(n), repeats)
    })
  } finally {
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
