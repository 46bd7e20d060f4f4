/**
 * @file Our training step and our sampler against libraries that do the same in the browser, all in one Chromium and
 * native onnxruntime beside it. Contestants take turns, so that whatever else the machine does slows all of them alike.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import * as ort from 'onnxruntime-node'
import { CHROMIUM_FLAGS, installedBrowser } from '../e2e/browser.ts'
import { median } from '../src/divergence/stats.ts'
import { createSampling, createTraining } from './ours.ts'
import { installPeers, type PeerName, peerAddress, servePeers } from './peer-pages.ts'
import { serve } from './serve.ts'
import type { SampleTime, StepTime } from './workload.ts'

const HERE = import.meta.dirname
const OUR_PORT = 5197
/** Rounds that are timed, after those that warm caches and compilers up. */
const [WARM_UP, ROUNDS] = [3, 9]
const THREADS = [1, 2] as const

/** Numbers by contestant, such as "ours, WASM, 2 threads". */
type Numbers = Readonly<Record<string, number>>

/** The median of all rounds, and the best round: what others do on the machine can only make a round worse. */
interface Measured {
  readonly median: Numbers
  readonly best: Numbers
}

export interface Comparison {
  /** Milliseconds a step. */
  readonly training: Measured
  /** Tokens a second. */
  readonly sampling: Measured
  /** Ratios of the medians, and of the best rounds. */
  readonly ratios: Measured
  /** Contestants that could not take part, and why. */
  readonly missing: Readonly<Record<string, string>>
}

export async function compareWithPeers(): Promise<Comparison> {
  const missing: Record<string, string> = {}
  const installed = installPeers()
  if (installed !== null) missing['all peers'] = installed
  const ours = await serve({ root: HERE, port: OUR_PORT, folders: { '/models': join(HERE, '../models') } })
  const peers = installed === null ? await servePeers({ '/models': join(HERE, '../models') }) : null
  const executablePath = installedBrowser()
  const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) })
  try {
    const names = installed === null ? (['jax', 'tfjs', 'transformers'] as const) : []
    const training = await compareTraining(browser, names, missing)
    const sampling = await compareSampling(browser, names, missing)
    const ratios = (kind: keyof Measured) => ({ ...trainingRatios(training[kind]), ...samplingRatios(sampling[kind]) })
    return { training, sampling, ratios: { median: ratios('median'), best: ratios('best') }, missing }
  } finally {
    await browser.close()
    await ours.close()
    await peers?.close()
  }
}

type Kind = 'training' | 'sampling'

async function open(browser: Browser, address: string, kind: Kind, threads: number): Promise<Page> {
  const page = await browser.newPage()
  // jax-js starts as many workers as the browser says there are cores.
  await page.addInitScript((count) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: count })
  }, threads)
  await page.goto(address)
  await page.waitForFunction(() => window.openContest !== undefined, null, { timeout: 120_000 })
  await page.evaluate(([what, count]) => window.openContest?.(what, count), [kind, threads] as const)
  return page
}

const ourAddress = `http://localhost:${OUR_PORT}/contest.html`
const threadWord = (threads: number) => `${threads} thread${threads === 1 ? '' : 's'}`

/** Runs `work`; a failure is noted as the contestant's and leaves the others in the race. */
async function orMissing<T>(missing: Record<string, string>, name: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    missing[name] = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    process.stderr.write(`bench: ${name} does not take part: ${missing[name]}\n`)
    return null
  }
}

/** The matrix products of our step, and nothing else: the time that remains however good the graph is. */
const PRODUCTS = 'our matrix products alone'

/** The time of what has no loss. */
interface Alone {
  readonly milliseconds: number
}

async function compareTraining(
  browser: Browser,
  peers: readonly PeerName[],
  missing: Record<string, string>,
): Promise<Measured> {
  const contestants = new Map<string, () => Promise<StepTime | Alone>>()
  const pages: Page[] = []
  const enter = async (name: string, address: string, threads: number) => {
    const page = await orMissing(missing, name, () => open(browser, address, 'training', threads))
    if (!page) return null
    pages.push(page)
    contestants.set(name, () =>
      page.evaluate(() => {
        if (!window.contest?.step) throw new Error('the page has no training step')
        return window.contest.step()
      }),
    )
    return page
  }
  for (const threads of THREADS) {
    const word = threadWord(threads)
    contestants.set(`ours, native, ${word}`, await createTraining({ ort, provider: 'cpu', threads }))
    const page = await enter(`ours, WASM, ${word}`, ourAddress, threads)
    if (page)
      contestants.set(`${PRODUCTS}, WASM, ${word}`, () =>
        page.evaluate(() => {
          if (!window.contest?.products) throw new Error('the page has no matrix products')
          return window.contest.products()
        }),
      )
    if (peers.includes('jax')) await enter(`jax-js, WASM, ${word}`, peerAddress('jax'), threads)
    if (peers.includes('tfjs')) await enter(`TensorFlow.js, WASM, ${word}`, peerAddress('tfjs'), threads)
  }
  const reference: StepTime[] = []
  const times = await takeTurns(contestants, missing, Math.min, (name, result, round) => {
    const { milliseconds } = result
    if (round >= WARM_UP || !('loss' in result)) return milliseconds
    const { loss, gradientNorm } = result
    const first = reference[round]
    if (!first) reference[round] = { milliseconds, loss, gradientNorm }
    // Three steps from the same weights: the same losses mean the same gradients and the same optimizer.
    else if (!close(loss, first.loss, 1e-4) || !close(gradientNorm, first.gradientNorm, 2e-3))
      throw new Error(`${name} computes something else: step ${round + 1}, loss ${loss} for ${first.loss}`)
    return milliseconds
  })
  await Promise.all(pages.map((page) => page.close()))
  return times
}

