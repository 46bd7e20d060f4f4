/**
 * @file Several tokens a run: when rows may be written so, what goes in and what comes out. The noise is the same as for
 * one token a run (`uniformAt`), so a seed writes the same tokens either way, up to ties (see `buildSampler`).
 */
import { PAD_ID } from '../world/prompt.ts'
import type { BlockInput, BlockOutput, KvCache } from './decoder.ts'
import { uniformAt } from './random.ts'
import type { RowPlan } from './rows.ts'
import { keepsAll, notNumbers } from './sampling.ts'

/** A row as far as a block needs to know it. */
export interface BlockRow {
  readonly plan: RowPlan
  readonly tokens: readonly { readonly id: number }[]
  /** 1 for every column of the batch that holds a real token of this row. */
  readonly mask: BigInt64Array
  readonly finish: unknown
}

/** A uniform number below 1 stays below 1 when it is rounded to float32. */
const LARGEST_BELOW_ONE = 1 - 2 ** -24

/**
 * The temperature that all rows share when none of them needs anything between two tokens, else null: no environment, no
 * prefix to be fed, and nothing cut off the distribution.
 */
export function sharedTemperature(plans: readonly RowPlan[], vocabulary: number): number | null {
  const temperature = plans[0]?.sampling.temperature ?? 0
  const plain = plans.every(
    ({ sampling, respond, prefix }) =>
      !respond &&
      !prefix &&
      sampling.temperature === temperature &&
      (temperature === 0 || keepsAll(sampling, vocabulary)),
  )
  return plain ? temperature : null
}

/**
 * Whether the next tokens should come as a block of K: every unfinished row has positions for all of them, and some row
 * wants at least half of them.
 */
export function blockFits(rows: readonly BlockRow[], tokens: number, maxPositions: number): boolean {
  const going = rows.filter(({ finish }) => finish === null)
  const positions = going.map(({ plan, tokens: written }) => maxPositions - plan.prompt.length - written.length)
  const wanted = going.map(({ plan, tokens: written }) => plan.sampling.maxTokens - written.length)
  return Math.min(...positions) >= tokens && 2 * Math.max(...wanted) >= tokens
}

/** What goes in; finished rows idle on a padding token. */
export function blockInput(rows: readonly BlockRow[], cache: KvCache, tokens: number, temperature: number): BlockInput {
  const batch = rows.length
  const ids = new Int32Array(batch).fill(PAD_ID)
  const positions = new Int32Array(batch)
  const mask = new Int32Array(batch * cache.length)
  const uniform = new Float32Array(temperature > 0 ? batch * tokens : 0)
  rows.forEach(({ plan, tokens: written, mask: real, finish }, row) => {
    for (let column = 0; column < cache.length; column++) mask[row * cache.length + column] = Number(real[column])
    if (finish !== null) return
    ids[row] = written.at(-1)!.id
    positions[row] = plan.prompt.length + written.length - 1
    if (temperature === 0) return
    for (let step = 0; step < tokens; step++) {
      const number = uniformAt(plan.sampling.seed, plan.row, written.length + step)
      uniform[row * tokens + step] = Math.min(number, LARGEST_BELOW_ONE)
    }
  })
  return { batch, ids, positions, mask, cache, noise: temperature > 0 ? { uniform, temperature } : null }
}

/** The tokens of one row. @throws EngineError 'session-failed' at a token whose logits held NaN */
export function* blockTokens(
  { ids, logps }: BlockOutput,
  row: number,
  tokens: number,
): Generator<{ readonly id: number; readonly logp: number }> {
  for (let at = row * tokens; at < (row + 1) * tokens; at++) {
    const logp = logps[at]!
    if (Number.isNaN(logp)) throw notNumbers()
    yield { id: ids[at]!, logp }
  }
}

/** Marks the columns that a block added as real tokens of the rows that went on. */
export function markBlock(rows: readonly BlockRow[], start: number, tokens: number): void {
  for (const { mask, finish } of rows) if (finish === null) mask.fill(1n, start, start + tokens)
}
