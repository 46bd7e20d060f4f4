/**
 * @file Writes a trained model in the layout of a Hugging Face decoder: config.json, tokenizer.json,
 * tokenizer_config.json, generation_config.json, onnx/model.onnx and onnx/model_fp16.onnx.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DecoderConfig, parameterCount } from '../../src/network/config.ts'
import { buildDecoder } from '../../src/network/decoder.ts'
import { toHuggingFace } from '../../src/network/hugging-face.ts'
import { serialize } from '../../src/onnx/model.ts'
import { WORLDS } from '../../src/world/registry.ts'
import { buildTokenizer } from '../../src/world/tokenizer/build.ts'
import { WorldTokenizer } from '../../src/world/tokenizer/load.ts'
import { stepsOf, type TrainingRecipe } from './recipes.ts'
import { loadState } from './trainer.ts'

export const MODELS = join(import.meta.dirname, '..')

let files: ReturnType<typeof buildTokenizer> | undefined

/** The one tokenizer's files, built from the worlds once a process. */
function tokenizerFiles(): ReturnType<typeof buildTokenizer> {
  files ??= buildTokenizer(Object.values(WORLDS))
  return files
}

/** The one tokenizer of all our models. */
export function sharedTokenizer(): WorldTokenizer {
  const { tokenizerJson, tokenizerConfigJson } = tokenizerFiles()
  return new WorldTokenizer(tokenizerJson, tokenizerConfigJson)
}

export interface Card {
  readonly name: string
  readonly role: 'student' | 'teacher' | 'specialist' | 'checkpoint'
  readonly description: string
}

/** Exports the finished model and the earlier checkpoints that its recipe ships (those in half precision only). */
export function exportModel(recipe: TrainingRecipe, config: DecoderConfig, run: string): void {
  const weightsAt = (step: number) => {
    const state = loadState(run, `step-${step}`, parameterCount(config))
    if (!state) throw new Error(`${recipe.id}: the state of step ${step} is missing; delete ${run} and train again`)
    return state.params
  }
  writeModel(MODELS, recipe.id, recipe, config, weightsAt(stepsOf(recipe)), ['float32', 'float16'])
  for (const step of recipe.checkpoints) {
    const card: Card = {
      name: `${recipe.name}, step ${step}`,
      role: 'checkpoint',
      description: `An earlier checkpoint of ${recipe.id}: step ${step} of ${stepsOf(recipe)}.`,
    }
    writeModel(MODELS, `${recipe.id}-step-${step}`, card, config, weightsAt(step), ['float16'])
  }
}

/** Writes one model's folder under `root`. */
export function writeModel(
  root: string,
  id: string,
  { name, role, description }: Card,
  config: DecoderConfig,
  weights: Float32Array,
  precisions: readonly ('float32' | 'float16')[],
): void {
  const folder = join(root, id)
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  const json = (file: string, value: unknown) =>
    writeFileSync(join(folder, file), `${JSON.stringify(value, null, 1)}\n`)
  const { tokenizerJson, tokenizerConfigJson } = tokenizerFiles()
  json('config.json', toHuggingFace(config))
  json('tokenizer.json', tokenizerJson)
  json('tokenizer_config.json', tokenizerConfigJson)
  json('generation_config.json', { bos_token_id: 1, eos_token_id: 2, pad_token_id: 0, do_sample: true, temperature: 1 })
  json('card.json', { name, role, description })
  for (const precision of precisions) {
    const file = precision === 'float32' ? 'model.onnx' : 'model_fp16.onnx'
    const bytes = serialize(buildDecoder(config, { weights, precision }), { model: id, description })
    writeFileSync(join(folder, 'onnx', file), bytes)
  }
}
