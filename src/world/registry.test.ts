import { expect, it } from 'vitest'
import { WORLDS, worldById } from './registry.ts'
import { WORLD_IDS } from './types.ts'

it('finds every world under its own id', () => {
  for (const id of WORLD_IDS) expect(worldById(id)).toMatchObject({ id })
  expect(Object.keys(WORLDS)).toEqual([...WORLD_IDS])
})

it('lists the ids when asked for a world that does not exist', () => {
  expect(() => worldById('toString')).toThrow('unknown world "toString"; the worlds are tally, tally-sw, ledger')
})
