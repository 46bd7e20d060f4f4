/** @file Sentences that stand in registries: rooms that know of no language name their entries, and the page translates them where it shows them. */
import { PRESETS } from '../../src/divergence/toy/presets.ts'
import { REGISTRY } from '../../src/features/index.ts'
import { allActions } from '../../src/store/registry.ts'
import { benchNames } from './bench-names.ts'
import { methodNames } from './method-names.ts'
import { registryNames } from './registry-names.ts'

/** Names of methods, divergences, worlds, models, races, actions and scenes, and what is said of them. */
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
