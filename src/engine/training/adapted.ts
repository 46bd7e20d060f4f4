/** @file Networks of which only an adapter trains, and what becomes of them when it is added to their weights. */
import { message } from '../../message/message.ts'
import type { LoraConfig } from '../../network/config.ts'
import { initialLora, mergedWeights, withLora } from '../../network/lora.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { TrainableModel } from './networks.ts'

/**
 * A model with an adapter that changes nothing yet; its own weights are frozen.
 * @throws EngineError 'bad-request' for a module that there is not
 */
export function adapted({ network, weights }: TrainableModel, lora: LoraConfig, seed: number): TrainableModel {
  try {
    const config = withLora(network.config, lora)
    return { network: { ...network, config, frozen: weights }, weights: initialLora(config, seed) }
  } catch (error) {
    throw new EngineError(
      'bad-request',
      message('The adapter cannot be made: {why}.', { why: oneLine(error) }),
      'Choose among those.',
    )
  }
}

/** The whole network, with its adapter added to its weights; one without an adapter is what it is. */
export function merged({ network, weights }: TrainableModel): TrainableModel {
  const { frozen, config, ...rest } = network
  if (!frozen) return { network, weights }
  const { lora: _adapter, ...plain } = config
  return { network: { ...rest, config: plain }, weights: mergedWeights(config, frozen, weights) }
}
