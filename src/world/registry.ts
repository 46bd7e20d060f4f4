/** @file All worlds by id. */
import { ledger } from './ledger/world.ts'
import { programs } from './programs/world.ts'
import { quest } from './quest/world.ts'
import { tally, tallySw } from './tally/world.ts'
import { WORLD_IDS, type World, type WorldId } from './types.ts'

export const WORLDS: Readonly<Record<WorldId, World>> = { tally, 'tally-sw': tallySw, ledger, quest, programs }

/** The world of an id that comes from outside. Throws RangeError, listing the ids, when there is none. */
export function worldById(id: string): World {
  const known = WORLD_IDS.find((candidate) => candidate === id)
  if (known === undefined) throw new RangeError(`unknown world "${id}"; the worlds are ${WORLD_IDS.join(', ')}`)
  return WORLDS[known]
}
