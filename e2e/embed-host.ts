/**
 * @file Other people's pages: a plain static server of another origin, with none of the playground's headers. It serves the embed's
 * examples with the hosts' own libraries from npm beside them, and whatever page a test writes.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const FOLDERS: readonly (readonly [prefix: string, folder: string])[] = [
  ['/vendor/reveal.js/', 'node_modules/reveal.js/dist/'],
  ['/vendor/observablehq-runtime/', 'node_modules/@observablehq/runtime/src/'],
  ['/', 'public/embed/examples/'],
]
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
}

export interface EmbedHost {
  readonly origin: string
  /** Pages of the test's own, by path. */
  readonly pages: Map<string, string>
  close(): Promise<void>
}

/** @param playground origin of the page that is embedded; the examples stand beside it, so their relative addresses are made whole */
export async function startEmbedHost(playground: string): Promise<EmbedHost> {
  const pages = new Map<string, string>()
  const server: Server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    try {
      const page = pages.get(pathname) ?? (await fileOf(pathname))
      response.setHeader('Content-Type', TYPES[extname(pathname)] ?? TYPES['.html'] ?? '')
      const whole =
        typeof page === 'string' || pathname.endsWith('.html')
          ? String(page)
              .replaceAll('"../opd-playground.js"', `"${playground}/embed/opd-playground.js"`)
              .replaceAll('"../../?', `"${playground}/?`)
          : page
      response.end(whole)
    } catch {
      response.statusCode = 404
      response.end()
    }
  })
  // By number, so that it is another site than the playground's "localhost", not only another port.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function fileOf(pathname: string): Promise<Buffer> {
  // Browsers ask for it by themselves.
  if (pathname === '/favicon.ico') return Buffer.alloc(0)
  const [prefix = '/', folder = ''] = FOLDERS.find(([start]) => pathname.startsWith(start)) ?? []
  return readFile(join(ROOT, folder, normalize(pathname.slice(prefix.length))))
}
