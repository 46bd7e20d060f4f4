/**
 * @file Completions as tensors: each with its prompt as one right-padded row of a grid, and the list of grid cells whose
 * logits predict a token that the loss may count. A completion has the same tokens behind any prompt, so the student's
 * and the teacher's tensors have the same rows.
 */

import { message } from '../../message/message.ts'
import type { Batch, TextRows } from '../../methods/batch.ts'
import { emptyColumns } from '../../methods/batch.ts'
import { PAD_ID } from '../../world/prompt.ts'
import { EngineError } from '../errors.ts'
import type { OrtModule } from '../runtime.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Completion } from './completions.ts'
import type { Tensors } from './graph-session.ts'

/**
 * The tensors of completions behind their prompts.
 * @param promptIds with BOS in front, one list a completion
 * @returns int32 tensors `input_ids`, `attention_mask`, `position_ids` [completions, width], `loss_rows`, `targets` [rows]
 * @throws EngineError 'too-long' when a prompt and its completion do not fit the positions
 */
export function batchTensors(
  ort: OrtModule,
  promptIds: readonly (readonly number[])[],
  completions: readonly Completion[],
  maxPositions: number,
): Tensors {
  const width = Math.max(...completions.map(({ tokens }, i) => (promptIds[i]?.length ?? 0) + tokens.length - 1))
  if (width > maxPositions) {
    throw new EngineError(
      'too-long',
      message('A prompt and its text have {n} tokens; the model reads at most {most}.', {
        n: width,
        most: maxPositions,
      }),
      'Choose a lower difficulty, a shorter context, or fewer tokens a rollout.',
    )
  }
  const size = completions.length * width
  const ids = new Int32Array(size).fill(PAD_ID)
  const mask = new Int32Array(size)
  const positions = new Int32Array(size)
  const rows: number[] = []
  const targets: number[] = []
  completions.forEach(({ tokens }, i) => {
    const prompt = promptIds[i] ?? []
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
  const grid = (data: Int32Array) => new ort.Tensor('int32', data, [completions.length, width])
  const list = (data: readonly number[]) => new ort.Tensor('int32', Int32Array.from(data), [data.length])
  return {
    input_ids: grid(ids),
    attention_mask: grid(mask),
    position_ids: grid(positions),
    loss_rows: list(rows),
    targets: list(targets),
  }
}

/** The batch that recipes compute with: rows in the same order, the log-probs of whoever sampled the tokens filled in. */
export function batchOf(completions: readonly Completion[], vocabulary: Vocabulary, eosIds: readonly number[]): Batch {
  const kept = completions.map(({ tokens }) =>
    tokens.flatMap((token, index) => (token.learn ? [{ ...token, index }] : [])),
  )
  const flat = kept.flat()
  let first = 0
  const rows = completions.map((completion, i): TextRows => {
    const own = kept[i]!
    const wrong = own.findIndex(({ index }) => completion.firstWrong !== null && index >= completion.firstWrong)
    const block = {
      draw: completion.draw,
      problem: completion.promptIndex,
      first,
      length: own.length,
      right: completion.verdict.status === 'right',
      reward: completion.reward,
      answer: completion.verdict.answer,
      firstWrongRow: wrong < 0 ? null : first + wrong,
    }
    first += own.length
    return block
  })
  const columns = emptyColumns(flat.length)
  flat.forEach(({ logp }, row) => {
    columns.behaviourLogp[row] = logp
  })
  const isRefused = flat.some(({ refused }) => refused !== undefined)
  return {
    rows: flat.length,
    texts: rows,
    tokens: Int32Array.from(flat, ({ id }) => id),
    special: Uint8Array.from(flat, ({ id }) => Number(eosIds.includes(id) || vocabulary.textOf(id).trim() === '')),
    ...(isRefused && { refused: Uint8Array.from(flat, ({ refused }) => Number(refused ?? true)) }),
    columns,
  }
}

/**
 * Copies columns of a [rows, n] tensor into those of a table.
 * @param from the tensor's first column that is copied @param width n, where there are more than the named ones
 */
export function fillColumns(
  columns: Batch['columns'],
  names: readonly (keyof Batch['columns'])[],
  data: ArrayLike<number>,
  { from = 0, width = names.length }: { readonly from?: number; readonly width?: number } = {},
): void {
  names.forEach((name, column) => {
    const target = columns[name]
    for (let row = 0; row < target.length; row++) target[row] = data[row * width + from + column]!
  })
}
