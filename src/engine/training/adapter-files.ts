/** @file An adapter in the layout of PEFT: adapter_config.json and adapter_model.safetensors, as its LoraConfig writes them. */
import { message } from '../../message/message.ts'
import { type DecoderConfig, type LoraConfig, trainedParameters } from '../../network/config.ts'
import { LORA_MODULES } from '../../network/lora.ts'
import { EngineError, oneLine } from '../errors.ts'
import { numbersIn, transposed, writeSafetensors } from '../safetensors.ts'

const PREFIX = 'base_model.model.'

/** A tensor's name in PEFT's files. */
const peftName = (name: string): string => `${PREFIX}${name}.weight`

/** `adapter_model.safetensors`: A as [rank, in], B as [out, rank]. @param flat the vector of `trainedParameters` */
export function adapterFile(config: DecoderConfig, flat: Float32Array): Uint8Array<ArrayBuffer> {
  const tensors = trainedParameters(config).map(({ name, shape, offset, size }) => ({
    name: peftName(name),
    shape: shape.toReversed(),
    data: transposed(flat.subarray(offset, offset + size), shape),
  }))
  return writeSafetensors(tensors, { format: 'pt' })
}

/** `adapter_config.json`. @param base name of the model that it belongs to */
export function adapterConfig({ rank, alpha, modules }: LoraConfig, base: string): Readonly<Record<string, unknown>> {
  return {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    base_model_name_or_path: base,
    r: rank,
    lora_alpha: alpha,
    lora_dropout: 0,
    target_modules: modules,
    bias: 'none',
    fan_in_fan_out: false,
    inference_mode: true,
    use_rslora: false,
    use_dora: false,
  }
}

/**
 * What an `adapter_config.json` describes.
 * @throws EngineError 'unsupported-model' for an adapter of another kind
 */
export function readAdapterConfig(json: Readonly<Record<string, unknown>>): LoraConfig {
  const { peft_type: type, r: rank, lora_alpha: alpha, target_modules: modules } = json
  if (type !== 'LORA') throw unsupported(`it is a ${String(type)}`)
  for (const field of ['use_rslora', 'use_dora', 'fan_in_fan_out'] as const)
    if (json[field]) throw unsupported(`its ${field} is true`)
  if ((json.bias ?? 'none') !== 'none') throw unsupported(`its bias is ${String(json.bias)}`)
  for (const field of ['rank_pattern', 'alpha_pattern'] as const)
    if (Object.keys(json[field] ?? {}).length > 0) throw unsupported(`its ranks differ (${field})`)
  if (!Number.isSafeInteger(rank) || Number(rank) < 1) throw unsupported('its r is no whole number above 0')
  if (typeof alpha !== 'number' || !(alpha > 0)) throw unsupported('its lora_alpha is no number above 0')
  const known = Array.isArray(modules) && modules.every((name) => LORA_MODULES.some((part) => part === name))
  if (!known || modules.length === 0) throw unsupported(`its target_modules are ${JSON.stringify(modules)}`)
  return { rank: Number(rank), alpha, modules: modules as readonly string[] }
}

/**
 * The flat vector of `trainedParameters` from `adapter_model.safetensors`.
 * @throws EngineError 'corrupt-file', or 'unsupported-model' for another network's adapter
 */
export function readAdapter(file: Uint8Array, config: DecoderConfig): Float32Array {
  const layout = trainedParameters(config)
  const flat = new Float32Array(layout.reduce((total, { size }) => total + size, 0))
  try {
    const stored = numbersIn(file)
    for (const { name, shape, offset } of layout) {
      const found = stored.get(peftName(name))
      const wanted = shape.toReversed()
      if (!found || found.shape.join() !== wanted.join())
        throw unsupported(`it has no ${peftName(name)} of shape [${wanted.join(', ')}]`)
      flat.set(transposed(found.data, wanted), offset)
    }
    if (stored.size !== layout.length) throw unsupported('it holds more than its configuration says')
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw new EngineError(
      'corrupt-file',
      message('adapter_model.safetensors is damaged ({why}).', { why: oneLine(error) }),
      'Copy or fetch the file again.',
    )
  }
  return flat
}

function unsupported(why: string): EngineError {
  return new EngineError(
    'unsupported-model',
    message('The adapter cannot be read: {why}.', { why }),
    'Give a LoRA adapter of PEFT for this very model, without rsLoRA, DoRA and biases.',
  )
}
