/**
 * @file A worker's first script is imported by none of its other parts. WebKit does not know that script again when a part that comes
 * later imports it: it runs it a second time, and the second run takes the worker's messages with an engine that was never made. Bundlers
 * put what several parts share into the first script, because that saves a file; here it gets a file of its own.
 */
import type { Plugin } from 'vite'

export function workerEntry(): Plugin {
  return {
    name: 'worker-entry',
    // Vite sets `false` for workers, which is what merges the two.
    options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const entries = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
      for (const { fileName, imports, dynamicImports } of chunks)
        for (const imported of [...imports, ...dynamicImports])
          if (entries.has(imported)) this.error(`${fileName} imports ${imported}, a worker's first script`)
    },
  }
}
