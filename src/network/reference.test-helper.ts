/**
 * @file An independent decoder for tests: plain loops over numbers in double precision, written from the papers
 * (RMSNorm 1910.07467, RoPE 2104.09864, SwiGLU 2002.05202, GQA 2305.13245) and sharing nothing with the graphs but the
 * parameters' layout.
 */
import { type DecoderConfig, parameters } from './config.ts'

type Matrix = number[][]

/**
 * Logits of one unpadded sequence.
 * @returns [sequence][vocabulary]
 */
export function referenceLogits(config: DecoderConfig, flat: ArrayLike<number>, ids: readonly number[]): Matrix {
  const tensors = new Map(
    parameters(config).map(({ name, shape, offset }) => {
      const at = (i: number, j: number) => flat[offset + i * (shape[1] ?? 1) + j] ?? Number.NaN
      return [name, { at, shape }]
    }),
  )
  const tensor = (name: string) => {
    const found = tensors.get(name)
    if (!found) throw new Error(name)
    return found
  }
  const linear = (x: number[], name: string): number[] => {
    const { at, shape } = tensor(name)
    return Array.from({ length: shape[1] ?? 0 }, (_, j) => x.reduce((sum, xi, i) => sum + xi * at(i, j), 0))
  }
  const norm = (x: number[], name: string): number[] => {
    const rms = Math.sqrt(x.reduce((sum, xi) => sum + xi * xi, 0) / x.length + config.normEpsilon)
    return x.map((xi, i) => (xi / rms) * tensor(name).at(i, 0))
  }
  const { headDim, heads, kvHeads } = config
  const turn = (x: number[], position: number): number[] =>
    x.map((xi, i) => {
      const half = headDim / 2
      const angle = position * config.ropeTheta ** (-(2 * (i % half)) / headDim)
      const partner = i < half ? -(x[i + half] ?? 0) : (x[i - half] ?? 0)
      return xi * Math.cos(angle) + partner * Math.sin(angle)
    })
  const head = (x: number[], h: number) => x.slice(h * headDim, (h + 1) * headDim)

  let xs: Matrix = ids.map((id) =>
    Array.from({ length: config.hiddenSize }, (_, j) => tensor('model.embed_tokens.weight').at(id, j)),
  )
  for (let l = 0; l < config.layers; l++) {
    const p = `model.layers.${l}.`
    const normed = xs.map((x) => norm(x, `${p}input_layernorm.weight`))
    const q = normed.map((x) => linear(x, `${p}self_attn.q_proj.weight`))
    const k = normed.map((x) => linear(x, `${p}self_attn.k_proj.weight`))
    const v = normed.map((x) => linear(x, `${p}self_attn.v_proj.weight`))
    xs = xs.map((x, t) => {
      const mixed: number[] = []
      for (let h = 0; h < heads; h++) {
        const shared = Math.floor(h / (heads / kvHeads))
        const query = turn(head(q[t] ?? [], h), t)
        const scores = Array.from({ length: t + 1 }, (_, s) => {
          const key = turn(head(k[s] ?? [], shared), s)
          return query.reduce((sum, qi, i) => sum + qi * (key[i] ?? 0), 0) / Math.sqrt(headDim)
        })
        const top = Math.max(...scores)
        const weights = scores.map((s) => Math.exp(s - top))
        const total = weights.reduce((a, b) => a + b, 0)
        for (let i = 0; i < headDim; i++)
          mixed.push(weights.reduce((sum, w, s) => sum + (w / total) * (v[s]?.[shared * headDim + i] ?? 0), 0))
      }
      return linear(mixed, `${p}self_attn.o_proj.weight`).map((y, i) => y + (x[i] ?? 0))
    })
    xs = xs.map((x) => {
      const y = norm(x, `${p}post_attention_layernorm.weight`)
      const gate = linear(y, `${p}mlp.gate_proj.weight`)
      const up = linear(y, `${p}mlp.up_proj.weight`)
      const inner = gate.map((a, i) => (a / (1 + Math.exp(-a))) * (up[i] ?? 0))
      return linear(inner, `${p}mlp.down_proj.weight`).map((z, i) => z + (x[i] ?? 0))
    })
  }
  const { at, shape } = tensor('model.embed_tokens.weight')
  return xs
    .map((x) => norm(x, 'model.norm.weight'))
    .map((x) => Array.from({ length: shape[0] ?? 0 }, (_, id) => x.reduce((sum, xi, i) => sum + xi * at(id, i), 0)))
}

/** log softmax of one row. */
export function referenceLogProbs(row: readonly number[]): number[] {
  const top = Math.max(...row)
  const total = row.reduce((sum, x) => sum + Math.exp(x - top), 0)
  return row.map((x) => x - top - Math.log(total))
}
