/**
 * @file Measures one exhibit of the museum, broken and mended, and prints both as JSON. A program of its own, because Playwright's way
 * of compiling makes loops of numbers three times as slow. Called from museum.spec.ts.
 */
import { EXHIBITS } from '../src/features/museum/exhibits/registry.ts'
import type { Measurement, Variant } from '../src/features/museum/types.ts'
import { createNodeEngine } from '../src/lab/node-engine.ts'

/** What is printed. */
export type Evidence = Readonly<Record<Variant, Measurement>>

const exhibit = EXHIBITS.find(({ id }) => id === process.argv[2])
if (!exhibit) throw new RangeError(`no exhibit "${process.argv[2]}"`)
// Two exhibits run side by side: threads that wait for each other only take from the other's.
const engine = createNodeEngine({ threads: 1 })
const measure = (variant: Variant): Promise<Measurement> =>
  exhibit.measure(engine, variant, { signal: new AbortController().signal, onProgress() {} })
const evidence: Evidence = { broken: await measure('broken'), fixed: await measure('fixed') }
process.stdout.write(JSON.stringify(evidence))
await engine.dispose()
