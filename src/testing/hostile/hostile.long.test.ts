/**
 * @file Whatever a file, an address or a message holds, its reader says so in a line or gives a value that holds. Few runs with one seed
 * each time; with LONG set many, with a new seed that is printed. What fails is shrunk by fast-check: put it into found.json.
 *
 * FUZZ_SEED and FUZZ_RUNS ask for others.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOf, READERS } from './readers.test-helper.ts'

const { LONG, FUZZ_RUNS, FUZZ_SEED } = process.env
const numRuns = Number(FUZZ_RUNS ?? (LONG ? 3000 : 25))
const seed = Number(FUZZ_SEED ?? (LONG ? Date.now() % 2 ** 31 : 1))

describe(`readers of what strangers write, seed ${seed}`, () => {
  for (const reader of READERS) {
    it(reader.name, { timeout: LONG ? 900_000 : 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(reader.input, async (input) => {
          expect(await faultOf(reader, input)).toBeNull()
        }),
        { numRuns, seed },
      )
    })
  }
})
