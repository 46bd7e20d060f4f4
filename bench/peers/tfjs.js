/**
 * @file The training step in TensorFlow.js. Its wasm backend has no kernels for some gradients (UnsortedSegmentSum,
 * LogSoftmax) and a fast matrix product only for plain operands, so those get gradients of their own here.
 */
import * as tf from '@tensorflow/tfjs'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { trainingTask } from '../workload.ts'

const { config, optimizer, layout, weights, ids, targets, batch } = trainingTask()
const { rows, width, prompt, learned } = batch
const { hiddenSize, heads, kvHeads, headDim, vocabSize } = config
const groups = heads / kvHeads

/** x [n, in] times w [in, out]; the backward pass transposes first, because the fast kernel reads operands as they lie. */
const linear = tf.customGrad((x, w, save) => {
  save([x, w])
  return {
    value: tf.matMul(x, w),
    gradFunc: (dy, [a, b]) => [tf.matMul(dy, tf.transpose(b)), tf.matMul(tf.transpose(a), dy)],
  }
})

/** Rows of a table; backwards a one-hot product. */
const embed = (table, indices) =>
  tf.customGrad((t) => ({
    value: tf.gather(t, indices),
    gradFunc: (dy) => tf.matMul(tf.transpose(tf.cast(tf.oneHot(indices, vocabSize), 'float32')), dy),
  }))(table)

/** Mean cross-entropy of one target a row. */
const crossEntropy = (logits, hot) =>
  tf.customGrad((x, save) => {
    const shifted = tf.sub(x, tf.max(x, 1, true))
    const total = tf.sum(tf.exp(shifted), 1, true)
    save([tf.div(tf.exp(shifted), total)])
    const losses = tf.sub(tf.log(total), tf.sum(tf.mul(shifted, hot), 1, true))
    const count = x.shape[0]
    return { value: tf.mean(losses), gradFunc: (dy, [p]) => tf.mul(tf.sub(p, hot), tf.div(dy, count)) }
  })(logits)

const rmsNorm = (x, gain) =>
  tf.mul(tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), config.normEpsilon))), gain)

function rotate(x, { cos, sin }) {
  const [a, b] = tf.split(x, 2, -1)
  return tf.concat([tf.sub(tf.mul(a, cos), tf.mul(b, sin)), tf.add(tf.mul(b, cos), tf.mul(a, sin))], -1)
}

function lossOf(params, { input, hot, tables, bias }) {
  const weight = Object.fromEntries(layout.map(({ name }, i) => [name, params[i]]))
  const embedding = weight['model.embed_tokens.weight']
  let x = embed(embedding, input)
  for (let layer = 0; layer < config.layers; layer++) {
    const own = (name) => weight[`model.layers.${layer}.${name}.weight`]
    const normal = rmsNorm(x, own('input_layernorm'))
    const project = (name, count) => tf.reshape(linear(normal, own(`self_attn.${name}`)), [rows, width, count, headDim])
    // Query heads that share a key head are stacked along the sequence: one product serves them, keys are not repeated.
    const stacked = (y, extent) => tf.reshape(tf.transpose(y, [0, 2, 1, 3]), [rows * kvHeads, extent, headDim])
    const q = stacked(tf.mul(rotate(project('q_proj', heads), tables), 1 / Math.sqrt(headDim)), groups * width)
    const k = stacked(rotate(project('k_proj', kvHeads), tables), width)
    const v = stacked(project('v_proj', kvHeads), width)
    const mixed = tf.matMul(tf.softmax(tf.add(tf.matMul(q, k, false, true), bias)), v)
    const apart = tf.transpose(tf.reshape(mixed, [rows, heads, width, headDim]), [0, 2, 1, 3])
    x = tf.add(x, linear(tf.reshape(apart, [rows * width, heads * headDim]), own('self_attn.o_proj')))
    const inner = rmsNorm(x, own('post_attention_layernorm'))
    const gate = linear(inner, own('mlp.gate_proj'))
    const silu = tf.mul(gate, tf.sigmoid(gate))
    x = tf.add(x, linear(tf.mul(silu, linear(inner, own('mlp.up_proj'))), own('mlp.down_proj')))
  }
  x = tf.reshape(rmsNorm(x, weight['model.norm.weight']), [rows, width, hiddenSize])
  const chosen = tf.reshape(tf.slice(x, [0, prompt, 0], [rows, learned, hiddenSize]), [rows * learned, hiddenSize])
  return crossEntropy(linear(chosen, tf.transpose(embedding)), hot)
}

