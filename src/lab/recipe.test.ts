/** @file `lab recipe`: recipes of the catalogue and of files, as text, as verdicts and as graphs that run. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { runLab } from './run.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
})
afterAll(() => remove())

async function lab(...argv: string[]) {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  return { ...(await runLab(['recipe', ...argv], { stdin: async () => '', write })), stdout }
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** Feeds of the right types and shapes, with 1 text of 4 tokens, 2 of which carry loss, and 1 of everything else (pairs). */
function feeds(session: ort.InferenceSession): Record<string, ort.Tensor> {
  const sizes: Readonly<Record<string, number>> = { batch: 1, sequence: 4, rows: 2 }
  const entries = session.inputMetadata.map((input): [string, ort.Tensor] => {
    if (!input.isTensor) throw new Error(`${input.name} is no tensor`)
    const dims = input.shape.map((dim) => (typeof dim === 'number' ? dim : (sizes[dim] ?? 1)))
    const count = dims.reduce((product, dim) => product * dim, 1)
    if (input.type === 'int32') {
      const value = (i: number) => (input.name === 'attention_mask' ? 1 : i)
      return [
        input.name,
        new ort.Tensor(
          'int32',
          Int32Array.from({ length: count }, (_, i) => value(i)),
          dims,
        ),
      ]
    }
    const scale = input.name.startsWith('moment') ? 0 : input.name === 'teacher_logits' ? 1 : 0.05
    const numbers = Float32Array.from({ length: count }, (_, i) => (count === 1 ? 0.1 : scale * Math.sin(i)))
    return [input.name, new ort.Tensor('float32', numbers, dims)]
  })
  return Object.fromEntries(entries)
}

describe('lab recipe graph', () => {
  it.each(['gkd', 'kdrl', 'spin'])('writes the step of %s as a file that ONNX Runtime runs', async (id) => {
    const out = join(folder, `${id}.onnx`)
    const { code, stdout, stderr } = await lab('graph', id, '-o', out, '--models', folder, '--json')
    expect([code, stderr]).toEqual([0, ''])
    const session = await ort.InferenceSession.create(out)
    expect(JSON.parse(stdout)).toMatchObject({ file: out, inputs: session.inputNames })
    expect(session.inputNames).toEqual(expect.arrayContaining(['params', 'moment1', 'moment2', 'learning_rate']))
    expect(session.outputNames).toEqual(expect.arrayContaining(['next_params', 'loss', 'gradient_norm', 'statistics']))
    const { loss, next_params } = await session.run(feeds(session))
    expect(Number.isFinite((loss!.data as Float32Array)[0])).toBe(true)
    expect((next_params!.data as Float32Array).every(Number.isFinite)).toBe(true)
    await session.release()
  })

  it('takes the phase that it is asked for', async () => {
    const bytes = async (phase: string) => {
      const out = join(folder, `phase-${phase}.onnx`)
      await lab('graph', 'qwen3', '-o', out, '--phase', phase, '--models', folder)
      return readFileSync(out).length
    }
    expect(await bytes('1')).not.toBe(await bytes('2'))
  })

  it.each([
    [['graph', 'gkd', '-o', '/nowhere/step.onnx'], 2, /\/nowhere\/step\.onnx cannot be written/],
    [
      ['graph', 'gkd', '-o', 'step.onnx', '--phase', '2'],
      2,
      /--phase is "2"\. Give one of the recipe's phases, 1 to 1/,
    ],
    [['graph', 'nobody', '-o', 'step.onnx'], 2, /There is no recipe "nobody"/],
  ])('refuses %j', async (argv, expected, message) => {
    const { code, stdout, stderr } = await lab(...argv, '--models', folder)
    expect([code, stdout]).toEqual([expected, ''])
    expect(stderr).toMatch(message)
  })
})

describe('lab recipe validate', () => {
  it('accepts what the catalogue holds, in one line', async () => {
    for (const recipe of RECIPES) {
      const { code, stdout, stderr } = await lab('validate', file('good.json', recipe))
      expect([recipe.id, code, stderr]).toEqual([recipe.id, 0, ''])
      expect(stdout).toBe(`${recipe.id} is a valid recipe.\n`)
    }
  })

  it('says what a recipe with parts that are not built lacks', async () => {
    const later = {
      ...recipeById('gkd'),
      id: 'later',
      architecture: ['extra-head'],
    }
    const { code, stdout } = await lab('validate', file('later.json', later))
    expect(code).toBe(0)
    expect(stdout).toMatch(/^later is a valid recipe; it needs .+, which this playground does not have yet\.\n$/)
  })

  const gkd = recipeById('gkd')
  it.each([
    ['not JSON', '{"id": ', /is not JSON/],
    ['no object', [], /is not valid/],
    ['a word that nobody knows', { ...gkd, colour: 'red' }, /is not valid: .*colour/],
    ['an unknown teacher', { ...gkd, teacher: { kind: 'oracle' } }, /is not valid: .*teacher/],
    ['a self-teacher without a context', { ...gkd, teacher: { kind: 'self' } }, /is not valid: .*context/],
    ['no phases', { ...gkd, phases: [] }, /is not valid: .*phases/],
  ])('refuses %s with exit code 2 and one line', async (_, content, message) => {
    const { code, stdout, stderr } = await lab('validate', file('bad.json', content))
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('refuses a file that is not there', async () => {
    const { code, stderr } = await lab('validate', '/nowhere.json')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^The recipe \/nowhere\.json cannot be read .* lab -- recipe schema/)
  })
})

describe('lab recipe', () => {
  it('lists the catalogue, and prints the schema', async () => {
    const entries = JSON.parse((await lab('list', '--json')).stdout) as { id: string }[]
    expect(entries.map(({ id }) => id)).toEqual(RECIPES.map(({ id }) => id))
    expect((await lab('list')).stdout).toContain('gkd')
    expect(JSON.parse((await lab('schema')).stdout)).toHaveProperty('$schema')
  })

  it('prints the formula of an id and of a file', async () => {
    const ofId = await lab('formula', 'gkd')
    const ofFile = await lab('formula', file('gkd.json', recipeById('gkd')))
    expect(ofId.code).toBe(0)
    expect(ofId.stdout).toContain('\\mathrm{KL}')
    expect(ofFile.stdout).toBe(ofId.stdout)
  })
})
