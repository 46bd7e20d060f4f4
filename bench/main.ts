/**
 * @file `npm run bench [-- --json] [--only-peers | --only-frames | --only-bar | --only-views | --only-long-text | --only-paint | --only-charts | --only-large [--large-repeats 5] | --only-soak [--soak-parts training,cues] [--soak-share 0.05] | --only-import [--gigabytes 2]]`: the same work natively (onnxruntime-node) and in
 * Chromium (onnxruntime-web, WASM), our divergences against the plain loop for forward KL, and our training step and
 * sampler against other libraries', as ratios of one run on this machine; and how smoothly the page draws while it
 * samples and while curves stream, how soon a change of view and the first visit are drawn, and what a hundred steps in the training room bring; and, only when it is
 * asked for, because they take minutes and hours, what a public model costs (large.ts), what long runs hold (soak.ts) and what a run of 2 GB does to the memory (import.ts). Writes bench/results.json; with --only-... the other numbers in it stay as they are.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import * as ort from 'onnxruntime-node'
import { CHROMIUM_FLAGS, installedBrowser } from '../e2e/browser.ts'
import { DIVERGENCES, divergenceValues } from '../src/divergence/registry.ts'
import { type Bar, measureBar } from './bar.ts'
import { type Charts, measureCharts } from './charts.ts'
import { compareWithPeers, comparisonTable } from './compare.ts'
import { type FrameTimes, measureFrames } from './frames.ts'
import { type ImportMemory, measureImport } from './import.ts'
import { type Large, measureLarge } from './large.ts'
import { measurePaint, type Paint } from './paint.ts'
import { serve } from './serve.ts'
import { measureSoak, type Soak } from './soak.ts'
import { type LongText, measureLongText, measureViews, type Views } from './views.ts'
import { type Times, timeWork } from './work.ts'

async function native(threads: number): Promise<Times> {
  return timeWork({
    Tensor: ort.Tensor,
    create: (model) => ort.InferenceSession.create(model, { intraOpNumThreads: threads }),
  })
}

async function inBrowser(threads: number): Promise<Times> {
  const server = await serve({ root: import.meta.dirname, port: 5197 })
  const executablePath = installedBrowser()
  const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) })
  try {
    const page = await browser.newPage()
    await page.goto('http://localhost:5197/')
    await page.waitForFunction(() => window.timeOnWasm !== undefined, null, { timeout: 120_000 })
    return await page
      .evaluate((count) => window.timeOnWasm?.(count), threads)
      .then((times) => {
        if (!times) throw new Error('the benchmark page did not load')
        return times
      })
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Milliseconds for 200 tokens x 512 entries: all our full-vocabulary divergences, and one plain forward-KL loop. */
function divergences(): { readonly kit: number; readonly loop: number; readonly count: number } {
  const [tokens, size] = [200, 512]
  const logits = (salt: number) =>
    Float64Array.from({ length: size }, (_, i) => 4 * Math.sin(i * 12.9898 + salt * 78.233))
  const positions = Array.from({ length: tokens }, (_, t) => ({
    studentLogits: logits(t),
    teacherLogits: logits(t + 0.5),
  }))
  const choices = DIVERGENCES.filter(({ kind }) => kind === 'full').map(({ id }) => ({ id }))
  const time = (work: () => void) => {
    work()
    const start = performance.now()
    for (let i = 0; i < 5; i++) work()
    return (performance.now() - start) / 5
  }
  const softmax = (row: Float64Array) => {
    const top = row.reduce((a, b) => Math.max(a, b))
    const weights = row.map((x) => Math.exp(x - top))
    const total = weights.reduce((a, b) => a + b)
    return weights.map((w) => w / total)
  }
  return {
    kit: time(() => {
      for (const position of positions) divergenceValues(position, choices)
    }),
    loop: time(() => {
      for (const { studentLogits, teacherLogits } of positions) {
        const [s, t] = [softmax(studentLogits), softmax(teacherLogits)]
        t.reduce((sum, p, i) => sum + p * Math.log(p / (s[i] ?? 1)), 0)
      }
    }),
    count: choices.length,
  }
}

