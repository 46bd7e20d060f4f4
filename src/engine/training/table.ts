/**
 * @file Texts as tensors: prompt and text of each as one right-padded row of a grid, and the list of grid cells whose
 * logits predict a token that may be learned. The same tokens in the same order stand behind any prompt, so the
 * student's and the teacher's tables have the same rows.
 */
import type { Batch, TextRows } from '../../methods/batch.ts'
import { emptyColumns } from '../../methods/batch.ts'
import { PAD_ID } from '../../world/prompt.ts'
import { EngineError } from '../errors.ts'
import type { OrtModule } from '../runtime.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Tensors } from './graph-session.ts'
import type { Text } from './texts.ts'

/**
 * The table of texts behind their prompts.
 * @param prompts ids with BOS in front, one a text
 * @returns int32 tensors `input_ids`, `attention_mask`, `position_ids` [texts, width], `loss_rows`, `targets` [rows]
 * @throws EngineError 'too-long' when a prompt and its text do not fit the positions
 */
export function tableOf(
  ort: OrtModule,
  prompts: readonly (readonly number[])[],
  texts: readonly Text[],
  maxPositions: number,
): Tensors {
  const width = Math.max(...texts.map(({ tokens }, i) => (prompts[i]?.length ?? 0) + tokens.length - 1))
  if (width > maxPositions) {
    throw new EngineError(
      'too-long',
      `A prompt and its text have ${width} tokens; the model reads at most ${maxPositions}.`,
      'Choose a lower difficulty, a shorter context, or fewer tokens a rollout.',
    )
  }
  const size = texts.length * width
  const ids = new Int32Array(size).fill(PAD_ID)
  const mask = new Int32Array(size)
  const positions = new Int32Array(size)
  const rows: number[] = []
  const targets: number[] = []
  texts.forEach(({ tokens }, i) => {
    const prompt = prompts[i] ?? []
    const all = [...prompt, ...tokens.map(({ id }) => id)]
    for (let t = 0; t + 1 < all.length; t++) {
      const cell = i * width + t
      ids[cell] = all[t]!
      mask[cell] = 1
      positions[cell] = t
      if (!tokens[t + 1 - prompt.length]?.learn) continue
      rows.push(cell)
      targets.push(all[t + 1]!)
    }
  })
  const grid = (data: Int32Array) => new ort.Tensor('int32', data, [texts.length, width])
  const list = (data: readonly number[]) => new ort.Tensor('int32', Int32Array.from(data), [data.length])
  return {
    input_ids: grid(ids),
    attention_mask: grid(mask),
    position_ids: grid(positions),
    loss_rows: list(rows),
    targets: list(targets),
  }
}

/** The table of the recipes' kit: rows in the same order, log-probs of the writers filled in. */
export function batchOf(texts: readonly Text[], vocabulary: Vocabulary, eosIds: readonly number[]): Batch {
  const kept = texts.map(({ tokens }) => tokens.flatMap((token, index) => (token.learn ? [{ ...token, index }] : [])))
  const flat = kept.flat()
  let first = 0
  const rows = texts.map((text, i): TextRows => {
    const own = kept[i]!
    const wrong = own.findIndex(({ index }) => text.firstWrong !== null && index >= text.firstWrong)
    const block = {
      draw: text.draw,
      problem: text.task,
      first,
      length: own.length,
      right: text.verdict.status === 'right',
      reward: text.reward,
      answer: text.verdict.answer,
      firstWrongRow: wrong < 0 ? null : first + wrong,
    }
    first += own.length
    return block
  })
  const columns = emptyColumns(flat.length)
  flat.forEach(({ logp }, row) => {
    columns.behaviourLogp[row] = logp
  })
  return {
    rows: flat.length,
    texts: rows,
    tokens: Int32Array.from(flat, ({ id }) => id),
    special: Uint8Array.from(flat, ({ id }) => Number(eosIds.includes(id) || vocabulary.textOf(id).trim() === '')),
    columns,
  }
}

/** Copies the columns of a [rows, n] tensor into a batch's table. */
export function fillColumns(batch: Batch, names: readonly (keyof Batch['columns'])[], data: Float32Array): void {
  names.forEach((name, column) => {
    const target = batch.columns[name]
    for (let row = 0; row < batch.rows; row++) target[row] = data[row * names.length + column]!
  })
}
