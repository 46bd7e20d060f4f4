import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parameterCount } from '../network/config.ts'
import { toHuggingFace } from '../network/hugging-face.ts'
import { writeManifest } from './write-manifest.ts'

const CONFIG = {
  vocabSize: 50,
  hiddenSize: 16,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headDim: 6,
  ffnSize: 24,
  maxPositions: 32,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function model(id: string, card?: object, weights: readonly string[] = ['model.onnx']) {
  mkdirSync(join(folder, id, 'onnx'), { recursive: true })
  const write = (file: string, text: string) => writeFileSync(join(folder, id, file), text)
  write('config.json', JSON.stringify(toHuggingFace(CONFIG)))
  write('tokenizer.json', '{}')
  write('tokenizer_config.json', '{}')
  if (card) write('card.json', JSON.stringify(card))
  for (const file of weights) write(`onnx/${file}`, `weights of ${id}`)
}

it('lists what is there, with sizes and hashes, and leaves other folders alone', async () => {
  model('teacher', { name: 'Teacher', role: 'teacher', description: 'Knows.' }, ['model.onnx', 'model_fp16.onnx'])
  model('student', { name: 'Student', role: 'student', description: 'Learns.' })
  model('student-step-1000', { name: 'Step 1000', role: 'checkpoint', description: 'Then.' }, ['model_fp16.onnx'])
  model('student-step-200', { name: 'Step 200', role: 'checkpoint', description: 'Before.' }, ['model_fp16.onnx'])
  mkdirSync(join(folder, 'training'))
  const manifest = await writeManifest(folder)
  expect(manifest.models.map(({ id }) => id)).toEqual(['student', 'teacher', 'student-step-200', 'student-step-1000'])
  expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest)
  const weights = manifest.models[1]!.files.filter(({ precision }) => precision)
  const sha256 = createHash('sha256').update('weights of teacher').digest('hex')
  expect(weights).toEqual([
    { path: 'teacher/onnx/model.onnx', bytes: 18, sha256, precision: 'fp32' },
    { path: 'teacher/onnx/model_fp16.onnx', bytes: 18, sha256, precision: 'fp16' },
  ])
})

it('counts parameters as the network does', async () => {
  model('student')
  const manifest = await writeManifest(folder)
  expect(manifest.models[0]!.parameters).toBe(parameterCount(CONFIG))
})

it('names a file that is missing', async () => {
  model('student')
  rmSync(join(folder, 'student', 'tokenizer.json'))
  await expect(writeManifest(folder)).rejects.toThrow(`${join(folder, 'student', 'tokenizer.json')} is missing`)
})
