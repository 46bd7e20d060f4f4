/**
 * @file The licences of what ships, for the page: the module `virtual:licences` lists them, and LICENCES.txt beside the page holds their
 * texts. Read anew at every build, so that neither can be out of date.
 */
import type { Plugin } from 'vite'
import { faults, licences, noticeText } from './tools/licences/read.ts'

const NAME = 'virtual:licences'
const RESOLVED = `\0${NAME}`

export function licencesOfParts(): Plugin {
  return {
    name: 'licences',
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined
      const list = licences(import.meta.dirname).map(({ name, version, licence }) => ({ name, version, licence }))
      return `export const LICENCES = ${JSON.stringify(list)}`
    },
    generateBundle() {
      if (this.environment.name !== 'client') return
      const all = licences(import.meta.dirname)
      const wrong = faults(all)
      if (wrong.length > 0) this.error(wrong.join(' '))
      this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: noticeText(all) })
    },
  }
}
