/**
 * @file Builds the two scripts that other people's pages load, each whole in one file at a name that never changes: `embed/opd-playground.js`
 * (the custom element) and `embed/anywidget.js` (a notebook cell). In `vite build` they are written beside the page; in `vite dev` they
 * are built when they are asked for. The page knows the element's hash (`virtual:embed-integrity`), for the code that it hands out.
 */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { build, type Plugin } from 'vite'

const SCRIPTS = {
  'embed/opd-playground.js': 'src/embed/element.ts',
  'embed/anywidget.js': 'src/embed/anywidget.ts',
} as const

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // A library's build leaves that open for whoever bundles it; here nobody does, and a page has no `process`.
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      target: 'es2022',
      write: false,
      lib: { entry: resolve(import.meta.dirname, entry), formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  })
  const [first] = [result].flat()
  const chunk = first && 'output' in first ? first.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error(`${entry} was not built.`)
  return chunk.code
}

const INTEGRITY = 'virtual:embed-integrity'
const ELEMENT = 'embed/opd-playground.js'

/** As `integrity=` wants it. */
export function integrityOf(source: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(source).digest('base64')}`
}

export function embedScripts(): Plugin {
  let building = false
  const built = new Map<string, Promise<string>>()
  /** Once a build: what is hashed is what is written. */
  const once = (fileName: keyof typeof SCRIPTS): Promise<string> => {
    const source = built.get(fileName) ?? bundle(SCRIPTS[fileName])
    built.set(fileName, source)
    return source
  }
  return {
    name: 'embed-scripts',
    configResolved({ command }) {
      building = command === 'build'
    },
    resolveId: (id) => (id === INTEGRITY ? `\0${INTEGRITY}` : undefined),
    async load(id) {
      if (id !== `\0${INTEGRITY}`) return undefined
      // A development server builds the script when it is asked for: there is nothing to hold it to.
      return `export const EMBED_INTEGRITY = ${JSON.stringify(building ? integrityOf(await once(ELEMENT)) : '')}`
    },
    async generateBundle(_options, output) {
      // Not for the worker's own bundle.
      if (!Object.keys(output).some((name) => name.endsWith('.html')) && this.environment.name !== 'client') return
      for (const fileName of Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[]) {
        this.emitFile({ type: 'asset', fileName, source: await once(fileName) })
      }
    },
    configureServer(server) {
      for (const [name, entry] of Object.entries(SCRIPTS)) {
        server.middlewares.use(`/${name}`, async (_request, response) => {
          response.setHeader('Content-Type', 'text/javascript')
          response.setHeader('Access-Control-Allow-Origin', '*')
          response.end(await bundle(entry))
        })
      }
    },
  }
}
