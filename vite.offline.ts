/**
 * @file Writes the service worker and `offline.json` beside a finished build: the list of the page's own files with their hashes, and of
 * the runtime's builds with their sizes. Models are listed in models/manifest.json already.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import type { OfflineList, RuntimeBuild, RuntimeFile } from './src/store/offline-files.ts'

/** Not part of the page: what other pages load, what machines read, and fonts in formats that no current browser asks for. */
const ELSEWHERE =
  /^(?:embed|models)\/|^_headers$|\.(?:map|md|ttf|woff)$|\.schema\.json$|^(?:offline\.json|service-worker\.js)$/

const RUNTIMES: Readonly<Record<RuntimeBuild, RegExp>> = {
  wasm: /^assets\/ort(?:\.wasm\.bundle\.min-.*\.js|-wasm-simd-threaded-[^.]*\.(?:mjs|wasm|js))$/,
  jspi: /^assets\/ort(?:\.jspi\.bundle\.min-.*\.js|-wasm-simd-threaded\.jspi-.*)$/,
  asyncify: /^assets\/ort(?:\.webgpu\.bundle\.min-.*\.js|-wasm-simd-threaded\.asyncify-.*)$/,
}

export function offline(): Plugin {
  let root = ''
  let outDir = ''
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      root = config.root
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      // After everything else has put its files there.
      order: 'post',
      sequential: true,
      async handler() {
        if (this.environment.name !== 'client') return
        await writeOffline(root, outDir)
      },
    },
  }
}

async function writeOffline(root: string, outDir: string): Promise<void> {
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
  const read = (path: string): Buffer => readFileSync(join(outDir, path))
  const runtime = (name: RuntimeBuild): readonly RuntimeFile[] =>
    files.filter((path) => RUNTIMES[name].test(path)).map((path) => ({ path, bytes: read(path).byteLength }))
  const runtimes = { wasm: runtime('wasm'), jspi: runtime('jspi'), asyncify: runtime('asyncify') }
  const own = files.filter(
    (path) => path === 'models/manifest.json' || !(ELSEWHERE.test(path) || path.startsWith('assets/ort')),
  )
  // The page stands under its folder's address: hosts differ in what they make of index.html.
  const address = (path: string): string => path.replace(/(^|\/)index\.html$/, '$1') || './'
  const shell = own.map((path) => ({ path: address(path), revision: hashOf(read(path)) }))
  const version = hashOf(Buffer.from(JSON.stringify(shell)))
  const shellBytes = own.reduce((sum, path) => sum + read(path).byteLength, 0)
  const list: OfflineList = { version, shellBytes, runtimes }
  const text = JSON.stringify(list)
  writeFileSync(join(outDir, 'offline.json'), text)
  const kept = [...shell, { path: 'offline.json', revision: hashOf(Buffer.from(text)) }]
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    define: { SHELL: JSON.stringify(kept), VERSION: JSON.stringify(version) },
    build: {
      target: 'es2023',
      outDir,
      emptyOutDir: false,
      lib: {
        entry: join(root, 'src/app/service-worker/service-worker.ts'),
        formats: ['iife'],
        name: 'worker',
        fileName: () => 'service-worker.js',
      },
    },
  })
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16)