/** Clip and AdamW, one parameter after the other. */
function update({ params, first, second }, gradients, t) {
  const norm = tf.sqrt(tf.addN(gradients.map((g) => tf.sum(tf.square(g)))))
  const scale = tf.minimum(1, tf.div(optimizer.maxNorm, tf.add(norm, 1e-6)))
  const { beta1, beta2 } = optimizer
  const [correction1, correction2] = [1 - beta1 ** t, 1 - beta2 ** t]
  const next = { params: [], first: [], second: [], norm }
  layout.forEach(({ shape }, i) => {
    const g = tf.mul(gradients[i], scale)
    const m = tf.add(tf.mul(first[i], beta1), tf.mul(g, 1 - beta1))
    const v = tf.add(tf.mul(second[i], beta2), tf.mul(tf.square(g), 1 - beta2))
    const denominator = tf.add(tf.sqrt(tf.div(v, correction2)), optimizer.epsilon)
    const moved = tf.mul(tf.div(m, denominator), batch.rate / correction1)
    const decay = shape.length === 1 ? 0 : optimizer.weightDecay
    next.params.push(tf.sub(decay ? tf.mul(params[i], 1 - batch.rate * decay) : params[i], moved))
    next.first.push(m)
    next.second.push(v)
  })
  return next
}

/** What does not change from step to step. */
function constants() {
  const half = headDim / 2
  const angles = Float32Array.from(
    { length: width * half },
    (_, i) => Math.floor(i / half) / config.ropeTheta ** ((2 * (i % half)) / headDim),
  )
  const table = (f) => tf.tensor(angles.map(f), [1, width, 1, half])
  const size = groups * width * width
  const late = Float32Array.from({ length: size }, (_, i) => (i % width > Math.floor(i / width) % width ? -1e9 : 0))
  return {
    input: tf.tensor1d(ids, 'int32'),
    hot: tf.cast(tf.oneHot(tf.tensor1d(targets, 'int32'), vocabSize), 'float32'),
    tables: { cos: table(Math.cos), sin: table(Math.sin) },
    bias: tf.tensor(late, [1, groups * width, width]),
  }
}

/** A step function over weights that stay in the backend's memory. */
export async function createTraining(threads, backend = 'wasm') {
  setWasmPaths('/tfjs-wasm/')
  setThreadsCount(threads)
  await tf.setBackend(backend)
  await tf.ready()
  const fixed = constants()
  const zeros = () => layout.map(({ shape }) => tf.zeros([...shape]))
  const start = layout.map(({ shape, offset, size }) => tf.tensor(weights.slice(offset, offset + size), [...shape]))
  let state = { params: start, first: zeros(), second: zeros() }
  const valueAndGrads = tf.valueAndGrads((...params) => lossOf(params, fixed))
  let t = 0
  return async () => {
    t += 1
    const begun = performance.now()
    const { loss, norm, ...next } = tf.tidy(() => {
      const { value, grads } = valueAndGrads(state.params)
      return { ...update(state, grads, t), loss: value }
    })
    tf.dispose(state)
    state = next
    const [[lossValue], [gradientNorm]] = [await loss.data(), await norm.data()]
    tf.dispose([loss, norm])
    return { milliseconds: performance.now() - begun, loss: lossValue, gradientNorm }
  }
}
