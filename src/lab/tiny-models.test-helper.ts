/** @file A models folder with untrained decoders of a few thousand parameters, for tests of everything around the numbers. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import type { DecoderConfig } from '../network/config.ts'
import { buildDecoder } from '../network/decoder.ts'
import { toHuggingFace } from '../network/hugging-face.ts'
import { initialWeights } from '../network/initialize.ts'
import { serialize } from '../onnx/model.ts'
import { WORLDS } from '../world/registry.ts'
import { buildTokenizer } from '../world/tokenizer/build.ts'
import type { World } from '../world/types.ts'
import { createNodeEngine } from './node-engine.ts'
import { writeManifest } from './write-manifest.ts'

export interface TinyModel {
  readonly id: string
  readonly role: 'student' | 'teacher'
  readonly seed: number
  /** Adds an unused entry to the tokenizer, so that the vocabulary differs from the others'. */
  readonly foreign?: boolean
  readonly maxPositions?: number
}

export const TINY: readonly TinyModel[] = [
  { id: 'student', role: 'student', seed: 1 },
  { id: 'teacher', role: 'teacher', seed: 2 },
]

/** Words that it lacks fall apart into bytes; reading all worlds for all words would take half a minute. */
const FEW_WORDS: World = { ...WORLDS.tally, difficulty: { min: 1, max: 1, default: 1 } }

/** Writes the models into a fresh temporary folder. */
export async function tinyModels(
  models: readonly TinyModel[] = TINY,
): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-models-'))
  const { tokenizerJson, tokenizerConfigJson, vocab } = buildTokenizer([FEW_WORDS])
  for (const { id, role, seed, foreign, maxPositions = 512 } of models) {
    const config = tinyConfig(vocab.length + (foreign ? 1 : 0), maxPositions)
    mkdirSync(join(folder, id, 'onnx'), { recursive: true })
    const json = (file: string, value: unknown) => writeFileSync(join(folder, id, file), JSON.stringify(value))
    json('config.json', toHuggingFace(config))
    json('tokenizer.json', foreign ? withOneMore(tokenizerJson, vocab.length) : tokenizerJson)
    json('tokenizer_config.json', tokenizerConfigJson)
    json('card.json', { name: `Tiny ${id}`, role, description: 'Untrained, for tests.' })
    // Larger than usual, so that the distributions are far from uniform and greedy choices are clear.
    const weights = initialWeights(config, seed).map((x) => 4 * x)
    writeFileSync(join(folder, id, 'onnx', 'model.onnx'), serialize(buildDecoder(config, { weights })))
  }
  await writeManifest(folder)
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}

/** Hands an engine on tiny models over before the first test of a file, and closes it after the last. */
export function withTinyEngine(models: readonly TinyModel[], take: (engine: LocalEngine) => void): void {
  let close = async (): Promise<void> => undefined
  beforeAll(async () => {
    const { folder, remove } = await tinyModels(models)
    const engine = createNodeEngine({ models: folder, threads: 1 })
    close = async () => {
      await engine.dispose()
      remove()
    }
    take(engine)
  }, 60_000)
  afterAll(() => close())
}

function tinyConfig(vocabSize: number, maxPositions: number): DecoderConfig {
  const shape = { hiddenSize: 32, layers: 2, heads: 4, kvHeads: 2, headDim: 8, ffnSize: 48 }
  return { ...shape, vocabSize, maxPositions, ropeTheta: 10000, normEpsilon: 1e-5 }
}

function withOneMore(tokenizerJson: Readonly<Record<string, unknown>>, id: number): unknown {
  const copy = structuredClone(tokenizerJson) as { model: { vocab: Record<string, number> } }
  copy.model.vocab.foreign = id
  return copy
}
