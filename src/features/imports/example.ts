/** @file The example run that comes with the page (`npm run record:import`): real texts of its own student, in the shapes of trainers. */
import type { ImportSource } from '../../imports/source.ts'

const FILES = ['rollouts.jsonl', 'metrics.jsonl', 'train_data_step12000.jsonl'] as const

/** @throws Error where it cannot be fetched */
export function exampleSources(): Promise<readonly ImportSource[]> {
  return Promise.all(
    FILES.map(async (name): Promise<ImportSource> => {
      const response = await fetch(new URL(`recorded/run/${name}`, document.baseURI))
      if (!response.ok) throw new Error(`HTTP ${response.status} for ${name}`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { name, path: name, size: bytes.length, slice: async (start, end) => bytes.subarray(start, end) }
    }),
  )
}
