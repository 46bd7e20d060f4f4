import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { safetensors, tinyExport, tinyFiles, tinyTensors } from '../engine/outside/tiny-folder.test-helper.ts'
import { numbersIn } from '../engine/safetensors.ts'
import { readAdapter, readAdapterConfig } from '../engine/training/adapter-files.ts'
import { fromHuggingFace } from '../network/hugging-face.ts'
import { withLora } from '../network/lora.ts'
import { runLab } from './run.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'outside-train-'))
  mkdirSync(join(root, 'base'))
  for (const [path, bytes] of tinyFiles('qwen3')) writeFileSync(join(root, 'base', path), bytes)
  writeFileSync(join(root, 'manifest.json'), '{"version":1,"models":[]}')
  const lines = Array.from({ length: 12 }, (_, i) =>
    JSON.stringify({ prompt: `${i}+1=`, answer: i + 1, note: `It is ${i + 1}.` }),
  )
  writeFileSync(join(root, 'problems.jsonl'), lines.join('\n'))
})
afterAll(() => rmSync(root, { recursive: true }))

async function lab(...argv: readonly string[]) {
  let out = ''
  const { code, stderr } = await runLab([...argv, '--models', root, '--threads', '1'], {
    stdin: async () => '',
    write: (text) => {
      out += text
    },
  })
  return { code, stderr, out }
}