const ratios = (browser: Times, here: Times) =>
  Object.fromEntries((['score', 'decode', 'train'] as const).map((kind) => [kind, browser[kind] / here[kind]]))

const FILE = join(import.meta.dirname, 'results.json')

/** The same work natively and in the browser, and the divergences. */
async function timeOurs() {
  const [native1, wasm1, native2, wasm2] = [await native(1), await inBrowser(1), await native(2), await inBrowser(2)]
  const kit = divergences()
  return {
    milliseconds: { native1, wasm1, native2, wasm2, divergences: kit },
    ratios: {
      'Chromium WASM / native, 1 thread': ratios(wasm1, native1),
      'Chromium WASM / native, 2 threads': ratios(wasm2, native2),
      'all divergences / one plain forward-KL loop': kit.kit / kit.loop,
    },
  }
}

const flag = (name: string) => process.argv.includes(name)
const only = (
  ['peers', 'frames', 'bar', 'views', 'long-text', 'paint', 'charts', 'large', 'soak', 'import'] as const
).find((part) => flag(`--only-${part}`))
const earlier = JSON.parse(readFileSync(FILE, 'utf8'))
const before = only && earlier
const ours: Awaited<ReturnType<typeof timeOurs>> = before ?? (await timeOurs())
const frames: FrameTimes = only && only !== 'frames' ? before.frames : await measureFrames()
const peers: Awaited<ReturnType<typeof compareWithPeers>> =
  only && only !== 'peers' ? before.peers : await compareWithPeers()
const bar: Bar = only && only !== 'bar' ? before.bar : await measureBar()
const views: Views = only && only !== 'views' ? before.views : await measureViews()
const longText: LongText = only && only !== 'long-text' ? before.longText : await measureLongText()
const paint: Paint = only && only !== 'paint' ? before.paint : await measurePaint()
const charts: Charts = only && only !== 'charts' ? before.charts : await measureCharts()
const numberBehind = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(name)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const large: Large | undefined =
  only === 'large' ? await measureLarge(numberBehind('--large-repeats', 5)) : earlier.large
const importMemory: ImportMemory | undefined =
  only === 'import' ? await measureImport(numberBehind('--gigabytes', 2)) : earlier.import
const partsAt = process.argv.indexOf('--soak-parts')
const soak: Soak | undefined =
  only === 'soak'
    ? await measureSoak({
        share: numberBehind('--soak-share', 1),
        parts: partsAt < 0 ? null : (process.argv[partsAt + 1]?.split(',') ?? []),
        earlier: earlier.soak ?? {},
        // It takes hours: what was measured until it was cut off is there.
        keep: (soak) => writeFileSync(FILE, `${JSON.stringify({ ...earlier, soak }, null, 1)}\n`),
      })
    : earlier.soak
const results = {
  date: new Date().toISOString(),
  machine: `${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}`,
  milliseconds: ours.milliseconds,
  ratios: ours.ratios,
  frames,
  peers,
  bar,
  views,
  longText,
  paint,
  charts,
  large,
  soak,
  import: importMemory,
}
writeFileSync(FILE, `${JSON.stringify(results, null, 1)}\n`)
const parts = {
  frames,
  bar: bar?.median,
  views,
  'long-text': longText,
  paint,
  charts,
  large,
  soak,
  import: importMemory,
}
const shown = only && only in parts ? { [only]: parts[only as keyof typeof parts] } : parts
if (flag('--json')) process.stdout.write(`${JSON.stringify(results, null, 1)}\n`)
else {
  process.stdout.write(`${JSON.stringify(only ? shown : { ...ours.ratios, ...shown }, null, 1)}\n`)
  if (!only || only === 'peers') process.stdout.write(comparisonTable(peers))
}
