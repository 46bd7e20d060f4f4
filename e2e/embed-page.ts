/** @file Tests of embeds: a host of another origin, and an eye on everything that any frame asks for or complains of. */
import { test as base, expect, type FrameLocator, type Page } from '@playwright/test'
import { type EmbedHost, startEmbedHost } from './embed-host.ts'

/** The views of public/embed/README.md. */
export const EMBED_VIEWS = [
  ...['stage', 'inspector', 'rail', 'bench', 'race', 'method'],
  ...['xray', 'waterfall', 'estimators', 'compare', 'fork', 'training'],
]
/** Those that show no rollout: nothing in them is a replay. */
export const UNREAD_VIEWS: readonly string[] = ['bench', 'race', 'method', 'training']

export class Hosted {
  readonly page: Page
  readonly host: EmbedHost
  readonly playground: string
  readonly troubles: string[] = []
  /** Everything that was asked for, by any frame or worker. */
  readonly requests: string[] = []

  constructor(page: Page, host: EmbedHost, playground: string) {
    this.page = page
    this.host = host
    this.playground = playground
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        this.troubles.push(`${message.type()}: ${message.text().slice(0, 300)}`)
      }
    })
    page.on('pageerror', (error) => this.troubles.push(`uncaught: ${error.message}`))
    page.context().on('request', (request) => {
      const url = new URL(request.url())
      if (!url.protocol.startsWith('http')) return
      this.requests.push(url.href)
      if (url.origin !== playground && url.origin !== host.origin) this.troubles.push(`request to ${url.href}`)
    })
  }

  /** Opens a page of the host's. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.host.origin}${path}`)
  }

  /** Writes a page of the host's and opens it. */
  async write(body: string): Promise<void> {
    this.host.pages.set(
      '/page.html',
      `<!doctype html><html lang="en"><head><title>Host</title></head><body>${body}</body></html>`,
    )
    await this.open('/page.html')
  }

  /** The script of the element, as a host writes it. */
  get script(): string {
    return `<script type="module" src="${this.playground}/embed/opd-playground.js"></script>`
  }

  frame(selector = 'iframe'): FrameLocator {
    return this.page.frameLocator(selector)
  }

  /** What only a started engine asks for. */
  heavy(): readonly string[] {
    return this.requests.filter((url) => /\.(wasm|onnx)(\?|$)|\/entry-[^/]*\.js/.test(url))
  }
}

export const test = base.extend<{ readonly hosted: Hosted }>({
  hosted: async ({ page, baseURL }, use) => {
    const { origin } = new URL(baseURL ?? '')
    const host = await startEmbedHost(origin)
    const hosted = new Hosted(page, host, origin)
    await use(hosted)
    await page.close()
    await host.close()
    expect(hosted.troubles).toEqual([])
  },
})

export { expect }
