/**
 * @file `npm run test:browsers`: one walk through the built page in Chromium, Firefox and WebKitGTK. As root on a system with apt what is
 * missing is installed, elsewhere the command says what to install. Ends in "N passed, N failed". Names of browsers as arguments walk in
 * those alone. Pictures of what was seen are left in test-results/browsers.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedBrowser } from '../browser.ts'
import { installPackages } from '../install.ts'
import type { Browser } from './browser.ts'
import { openChromium, openFirefox } from './puppeteer.ts'
import { Visitor } from './visitor.ts'
import { Walk } from './walk.ts'
import { openWebKit } from './webkit.ts'

const PICTURES = join('test-results', 'browsers')

/** A browser: how Debian names it, whether it is here, and how it is opened. */
interface Engine {
  readonly packages: readonly string[]
  /** The programs that it needs, or undefined where one is missing. */
  find(): Readonly<Record<string, string>> | undefined
  open(programs: Readonly<Record<string, string>>, downloads: string): Promise<Browser>
}

const ENGINES: Readonly<Record<string, Engine>> = {
  chromium: {
    packages: ['chromium'],
    find: () => programs({ browser: [installedBrowser()] }),
    open: ({ browser = '' }, downloads) => openChromium({ executablePath: browser, downloads }),
  },
  firefox: {
    packages: ['firefox-esr'],
    find: () => programs({ browser: [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'] }),
    open: ({ browser = '' }, downloads) => openFirefox({ executablePath: browser, downloads }),
  },
  webkit: {
    packages: ['webkit2gtk-driver', 'xvfb'],
    find: () =>
      programs({
        driver: ['/usr/bin/WebKitWebDriver'],
        miniBrowser: ['x86_64', 'aarch64'].flatMap((machine) =>
          ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}/MiniBrowser`),
        ),
        screen: ['/usr/bin/Xvfb'],
      }),
    open: ({ driver = '', miniBrowser = '', screen = '' }, downloads) =>
      openWebKit({ driver, miniBrowser, screen, downloads }),
  },
}

interface Count {
  passed: number
  failed: number
}

async function main(chosen: readonly string[]): Promise<void> {
  const names = chosen.length > 0 ? chosen : Object.keys(ENGINES)
  const unknown = names.find((name) => !(name in ENGINES))
  if (unknown !== undefined) throw new RangeError(`no browser "${unknown}": ${Object.keys(ENGINES).join(', ')}`)
  const count: Count = { passed: 0, failed: 0 }
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const built = spawnSync(join('node_modules', '.bin', 'vite'), ['build', '--logLevel', 'warn'], { stdio: 'inherit' })
  if (built.status !== 0) {
    say('the page could not be built')
    count.failed++
  } else
    for (const name of names) {
      say(`\n== ${name}`)
      await walkIn(name, count, say)
    }
  say(`\n${count.passed} passed, ${count.failed} failed`)
  process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1
}

async function walkIn(name: string, count: Count, say: (line: string) => void): Promise<void> {
  const engine = ENGINES[name] as Engine
  let found = engine.find()
  if (!found && installPackages(engine.packages)) found = engine.find()
  if (!found) {
    say(`${name} is not here. Install it (Debian: apt-get install ${engine.packages.join(' ')}).`)
    count.failed++
    return
  }
  const folder = mkdtempSync(join(tmpdir(), `walk-${name}-`))
  const downloads = join(folder, 'downloads')
  mkdirSync(downloads)
  let browser: Browser | null = null
  let walk: Walk | null = null
  try {
    browser = await engine.open(found, downloads)
    say(browser.version)
    const visitor = new Visitor(browser, join(PICTURES, name))
    walk = await Walk.begin(visitor, folder)
    for (const [what, step] of walk.steps) {
      const start = performance.now()
      const seconds = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`
      try {
        const differences = await step()
        count.passed++
        say(`  ✓ ${what} (${seconds()})`)
        for (const difference of differences ?? []) say(`      known difference: ${name} ${difference}`)
      } catch (error) {
        count.failed++
        say(
          `  ✘ ${what} (${seconds()})\n${indent(error instanceof Error ? (error.stack ?? error.message) : String(error))}`,
        )
        await visitor.look(`failed-${count.failed}`).catch(() => undefined)
      }
    }
  } catch (error) {
    count.failed++
    say(`  ✘ ${name} could not be driven\n${indent(String(error))}`)
  } finally {
    await walk?.end().catch(() => undefined)
    await browser?.close().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** The first of each that is there; undefined where one has none. */
function programs(
  wanted: Readonly<Record<string, readonly (string | undefined)[]>>,
): Readonly<Record<string, string>> | undefined {
  const found = Object.entries(wanted).map(
    ([name, paths]) => [name, paths.find((path) => path !== undefined && existsSync(path))] as const,
  )
  return found.every(([, path]) => path !== undefined)
    ? (Object.fromEntries(found) as Record<string, string>)
    : undefined
}

const indent = (text: string): string => text.replace(/^/gm, '      ')

await main(process.argv.slice(2))
