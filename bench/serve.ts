/** @file Pages for the benchmark: a development server with the isolation headers that give WASM its threads. */
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { createServer, type Plugin, type ViteDevServer } from 'vite'

const HEADERS = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** Folders whose files are handed out as they are: prefix of the address -> folder. */
export type Folders = Readonly<Record<string, string>>

export interface ServeOptions {
  readonly root: string
  readonly port: number
  readonly folders?: Folders
  /** Packages to bundle before the first page asks for them, so that no page is reloaded under way. */
  readonly bundle?: readonly string[]
}

export async function serve({ root, port, folders = {}, bundle = [] }: ServeOptions): Promise<ViteDevServer> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [untouched(folders)],
    server: { port, strictPort: true, headers: HEADERS, fs: { allow: [join(import.meta.dirname, '..')] } },
    ...(bundle.length > 0 ? { optimizeDeps: { include: [...bundle], noDiscovery: true } } : {}),
  })
  await server.listen()
  return server
}

/** Vite rewrites modules that it serves; a WASM runtime's loader must reach the browser unchanged. */
function untouched(folders: Folders): Plugin {
  return {
    name: 'untouched-files',
    configureServer(server) {
      for (const [prefix, folder] of Object.entries(folders))
        server.middlewares.use(prefix, (request, response, next) => {
          const file = join(folder, new URL(request.url ?? '/', 'http://localhost').pathname)
          if (!existsSync(file)) return next()
          for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
          response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
          response.end(readFileSync(file))
        })
    },
  }
}
