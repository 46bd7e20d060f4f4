/** @file Sampling and scoring with transformers.js on its wasm device, from the same exported models. */
import { AutoModelForCausalLM, env, Tensor } from '@huggingface/transformers'
import { promptIds, ROLLOUTS } from '../workload.ts'

function load(folder, name, threads, options = {}) {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = folder
  env.useBrowserCache = false
  Object.assign(env.backends.onnx.wasm, { numThreads: threads, wasmPaths: '/onnxruntime/' })
  return AutoModelForCausalLM.from_pretrained(name, { dtype: 'fp32', device: 'wasm', ...options })
}

export async function createSampling(threads) {
  const model = await load('/models/', 'student', threads)
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

/** A function that times a pass over 128 tokens, and a decoded token behind them: milliseconds, medians. */
export async function createLarge(threads) {
  const model = await load('/large/', 'model', threads, { use_external_data_format: true })
  const length = 128
  const fill = (at) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length }, (_, i) => BigInt(at(i))),
      [1, length],
    )
  const inputs = fill((i) => 3 + (i % 600))
  const mask = fill(() => 1)
  const time = async (work) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const generate = (tokens) =>
    time(() =>
      model.generate({
        inputs,
        attention_mask: mask,
        max_new_tokens: tokens,
        min_new_tokens: tokens,
        do_sample: false,
      }),
    )
  const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  return async (repeats) => {
    const [score, decode] = [[], []]
    for (let i = 0; i < repeats; i++) {
      score.push(await time(() => model({ input_ids: inputs, attention_mask: mask })))
      // What nine tokens take longer than one.
      decode.push(((await generate(9)) - (await generate(1))) / 8)
    }
    return { score: median(score), decode: median(decode) }
  }
}
