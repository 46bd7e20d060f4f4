/**
 * @file How long a frame of streaming curves takes: 1,000 points of 8 series, all new at every frame, through the house's plots
 * (recharts) and as bare paths set by hand, in one run of Chromium on this machine.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import { CHROMIUM_FLAGS, installedBrowser } from '../e2e/browser.ts'
import { POINTS, SERIES, type StreamKind } from './streams.ts'

const PORT = 5195
const FRAMES = 120
/** Frames before that, in which code is compiled. */
const WARM = 40
/** A frame at 60 Hz. */
const FRAME_MS = 1000 / 60

export interface Charts {
  readonly points: number
  readonly series: number
  /**
   * Milliseconds a frame, script to paint: of the main thread's own time, which other programs on the machine do not lengthen.
   */
  readonly plot: number
  readonly paths: number
  readonly ratio: number
  /** Whether a frame of the plot leaves room at 60 frames a second. */
  readonly smooth: boolean
}

/** Builds a page with nothing but the plot and measures 120 frames of each. Some ten seconds. */
export async function measureCharts(): Promise<Charts> {
  const outDir = mkdtempSync(join(tmpdir(), 'charts-page-'))
  const root = import.meta.dirname
  await build({
    ...{ root, configFile: false, logLevel: 'error', plugins: [react()] },
    build: { outDir, emptyOutDir: true, target: 'es2023', rolldownOptions: { input: join(root, 'charts.html') } },
  })
  const server = await preview({
    ...{ root, configFile: false, logLevel: 'error', build: { outDir } },
    preview: { port: PORT, strictPort: true },
  })
  const executablePath = installedBrowser()
  const browser = await chromium.launch({ args: [...CHROMIUM_FLAGS], ...(executablePath ? { executablePath } : {}) })
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 400 } })
    await page.goto(`http://localhost:${PORT}/charts.html`)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const spent = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
    }
    const stream = (kind: StreamKind, frames: number): Promise<void> =>
      page.evaluate(([kind, frames]) => window.streamCurves?.(kind, frames), [kind, frames] as const)
    const timed = async (kind: StreamKind): Promise<number> => {
      await stream(kind, WARM)
      const before = await spent()
      await stream(kind, FRAMES)
      return ((await spent()) - before) / FRAMES
    }
    const [plot, paths] = [await timed('plot'), await timed('paths')]
    return { points: POINTS, series: SERIES, plot, paths, ratio: plot / paths, smooth: plot < FRAME_MS }
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true })
  }
}
