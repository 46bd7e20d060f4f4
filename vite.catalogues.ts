/** @file A catalogue, as translators write it, becomes a module of sentences that are parsed already. */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { compiled, readCatalogue } from './tools/words/catalogue.ts'

export function catalogues(): Plugin {
  return {
    name: 'catalogues',
    load(id) {
      const [file = ''] = id.split('?')
      if (!file.endsWith('.po')) return undefined
      const text = JSON.stringify(compiled(readCatalogue(readFileSync(file, 'utf8'))))
      // Browsers read a text of data faster than the same object in a script.
      return `export default JSON.parse(${JSON.stringify(text)})`
    },
  }
}
