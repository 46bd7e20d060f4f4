/**
 * @file The training step in jax-js: one jitted function for forward, backward, clip and AdamW on the wasm device. Every
 * function uses its arrays up, as jax-js demands; `.ref` keeps one for later.
 */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import { trainingTask } from '../workload.ts'

const { config, optimizer, layout, weights, ids, targets, batch } = trainingTask()
const { rows, width, prompt, learned } = batch
const { hiddenSize, heads, kvHeads, headDim, vocabSize } = config

const rmsNorm = (x, gain) => {
  const scale = np.reciprocal(np.sqrt(np.mean(np.square(x.ref), -1, { keepdims: true }).add(config.normEpsilon)))
  return x.mul(scale).mul(gain)
}

const rotate = (x, cos, sin) => {
  const [a, b] = np.split(x, 2, -1)
  const first = a.ref.mul(cos.ref).sub(b.ref.mul(sin.ref))
  return np.concatenate([first, b.mul(cos).add(a.mul(sin))], -1)
}

/** Mean cross-entropy of the learned positions. */
function lossOf(params, input, target, cos, sin) {
  const weight = Object.fromEntries(layout.map(({ name }, i) => [name, params[i]]))
  const embedding = weight['model.embed_tokens.weight']
  let x = np.take(embedding.ref, input, 0)
  for (let layer = 0; layer < config.layers; layer++) {
    const own = (name) => weight[`model.layers.${layer}.${name}.weight`]
    const normal = rmsNorm(x.ref, own('input_layernorm'))
    const project = (name, count) =>
      np.matmul(normal.ref, own(`self_attn.${name}`)).reshape([rows, width, count, headDim])
    const q = rotate(project('q_proj', heads), cos.ref, sin.ref)
    const k = rotate(project('k_proj', kvHeads), cos.ref, sin.ref)
    const v = project('v_proj', kvHeads)
    normal.dispose()
    const mixed = nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([rows * width, heads * headDim])
    x = x.add(np.matmul(mixed, own('self_attn.o_proj')))
    const inner = rmsNorm(x.ref, own('post_attention_layernorm'))
    const gate = nn.silu(np.matmul(inner.ref, own('mlp.gate_proj')))
    x = x.add(np.matmul(gate.mul(np.matmul(inner, own('mlp.up_proj'))), own('mlp.down_proj')))
  }
  cos.dispose()
  sin.dispose()
  x = rmsNorm(x, weight['model.norm.weight'])
  const chosen = x
    .reshape([rows, width, hiddenSize])
    .slice([], [prompt, prompt + learned])
    .reshape([rows * learned, hiddenSize])
  const logits = np.matmul(chosen, np.transpose(embedding))
  const hit = np.equal(target.reshape([rows * learned, 1]), np.arange(vocabSize).reshape([1, vocabSize]))
  const picked = np.sum(np.where(hit, logits.ref, 0), -1)
  return np.mean(nn.logsumexp(logits, -1).sub(picked))
}

const step = jit(function step(params, first, second, input, target, cos, sin, rate, correction1, correction2) {
  const [loss, gradient] = valueAndGrad(lossOf)(tree.ref(params), input, target, cos, sin)
  const norm = np.sqrt(gradient.map((g) => np.sum(np.square(g.ref))).reduce((a, b) => a.add(b)))
  const scale = np.minimum(1, np.reciprocal(norm.ref.add(1e-6)).mul(optimizer.maxNorm))
  const next = { params: [], first: [], second: [] }
  layout.forEach(({ shape }, i) => {
    const g = gradient[i].mul(scale.ref)
    const m = first[i].mul(optimizer.beta1).add(g.ref.mul(1 - optimizer.beta1))
    const v = second[i].mul(optimizer.beta2).add(np.square(g).mul(1 - optimizer.beta2))
    const denominator = np.sqrt(v.ref.div(correction2.ref)).add(optimizer.epsilon)
    const update = m.ref.div(correction1.ref).div(denominator).mul(rate.ref)
    const decay = shape.length === 1 ? 0 : optimizer.weightDecay
    const kept = decay ? params[i].mul(np.subtract(1, rate.ref.mul(decay))) : params[i]
    next.params.push(kept.sub(update))
    next.first.push(m)
    next.second.push(v)
  })
  tree.dispose([scale, rate, correction1, correction2])
  return { ...next, loss, norm }
})

/** A step function over weights that stay in jax-js's memory. Threads: as many as `navigator.hardwareConcurrency` says. */
export async function createTraining() {
  await init('wasm')
  defaultDevice('wasm')
  const half = headDim / 2
  const angles = Float32Array.from(
    { length: width * half },
    (_, i) => Math.floor(i / half) / config.ropeTheta ** ((2 * (i % half)) / headDim),
  )
  const table = (f) => np.array(angles.map(f)).reshape([1, width, 1, half])
  const [cos, sin] = [table(Math.cos), table(Math.sin)]
  const [input, target] = [np.array(ids), np.array(targets)]
  const zeros = () => layout.map(({ shape }) => np.zeros([...shape]))
  let params = layout.map(({ shape, offset, size }) =>
    np.array(weights.slice(offset, offset + size)).reshape([...shape]),
  )
  let [first, second] = [zeros(), zeros()]
  let t = 0
  return async () => {
    t += 1
    const start = performance.now()
    const scalar = (x) => np.array(x, { dtype: np.float32 })
    const out = step(
      params,
      first,
      second,
      input.ref,
      target.ref,
      cos.ref,
      sin.ref,
      scalar(batch.rate),
      scalar(1 - optimizer.beta1 ** t),
      scalar(1 - optimizer.beta2 ** t),
    )
    ;({ params, first, second } = out)
    await blockUntilReady([params, first, second])
    const [[loss], [gradientNorm]] = [await out.loss.data(), await out.norm.data()]
    return { milliseconds: performance.now() - start, loss, gradientNorm }
  }
}
