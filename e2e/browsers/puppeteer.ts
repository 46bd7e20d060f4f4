/** @file Chromium by its own protocol and Firefox by WebDriver BiDi, both through Puppeteer. */
import { launch } from 'puppeteer-core'
import { CHROMIUM_FLAGS } from '../browser.ts'
import { answerOf, type Browser, inPage, WINDOW } from './browser.ts'

interface Place {
  readonly executablePath: string
  /** A folder of this browser's own. */
  readonly downloads: string
}

export function openChromium({ executablePath, downloads }: Place): Promise<Browser> {
  return open(
    {
      browser: 'chrome',
      executablePath,
      args: [...CHROMIUM_FLAGS],
      downloadBehavior: { policy: 'allow', downloadPath: downloads },
    },
    downloads,
  )
}

export function openFirefox({ executablePath, downloads }: Place): Promise<Browser> {
  return open(
    {
      browser: 'firefox',
      executablePath,
      extraPrefsFirefox: {
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
        'browser.download.always_ask_before_handling_new_types': false,
        // Puppeteer switches it off, and with it the offline copy.
        'dom.serviceWorkers.enabled': true,
      },
    },
    downloads,
  )
}

async function open(options: Parameters<typeof launch>[0], downloads: string): Promise<Browser> {
  const browser = await launch({ headless: true, defaultViewport: WINDOW, protocolTimeout: 600_000, ...options })
  const [first] = await browser.pages()
  const page = first ?? (await browser.newPage())
  await page.setViewport(WINDOW)
  return {
    version: await browser.version(),
    downloads,
    async open(address) {
      await page.goto(address, { waitUntil: 'load', timeout: 120_000 })
    },
    evaluate: async (run, ...given) => answerOf(await page.evaluate(inPage(run, given))),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key as Parameters<typeof page.keyboard.press>[0]),
    picture: () => page.screenshot({ encoding: 'base64' }),
    async choose(selector, file) {
      const input = await page.$(selector)
      if (!input) throw new Error(`nothing is ${selector}`)
      await (input as Awaited<ReturnType<typeof page.$<'input'>>>)?.uploadFile(file)
    },
    close: () => browser.close(),
  }
}
