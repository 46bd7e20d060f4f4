/** @file What the registries of divergences and worlds call their entries: they know of no language. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DIVERGENCES } from '../../src/divergence/registry.ts'
import { worldById } from '../../src/world/registry.ts'
import { WORLD_IDS } from '../../src/world/types.ts'

/** Names, short names, directions, meanings and parameters of divergences, and the names of the worlds; sources stay as cited. */
export function registryNames(): readonly string[] {
  return [
    ...DIVERGENCES.flatMap((divergence) => [
      divergence.name,
      divergence.shortName,
      divergence.direction,
      divergence.meaning,
      ...divergence.params.map(({ meaning }) => meaning),
    ]),
    ...WORLD_IDS.flatMap((id) => [worldById(id).name, worldById(id).known]),
    ...modelNames(),
  ]
}

interface Described {
  readonly name: string
  readonly description: string
}

/** Names and descriptions of the shipped models, and the names as they stand inside a sentence. */
function modelNames(): readonly string[] {
  const manifest: { readonly models: readonly Described[] } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../models/manifest.json'), 'utf8'),
  )
  return manifest.models.flatMap(({ name, description }) => [
    name,
    name.charAt(0).toLowerCase() + name.slice(1),
    description,
  ])
}