const close = (a: number, b: number, tolerance: number) => Math.abs(a - b) <= tolerance * Math.abs(b)

async function compareSampling(
  browser: Browser,
  peers: readonly PeerName[],
  missing: Record<string, string>,
): Promise<Measured> {
  const contestants = new Map<string, () => Promise<SampleTime>>()
  const pages: Page[] = []
  const model = new Uint8Array(readFileSync(join(HERE, '../models/student/onnx/model.onnx')))
  const enter = (name: string, sample: (rows: number, prompts: number) => Promise<SampleTime>, threads: number) => {
    const word = threadWord(threads)
    contestants.set(`${name}, one at a time, ${word}`, () => sample(1, 1))
    contestants.set(`${name}, 16 of one prompt, ${word}`, () => sample(16, 1))
    contestants.set(`${name}, 16 of 16 prompts, ${word}`, () => sample(16, 16))
  }
  const enterPage = async (name: string, address: string, threads: number) => {
    const page = await orMissing(missing, name, () => open(browser, address, 'sampling', threads))
    if (!page) return
    pages.push(page)
    const sample = (rows: number, prompts: number) =>
      page.evaluate(
        ([count, distinct]) => {
          if (!window.contest?.sample) throw new Error('the page does not sample')
          return window.contest.sample(count, distinct)
        },
        [rows, prompts] as const,
      )
    enter(name, sample, threads)
  }
  for (const threads of THREADS) {
    enter('ours, native', await createSampling({ ort, provider: 'cpu', threads }, model), threads)
    await enterPage('ours, WASM', ourAddress, threads)
    if (peers.includes('transformers')) await enterPage('transformers.js, WASM', peerAddress('transformers'), threads)
  }
  const rates = await takeTurns(
    contestants,
    missing,
    Math.max,
    (_, { milliseconds, tokens }) => (1000 * tokens) / milliseconds,
  )
  await Promise.all(pages.map((page) => page.close()))
  return rates
}

/** Every contestant once a round; median and best of the rounds after the warm-up. */
async function takeTurns<T>(
  contestants: Map<string, () => Promise<T>>,
  missing: Record<string, string>,
  best: (...values: number[]) => number,
  measure: (name: string, result: T, round: number) => number,
): Promise<Measured> {
  const found = new Map<string, number[]>([...contestants.keys()].map((name) => [name, []]))
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const [name, run] of [...contestants]) {
      const value = await orMissing(missing, name, async () => measure(name, await run(), round))
      if (value === null) {
        contestants.delete(name)
        found.delete(name)
      } else if (round >= WARM_UP) found.get(name)?.push(value)
    }
  return {
    median: Object.fromEntries([...found].map(([name, values]) => [name, median(values)])),
    best: Object.fromEntries([...found].map(([name, values]) => [name, best(...values)])),
  }
}

function trainingRatios(times: Numbers): Record<string, number> {
  const ratios: Record<string, number> = {}
  for (const threads of THREADS.map(threadWord)) {
    const ours = times[`ours, WASM, ${threads}`] ?? Number.NaN
    const peers = ['jax-js', 'TensorFlow.js'].flatMap((name) => times[`${name}, WASM, ${threads}`] ?? [])
    if (peers.length > 0) ratios[`training: best peer / ours, WASM, ${threads}`] = Math.min(...peers) / ours
    const products = times[`${PRODUCTS}, WASM, ${threads}`] ?? Number.NaN
    ratios[`training: ${PRODUCTS} / ours, WASM, ${threads}`] = products / ours
    if (peers.length > 0) ratios[`training: best peer / ${PRODUCTS}, WASM, ${threads}`] = Math.min(...peers) / products
    ratios[`training: ${PRODUCTS}, WASM / ours, native, ${threads}`] =
      products / (times[`ours, native, ${threads}`] ?? Number.NaN)
    ratios[`training: ours, WASM / native, ${threads}`] = ours / (times[`ours, native, ${threads}`] ?? Number.NaN)
  }
  return ratios
}

function samplingRatios(rates: Numbers): Record<string, number> {
  const ratios: Record<string, number> = {}
  for (const threads of THREADS.map(threadWord))
    for (const prompts of ['one prompt', '16 prompts']) {
      const ours = rates[`ours, WASM, 16 of ${prompts}, ${threads}`] ?? Number.NaN
      const single = rates[`transformers.js, WASM, one at a time, ${threads}`]
      const batched = rates[`transformers.js, WASM, 16 of ${prompts}, ${threads}`]
      const name = `sampling 16 of ${prompts}: ours / transformers.js`
      if (single !== undefined) ratios[`${name} one at a time, ${threads}`] = ours / single
      if (batched !== undefined) ratios[`${name} batched, ${threads}`] = ours / batched
    }
  return ratios
}

/** The comparison as text for a terminal. */
export function comparisonTable({ training, sampling, ratios, missing }: Comparison): string {
  const rows = (title: string, { median, best }: Measured, digits: number) => [
    `${title.padEnd(74)}  median    best`,
    ...Object.entries(median).map(
      ([name, value]) =>
        `  ${name.padEnd(72)}${value.toFixed(digits).padStart(8)}${(best[name] ?? Number.NaN).toFixed(digits).padStart(8)}`,
    ),
  ]
  return [
    ...rows('Training step of 16 x 112 tokens, milliseconds', training, 0),
    ...rows('Sampling, tokens a second', sampling, 0),
    ...rows('Ratios', ratios, 2),
    ...Object.entries(missing).map(([name, why]) => `Not compared: ${name}: ${why}`),
    '',
  ].join('\n')
}
