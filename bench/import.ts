/** @file A run larger than the memory that may be spent on it: what `lab import` and the page hold at their peak while they read one. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withBuiltPage } from './built-page.ts'
import { processOf } from './soak.ts'

export interface ImportMemory {
  readonly bytes: number
  readonly rollouts: number
  /** MB: the largest resident set of `lab import`. */
  readonly lab: number
  /** MB of private memory of the page's process: before, and at its peak while it reads. null where no /proc tells. */
  readonly page: { readonly before: number; readonly peak: number } | null
  readonly seconds: { readonly lab: number; readonly page: number }
}

const LINES = 2000
/** Milliseconds. */
const SETTLED = 20_000
/** Milliseconds for two gigabytes on a busy machine. */
const PATIENCE = 1_800_000
const FILLER = 'The student adds the numbers and checks them again. '.repeat(30)

/** Rollouts as verl writes them, up to so many bytes. @returns how many */
function writeDump(file: string, bytes: number): number {
  const handle = openSync(file, 'w')
  let rollouts = 0
  for (let written = 0; written < bytes; ) {
    let text = ''
    for (let i = 0; i < LINES; i++, rollouts++) {
      const [input, output] = [`<|im_start|>user\nProblem ${rollouts % 3000}?`, `${rollouts} ${FILLER}`]
      const step = Math.floor(rollouts / 512)
      text += `${JSON.stringify({ input, output, gts: '1', score: rollouts % 2, step, uid: `${rollouts}_0_0` })}\n`
    }
    written += writeSync(handle, text)
  }
  closeSync(handle)
  return rollouts
}

/** Reads the dump by the lab in a process of its own, which says how much it has held. */
function byLab(file: string, out: string): { readonly peak: number; readonly seconds: number } {
  const start = performance.now()
  const run = `const { runLab } = await import('./src/lab/run.ts')
    const { code, stderr } = await runLab(['import', ...process.argv.slice(1), '-o', ${JSON.stringify(out)}], { write() {} })
    if (code !== 0) throw new Error(stderr)
    process.stdout.write(String(process.resourceUsage().maxRSS))`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', run, file],
    { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  return { peak: Math.round(Number(stdout) / 1000), seconds: (performance.now() - start) / 1000 }
}

/** @param gigabytes size of the dump */
export async function measureImport(gigabytes: number): Promise<ImportMemory> {
  const folder = mkdtempSync(join(tmpdir(), 'opd-bench-import-'))
  const file = join(folder, 'rollouts.jsonl')
  const bytes = gigabytes * 1e9
  try {
    const rollouts = writeDump(file, bytes)
    const lab = byLab(file, join(folder, 'run.json'))
    rmSync(join(folder, 'run.json'))
    const page = await withBuiltPage(async (page, address) => {
      await page.goto(`${address}?v=1&tab=imports`)
      // Its models have come then, and are at rest.
      await page.waitForTimeout(SETTLED)
      const before = await processOf(page)
      const start = performance.now()
      await page.locator('.imports input[type=file]').first().setInputFiles(file)
      const report = page.locator('.imports-report output')
      const done = page
        .waitForFunction(
          () => document.querySelector('.imports-report') && !document.querySelector('.imports-progress'),
          null,
          { timeout: PATIENCE, polling: 500 },
        )
        .then(() => true)
      let peak = before ?? 0
      for (let ended = false; !ended; ) {
        ended = await Promise.race([done, new Promise<false>((wait) => setTimeout(() => wait(false), 500))])
        peak = Math.max(peak, (await processOf(page)) ?? 0)
      }
      const said = Number(/^[\d,]+/.exec(await report.innerText())?.[0].replaceAll(',', ''))
      if (said !== rollouts) throw new Error(`the page has read ${said} of ${rollouts} rollouts`)
      return { before, peak, seconds: (performance.now() - start) / 1000 }
    })
    return {
      ...{ bytes, rollouts, lab: lab.peak },
      page: page.before === null ? null : { before: page.before, peak: page.peak },
      seconds: { lab: Math.round(lab.seconds), page: Math.round(page.seconds) },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