describe('an adapter trained on problems of one’s own', () => {
  it('moves, is saved in PEFT’s layout, and beside it the whole model that it makes', async () => {
    const [base, saved] = [join(root, 'base'), join(root, 'saved')]
    const run = `train --recipe opsd --steps 3 --rollouts 4 --max-tokens 6 --learning-rate 0.05 --lora 2 --n 1 --json`
    const trained = await lab(
      ...run.split(' '),
      '--model',
      base,
      '--problems',
      join(root, 'problems.jsonl'),
      '--save',
      saved,
    )
    expect(trained.stderr).toBe('')
    const lines = trained.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(4)
    for (const { loss } of lines.slice(0, 3)) expect(loss).toBeGreaterThan(0)

    const json = (...path: string[]) => JSON.parse(readFileSync(join(saved, ...path), 'utf8'))
    const lora = readAdapterConfig(json('adapter', 'adapter_config.json'))
    expect(lora).toMatchObject({ rank: 2, alpha: 4 })
    const config = withLora(fromHuggingFace(json('config.json')), lora)
    const file = readFileSync(join(saved, 'adapter', 'adapter_model.safetensors'))
    expect(readAdapter(file, config).some((x) => x !== 0)).toBe(true)

    // W' - W = (alpha / rank) B A, in the files' own orientation, by hand for one matrix.
    const stored = numbersIn(file)
    const name = 'model.layers.1.mlp.up_proj'
    const a = stored.get(`base_model.model.${name}.lora_A.weight`)!
    const b = stored.get(`base_model.model.${name}.lora_B.weight`)!
    expect([a.shape, b.shape]).toEqual([
      [2, 16],
      [24, 2],
    ])
    const before = numbersIn(readFileSync(join(base, 'model.safetensors'))).get(`${name}.weight`)!
    const after = numbersIn(readFileSync(join(saved, 'model.safetensors'))).get(`${name}.weight`)!
    for (const [i, j] of [
      [0, 0],
      [3, 7],
      [23, 15],
    ] as const) {
      const product = [0, 1].reduce((sum, r) => sum + b.data[i * 2 + r]! * a.data[r * 16 + j]!, 0)
      expect(after.data[i * 16 + j]! - before.data[i * 16 + j]!).toBeCloseTo(2 * product, 5)
    }
    const norm = 'model.norm.weight'
    expect(numbersIn(readFileSync(join(saved, 'model.safetensors'))).get(norm)).toEqual(
      numbersIn(readFileSync(join(base, 'model.safetensors'))).get(norm),
    )

    const asked = ['sample', '--prompt', '3+1=', '--temperature', '0', '--max-tokens', '4', '--json', '--model']
    const [one, other] = [await lab(...asked, base), await lab(...asked, saved)]
    const added = await lab(...asked, base, '--adapter', join(saved, 'adapter'))
    expect([other.stderr, added.stderr]).toEqual(['', ''])
    expect(JSON.parse(added.out).rollouts[0].tokens).toEqual(
      JSON.parse(other.out).rollouts[0].tokens.map((token: { readonly logp_student: number }) => ({
        ...token,
        logp_student: expect.closeTo(token.logp_student, 4),
      })),
    )
    expect(JSON.parse(other.out).rollouts[0].tokens[0].logp_student).not.toBe(
      JSON.parse(one.out).rollouts[0].tokens[0].logp_student,
    )
  }, 60_000)

  it('ends at a stop string, the token that completes it included', async () => {
    const asked = ['sample', '--prompt', '3+1=', '--temperature', '0', '--max-tokens', '8', '--json']
    const base = ['--model', join(root, 'base')]
    const [free] = JSON.parse((await lab(...asked, ...base)).out).rollouts
    const stop = free.text.slice(1, 3)
    const { sampling, rollouts } = JSON.parse((await lab(...asked, ...base, '--stop', 'none', '--stop', stop)).out)
    const [ended] = rollouts
    expect(sampling.stop).toEqual(['none', stop])
    expect(ended.finish).toBe('stop-string')
    expect(ended.text.indexOf(stop)).toBeGreaterThanOrEqual(0)
    expect(ended.tokens).toEqual(free.tokens.slice(0, ended.tokens.length))
    const before = ended.tokens.slice(0, -1).map(({ text }: { readonly text: string }) => text)
    expect(before.join('')).not.toContain(stop)
    expect((await lab(...asked, ...base, '--stop', '')).stderr).toMatch(/^--stop is/)
  })

  it('says which line it cannot read, and what a wrong folder lacks', async () => {
    const file = join(root, 'broken.jsonl')
    writeFileSync(file, '{"prompt": "a", "answer": "b"}\n{"prompt": 3}\n')
    const model = join(root, 'base')
    const unread = await lab('train', '--model', model, '--problems', file, '--lora', '2')
    expect(unread).toMatchObject({ code: 2, stderr: expect.stringMatching(/at line 2: prompt: expected text/) })
    mkdirSync(join(root, 'empty'))
    writeFileSync(join(root, 'empty', 'model.gguf'), '')
    const empty = await lab('sample', '--model', join(root, 'empty'), '--prompt', 'a')
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringMatching(/^"empty" has its weights in model\.gguf/) })
    mkdirSync(join(root, 'numbers'))
    const broken = new Map(tinyTensors('qwen3'))
    broken.set('model.norm.weight', { shape: [16], data: new Float32Array(16).fill(Number.NaN) })
    for (const [path, bytes] of tinyFiles('qwen3').set('model.safetensors', safetensors(broken)))
      writeFileSync(join(root, 'numbers', path), bytes)
    const numbers = await lab('sample', '--model', join(root, 'numbers'), '--prompt', 'a')
    expect(numbers).toMatchObject({ code: 2, stderr: expect.stringMatching(/numbers that are not finite/) })
    const one = await lab('sample', '--model', model, '--prompt', 'a', '--prompt-ids', '1')
    expect(one.stderr).toMatch(/two forms of one thing/)
    const chatless = await lab('score', '--model', model, '--prompt-ids', '1', '--note', 'x')
    expect(chatless.stderr).toMatch(/--note-ids/)
  })

  it('does not begin on an ONNX export, which writes all the same', async () => {
    const model = join(root, 'export')
    mkdirSync(join(model, 'onnx'), { recursive: true })
    for (const [path, bytes] of tinyExport('qwen3', true)) writeFileSync(join(model, path), bytes)
    const problems = ['--problems', join(root, 'problems.jsonl')]
    const trained = await lab('train', '--model', model, ...problems, '--lora', '2')
    expect(trained).toMatchObject({ code: 2, stderr: expect.stringMatching(/an ONNX export.*model\.safetensors/) })
    const asked = ['sample', '--prompt', '3+1=', '--temperature', '0', '--max-tokens', '4', '--json', '--model']
    const [exported, stored] = [await lab(...asked, model), await lab(...asked, join(root, 'base'))]
    const ids = ({ out }: { readonly out: string }) =>
      JSON.parse(out).rollouts[0].tokens.map(({ id }: { readonly id: number }) => id)
    expect(ids(exported)).toEqual(ids(stored))
  })

  it('races over the same file, each lane with an adapter, from the folder alone', async () => {
    const run = 'race freshness --seeds 0 --steps 1 --rollouts 2 --max-tokens 4 --lora 2 --json --model'
    const file = join(root, 'problems.jsonl')
    const raced = await lab(...run.split(' '), join(root, 'base'), '--problems', file)
    expect(raced.stderr).toBe('')
    const lines = raced.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.slice(0, -1).every(({ step, loss }) => step === 1 && Number.isFinite(loss))).toBe(true)
    expect(lines.at(-1)).toMatchObject({ lanes: expect.anything() })
  })
})
