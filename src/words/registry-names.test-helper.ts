/** @file What the registries of divergences and worlds call their entries: they know of no language. */
import { shortName } from '../charts/divergence-unit.ts'
import { DIVERGENCES } from '../divergence/registry.ts'
import { worldById } from '../world/registry.ts'
import { WORLD_IDS } from '../world/types.ts'

/** Names, short names, directions, meanings and parameters of divergences, and the names of the worlds; sources stay as cited. */
export function registryNames(): readonly string[] {
  return [
    ...DIVERGENCES.flatMap((divergence) => [
      divergence.name,
      shortName(divergence),
      divergence.direction,
      divergence.meaning,
      ...divergence.params.map(({ meaning }) => meaning),
    ]),
    ...WORLD_IDS.map((id) => worldById(id).name),
  ]
}
