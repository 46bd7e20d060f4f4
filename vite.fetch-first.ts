/** @file Puts src/app/fetch-first.ts where the build would put Vite's own way of fetching what an import needs. */
import { join } from 'node:path'
import type { Plugin } from 'vite'

const HELPER = '\0vite/preload-helper.js'
const OURS = join(import.meta.dirname, 'src/app/fetch-first.ts')

export function fetchFirst(): Plugin {
  return {
    name: 'fetch-first',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === HELPER ? `export { fetchFirst as __vitePreload } from ${JSON.stringify(OURS)}` : undefined),
  }
}
