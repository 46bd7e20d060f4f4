/** @file Sampling with transformers.js: `generate` on its wasm device, from the same exported model. */
import { AutoModelForCausalLM, env, Tensor } from '@huggingface/transformers'
import { promptIds, ROLLOUTS } from '../workload.ts'

export async function createSampling(threads) {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = '/models/'
  env.useBrowserCache = false
  Object.assign(env.backends.onnx.wasm, { numThreads: threads, wasmPaths: '/onnxruntime/' })
  const model = await AutoModelForCausalLM.from_pretrained('student', { dtype: 'fp32', device: 'wasm' })
  const options = {
    max_new_tokens: ROLLOUTS.tokens,
    min_new_tokens: ROLLOUTS.tokens,
    do_sample: true,
    temperature: 1,
    top_k: 0,
  }
  const length = ROLLOUTS.prompt
  const grid = (rows, at) => {
    const cells = BigInt64Array.from({ length: rows * length }, (_, i) =>
      BigInt(at(Math.floor(i / length), i % length)),
    )
    return new Tensor('int64', cells, [rows, length])
  }
  return {
    async sample(rows, prompts) {
      const ids = Array.from({ length: prompts }, (_, number) => promptIds(number))
      const inputs = grid(rows, (row, i) => ids[row % prompts][i])
      const mask = grid(rows, () => 1)
      const start = performance.now()
      const out = await model.generate({ inputs, attention_mask: mask, ...options })
      const milliseconds = performance.now() - start
      return { milliseconds, tokens: rows * (out.dims[1] - length) }
    },
  }
}
