/** @file WebKitGTK: its MiniBrowser on a screen of its own, driven by WebDriver. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Builder, By, Capabilities, Key, Origin, type WebDriver } from 'selenium-webdriver'
import { answerOf, type Browser, inPage, WINDOW } from './browser.ts'

export interface WebKitPlace {
  readonly driver: string
  readonly miniBrowser: string
  readonly screen: string
  readonly downloads: string
}

const KEYS: Readonly<Record<string, string>> = { Escape: Key.ESCAPE, Enter: Key.ENTER }
/** A program on this machine answers within a tenth of it. */
const START_LIMIT_MS = 30_000

export async function openWebKit({ driver, miniBrowser, screen, downloads }: WebKitPlace): Promise<Browser> {
  const home = mkdtempSync(join(tmpdir(), 'webkit-home-'))
  mkdirSync(join(home, 'config'), { recursive: true })
  writeFileSync(join(home, 'config', 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`)
  const programs: ChildProcess[] = []
  const end = async (session?: WebDriver): Promise<void> => {
    await session?.quit().catch(() => undefined)
    for (const program of programs.reverse()) program.kill()
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  try {
    const display = await startScreen(screen, programs)
    const port = await freePort()
    programs.push(
      spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
        stdio: 'ignore',
        env: {
          ...process.env,
          DISPLAY: display,
          HOME: home,
          XDG_CONFIG_HOME: join(home, 'config'),
          XDG_CACHE_HOME: join(home, 'cache'),
          XDG_DATA_HOME: join(home, 'data'),
          // There is no session bus, no graphics card, and no sandbox that root could make.
          NO_AT_BRIDGE: '1',
          LIBGL_ALWAYS_SOFTWARE: '1',
          GSETTINGS_BACKEND: 'memory',
          WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        },
      }),
    )
    await answering(`http://127.0.0.1:${port}/status`)
    const wanted = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
    })
    const session = await new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build()
    await session.manage().setTimeouts({ script: 600_000, pageLoad: 120_000 })
    const window = session.manage().window()
    await window.setRect({ ...WINDOW, x: 0, y: 0 })
    // The window has a bar of its own.
    const inner = await session.executeScript<number>('return innerHeight')
    await window.setRect({ ...WINDOW, height: 2 * WINDOW.height - inner, x: 0, y: 0 })
    const capabilities = await session.getCapabilities()
    return {
      version: `WebKitGTK ${capabilities.getBrowserVersion() ?? ''} (${await session.executeScript('return navigator.userAgent')})`,
      downloads,
      open: (address) => session.get(address),
      async evaluate(run, ...given) {
        const program = `const done = arguments[arguments.length - 1];
          ${inPage(run, given)}.then((text) => done({ text }), (error) => done({ error: String(error) }))`
        const { text, error } = await session.executeAsyncScript<{ text?: string; error?: string }>(program)
        if (error !== undefined) throw new Error(error)
        return answerOf(text)
      },
      click: (x, y) =>
        session
          .actions()
          .move({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT })
          .click()
          .perform(),
      press: (key) =>
        session
          .actions()
          .sendKeys(KEYS[key] ?? key)
          .perform(),
      picture: () => session.takeScreenshot(),
      choose: async (selector, file) => session.findElement(By.css(selector)).sendKeys(file),
      close: () => end(session),
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** A screen without a monitor. @returns its name, which the program chooses so that none is taken twice */
function startScreen(command: string, programs: ChildProcess[]): Promise<string> {
  const screen = spawn(command, ['-displayfd', '1', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  programs.push(screen)
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${command} shows no screen`)), START_LIMIT_MS)
    screen.once('error', reject)
    screen.stdout.once('data', (number: Buffer) => {
      clearTimeout(late)
      resolve(`:${String(number).trim()}`)
    })
  })
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function answering(url: string): Promise<void> {
  const end = Date.now() + START_LIMIT_MS
  for (;;) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    if (Date.now() > end) throw new Error(`${url} does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
