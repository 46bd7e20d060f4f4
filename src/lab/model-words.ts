/** @file The tokenizer of a model of the manifest, without loading the model. */
import { EngineError } from '../engine/errors.ts'
import { type FileSource, parseJson } from '../engine/files.ts'
import { loadModelWords, type ModelWords } from '../world/tokenizer/load.ts'

/** @throws EngineError 'bad-request' for a model whose words are not at hand */
export function modelWordsOf(files: FileSource, model: string): Promise<ModelWords> {
  return loadModelWords(async (name) => {
    const path = `${model}/${name}`
    return Object(parseJson(await files.read(path), path))
  }).catch((cause: unknown) => {
    throw new EngineError(
      'bad-request',
      `The words of "${model}" are not at hand.`,
      'What stands on a server goes with the models of the manifest.',
      { cause },
    )
  })
}
