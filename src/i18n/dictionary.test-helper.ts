/** @file What of the source has to stand in the dictionary. */

import { PRESETS } from '../divergence/toy/presets.ts'
import { REGISTRY } from '../features/index.ts'
import { allActions } from '../store/registry.ts'
import { benchNames } from './bench-names.test-helper.ts'
import { methodNames } from './method-names.test-helper.ts'
import { registryNames } from './registry-names.test-helper.ts'

const STRING = `(?:'((?:[^'\\\\\\n]|\\\\.)*)'|"((?:[^"\\\\\\n]|\\\\.)*)")`
const CALLS = new RegExp(`(?<![\\w.])(?:t|mark)\\(\\s*${STRING}`, 'g')
const COUNTS = new RegExp(`(?<![\\w.])count\\(\\s*[^'"]*?,\\s*${STRING},\\s*${STRING}`, 'g')

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1')

/** The sentences that a source file gives to `t`, `mark` and `count`. */
export function asked(source: string): readonly string[] {
  const found = [...source.matchAll(CALLS), ...source.matchAll(COUNTS)].flatMap((match) =>
    match.slice(1).filter((text): text is string => text !== undefined),
  )
  return found.map(unescaped)
}

/** Names that stand in the registries of rooms that know of no language, and are translated where they are shown. */
export function namesOf(): readonly string[] {
  const scenes = PRESETS.flatMap(({ name, lesson }) => [name, lesson])
  return [
    ...methodNames(),
    ...benchNames(),
    ...registryNames(),
    ...allActions(REGISTRY).map(({ label }) => label),
    ...scenes,
  ]
}
