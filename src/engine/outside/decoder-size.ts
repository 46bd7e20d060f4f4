/** @file How large the decoder of a config.json is. */

import { message } from '../../message/message.ts'
import { type DecoderConfig, parameterCount } from '../../network/config.ts'
import { fromHuggingFace, WHAT_WORKS } from '../../network/hugging-face.ts'
import { EngineError, oneLine } from '../errors.ts'

/** @throws EngineError 'unsupported-model' for one that cannot be built, naming what is in the way */
export function decoderOf(json: Readonly<Record<string, unknown>>, name: string): DecoderConfig {
  try {
    const config = fromHuggingFace(json)
    // Dimensions that do not fit together, or are too large, are told here as well.
    parameterCount(config)
    return config
  } catch (error) {
    throw new EngineError(
      'unsupported-model',
      message('"{name}" cannot be run here: {why}.', { name, why: oneLine(error) }),
      message('What works: {what}.', { what: WHAT_WORKS }),
    )
  }
}

/** Its number of parameters. @throws EngineError as `decoderOf` */
export function decoderSize(json: Readonly<Record<string, unknown>>, name: string): number {
  return parameterCount(decoderOf(json, name))
}
