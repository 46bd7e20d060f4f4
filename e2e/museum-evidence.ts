/**
 * @file Measures the exhibits of the museum that are named, broken and mended, and prints them as JSON. A program of its own, because
 * Playwright's way of compiling makes loops of numbers three times as slow. Called from museum.spec.ts.
 */
import { EXHIBITS } from '../src/features/museum/exhibits/registry.ts'
import type { Measurement, Variant } from '../src/features/museum/types.ts'
import { createNodeEngine } from '../src/lab/node-engine.ts'

/** What is printed, by exhibit. */
export type Evidence = Readonly<Record<string, Readonly<Record<Variant, Measurement>>>>

const ids = process.argv.slice(2)
const unknown = ids.filter((id) => !EXHIBITS.some((exhibit) => exhibit.id === id))
if (unknown.length > 0 || ids.length === 0) throw new RangeError(`no exhibits "${unknown.join(', ')}"`)
// Two programs run side by side: threads that wait for each other only take from the other's.
const engine = createNodeEngine({ threads: 1 })
const evidence: Record<string, Readonly<Record<Variant, Measurement>>> = {}
for (const exhibit of EXHIBITS.filter(({ id }) => ids.includes(id))) {
  const measure = (variant: Variant): Promise<Measurement> =>
    exhibit.measure(engine, variant, { signal: new AbortController().signal, onProgress() {} })
  evidence[exhibit.id] = { broken: await measure('broken'), fixed: await measure('fixed') }
}
process.stdout.write(JSON.stringify(evidence))
await engine.dispose()
