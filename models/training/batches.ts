/**
 * @file From examples to the training step's tensors. Examples are drawn in pools and sorted by length within a pool,
 * so that a batch holds little padding; the pool's batches are then shuffled.
 */
import { Random } from '../../src/world/random.ts'
import type { Example } from './examples.ts'

/** Integer tensors of one step; see `buildTrainingStep` for their meaning. */
export interface Batch {
  readonly rows: number
  readonly width: number
  readonly ids: Int32Array
  readonly mask: Int32Array
  readonly positions: Int32Array
  readonly lossRows: Int32Array
  readonly targets: Int32Array
  readonly rowWeights: Float32Array
}

const POOL_BATCHES = 16

/**
 * An endless stream of batches.
 *
 * @param draw the example with a running number.
 * @param batchTokens rows x width stays at or below this.
 * @param first number of the first pool, so that a resumed run goes on where it stopped.
 */
export function* batchStream(draw: (index: number) => Example, batchTokens: number, seed: number): Generator<Batch> {
  let index = 0
  for (let pool = 0; ; pool++) {
    const examples: Example[] = []
    for (let tokens = 0; tokens < POOL_BATCHES * batchTokens; index++) {
      const example = draw(index)
      tokens += example.ids.length
      examples.push(example)
    }
    examples.sort((a, b) => a.ids.length - b.ids.length)
    const groups: Example[][] = [[]]
    for (const example of examples) {
      const group = groups[groups.length - 1] as Example[]
      if (group.length > 0 && (group.length + 1) * example.ids.length > batchTokens) groups.push([example])
      else group.push(example)
    }
    for (const group of new Random(seed, `pool ${pool}`).shuffle(groups)) yield toBatch(group)
  }
}

/** Right-padded tensors of some examples; the targets are the next tokens where they have weight. */
export function toBatch(examples: readonly Example[]): Batch {
  const rows = examples.length
  const width = Math.max(...examples.map(({ ids }) => ids.length - 1))
  const ids = new Int32Array(rows * width)
  const mask = new Int32Array(rows * width)
  const positions = new Int32Array(rows * width)
  const lossRows: number[] = []
  const targets: number[] = []
  const rowWeights: number[] = []
  for (const [row, example] of examples.entries())
    for (let t = 0; t + 1 < example.ids.length; t++) {
      const cell = row * width + t
      ids[cell] = example.ids[t] as number
      mask[cell] = 1
      positions[cell] = t
      const weight = example.weights[t + 1] ?? 0
      if (weight === 0) continue
      lossRows.push(cell)
      targets.push(example.ids[t + 1] as number)
      rowWeights.push(weight)
    }
  return {
    rows,
    width,
    ids,
    mask,
    positions,
    lossRows: Int32Array.from(lossRows),
    targets: Int32Array.from(targets),
    rowWeights: Float32Array.from(rowWeights),
  }
}
