/** @file The dumbest static host for the built page: files under a folder, their types, and these headers. */
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const DIST = join(import.meta.dirname, '..', 'dist')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
}

/** The headers that give a page memory that its threads share. */
export const ISOLATED: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

export interface StaticHost {
  /** Of the page, with its folder. */
  readonly address: string
  /** Breaks what is open, too. */
  stop(): Promise<void>
}

/** @param edit files that are served otherwise than they lie there, or lie nowhere: their text in, the text that is sent out */
export function startStaticHost(
  folder: string,
  headers: Readonly<Record<string, string>>,
  edit: Readonly<Record<string, (text: string) => string>> = {},
): Promise<StaticHost> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const inside = path.startsWith(folder) ? normalize(path.slice(folder.length) || 'index.html') : null
    const file = inside === null || inside.startsWith('..') ? null : join(DIST, inside)
    const there = file !== null && statSync(file, { throwIfNoEntry: false })?.isFile() === true
    const change = edit[inside ?? '']
    if (!file || !(there || change)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers })
    if (change) response.end(change(there ? readFileSync(file, 'utf8') : ''))
    else createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({
        address: `http://localhost:${port}${folder}`,
        async stop() {
          server.closeAllConnections()
          await new Promise((stopped) => server.close(stopped))
        },
      })
    })
  })
}
