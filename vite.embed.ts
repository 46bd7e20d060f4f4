/**
 * @file Builds the two scripts that other people's pages load, each whole in one file at a name that never changes: `embed/opd-playground.js`
 * (the custom element) and `embed/anywidget.js` (a notebook cell). In `vite build` they are written beside the page; in `vite dev` they
 * are built when they are asked for.
 */
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

export function embedScripts(): Plugin {
  return {
    name: 'embed-scripts',
    async generateBundle(_options, output) {
      // Not for the worker's own bundle.
      if (!Object.keys(output).some((name) => name.endsWith('.html')) && this.environment.name !== 'client') return
      for (const [fileName, entry] of Object.entries(SCRIPTS)) {
        this.emitFile({ type: 'asset', fileName, source: await bundle(entry) })
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
