/** @file The shipped models are what their manifest, their cards and the house's limits say. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { validateManifest } from '../src/engine/manifest.ts'
import { createNodeEngine } from '../src/lab/node-engine.ts'
import { parseOptions } from '../src/lab/options.ts'
import { evaluate } from '../src/lab/verbs.ts'
import { parameterCount } from '../src/network/config.ts'
import { fromHuggingFace } from '../src/network/hugging-face.ts'
import { fromHalf } from '../src/onnx/half.ts'
import { readConstants } from '../src/onnx/model.ts'
import { sharedTokenizer } from './training/export.ts'
import type { Measurement } from './training/table.ts'

const MODELS = import.meta.dirname
const json = (path: string): unknown => JSON.parse(readFileSync(join(MODELS, path), 'utf8'))
const { models } = validateManifest(json('manifest.json'))
const measured = json('evaluation.json') as Measurement[]

describe('the shipped models', () => {
  it('are all there, within their sizes', () => {
    const roles = Object.fromEntries(models.map(({ id, role }) => [id, role]))
    expect(roles).toMatchObject({ student: 'student', 'student-strong': 'student', teacher: 'teacher' })
    expect(models.filter(({ role }) => role === 'specialist').map(({ id }) => id)).toHaveLength(3)
    expect(models.filter(({ role }) => role === 'checkpoint').length).toBeGreaterThanOrEqual(4)
    for (const { role, parameters } of models) {
      expect(parameters).toBeLessThanOrEqual(role === 'teacher' ? 6e6 : 1e6)
      if (role === 'teacher') expect(parameters).toBeGreaterThanOrEqual(2e6)
    }
    const bytes = readdirSync(MODELS, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(MODELS, 'training')))
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
    expect(bytes).toBeLessThan(40e6)
  })

  it.each(models.map((entry) => [entry.id, entry] as const))('%s: files, card and table agree', (id, entry) => {
    const config = fromHuggingFace(json(`${id}/config.json`) as Record<string, unknown>)
    expect(parameterCount(config)).toBe(entry.parameters)
    const card = readFileSync(join(MODELS, id, 'README.md'), 'utf8')
    for (const { path, bytes, sha256, precision } of entry.files) {
      const content = readFileSync(join(MODELS, path))
      expect([path, content.length]).toEqual([path, bytes])
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      if (precision) expect(card).toContain(sha256)
    }
    const rows = measured.filter((row) => row.model === id)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(entry.files.map(({ sha256 }) => sha256)).toContain(row.sha256)
  })

  it('share the one vocabulary that the worlds make', () => {
    const built = sharedTokenizer()
    const text = 'Ann has 37 apples.\n37+22=59\nAnswer: 59\n'
    const files = models.map(({ id }) => readFileSync(join(MODELS, id, 'tokenizer.json'), 'utf8'))
    expect(new Set(files).size).toBe(1)
    const { model: stored } = JSON.parse(files[0] ?? '') as { model: { vocab: Record<string, number> } }
    expect(Object.keys(stored.vocab).length).toBeLessThanOrEqual(1024)
    for (const id of built.encode(text)) expect(Object.values(stored.vocab)).toContain(id)
    for (const [piece, id] of Object.entries(stored.vocab).filter(([, id]) => id >= 259))
      expect(built.tokenText(id)).toBe(piece.replaceAll('Ġ', ' ').replaceAll('Ċ', '\n'))
  }, 60_000)

  it('hold the same weights in half precision, rounded', () => {
    for (const id of ['student', 'teacher']) {
      const half = new Map(
        readConstants(readFileSync(join(MODELS, id, 'onnx/model_fp16.onnx'))).map((t) => [t.name, t]),
      )
      for (const { name, bytes } of readConstants(readFileSync(join(MODELS, id, 'onnx/model.onnx')))) {
        if (!name.startsWith('model.')) continue
        const exact = new Float32Array(new Uint8Array(bytes).buffer)
        const rounded = fromHalf(new Uint16Array(new Uint8Array(half.get(name)?.bytes ?? []).buffer))
        expect(rounded).toHaveLength(exact.length)
        const worst = exact.reduce(
          (most, x, i) => Math.max(most, Math.abs(x - (rounded[i] ?? 0)) - Math.abs(x) * 2 ** -11),
          0,
        )
        // Beyond the relative rounding of normal numbers only the spacing of subnormal ones is left.
        expect(worst).toBeLessThanOrEqual(2 ** -25)
      }
    }
  })
})

describe('the accuracies of the table', () => {
  const row = (id: string, world: string, context: string | null = null): Measurement => {
    const found = measured.find((r) => r.model === id && r.world === world && r.context === context)
    if (!found) throw new Error(`${id} was not measured on ${world} with ${context}`)
    return found
  }

  it('are what the house promises', () => {
    const bare = row('student', 'tally')
    expect(bare.accuracy).toBeGreaterThan(0.35)
    expect(bare.accuracy).toBeLessThan(0.55)
    expect(row('teacher', 'tally').accuracy).toBeGreaterThanOrEqual(0.97)
    for (const kind of ['answer', 'trace'])
      expect(row('student', 'tally', kind).accuracy - bare.accuracy).toBeGreaterThan(0.25)
    for (const { context, interval } of measured.filter(
      (r) => r.model === 'student' && r.world === 'tally' && r.context,
    ))
      expect([context, interval[0] > bare.interval[1]]).toEqual([context, true])
    const concise = row('student', 'tally', 'concise')
    expect(concise.meanTokens).toBeLessThan(0.7 * bare.meanTokens)
    for (const world of ['tally', 'ledger', 'programs'])
      for (const other of ['tally', 'ledger', 'programs'].filter((w) => w !== world))
        expect(row(`specialist-${world}`, world).accuracy - row(`specialist-${other}`, world).accuracy).toBeGreaterThan(
          0.15,
        )
  })

  it('are measured again, on a few problems of other seeds', async () => {
    const engine = createNodeEngine({ models: MODELS, threads: 1 })
    const accuracy = async (id: string, context: string[] = []) =>
      (
        await evaluate(
          engine,
          parseOptions(['eval', '--model', id, '--n', '48', '--problem-seed', '70000', ...context]),
        )
      ).accuracy
    const [bare, told, teacher] = [
      await accuracy('student'),
      await accuracy('student', ['--context', 'trace']),
      await accuracy('teacher'),
    ]
    await engine.dispose()
    expect(bare).toBeGreaterThan(0.2)
    expect(bare).toBeLessThan(0.75)
    expect(told).toBeGreaterThan(bare)
    expect(teacher).toBeGreaterThan(0.85)
  }, 240_000)
})
