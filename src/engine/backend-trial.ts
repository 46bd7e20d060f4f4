/**
 * @file The short measurement that chooses between backends: the same small work on each, timed on the visitor's own
 * device, because for models of this size the graphics card is often the slower one.
 */

import { message } from '../message/message.ts'
import { padBatch } from './batch.ts'
import type { DecoderSession, ForwardOutput } from './decoder.ts'
import { EngineError } from './errors.ts'

const ROWS = 4
const LENGTH = 96
const DECODE_STEPS = 8

/**
 * Runs the fixed trial: one scoring pass over 4 x 96 tokens, then a prefill of the same and 8 decode steps.
 * @returns milliseconds, after an unmeasured first round that compiles kernels
 */
export async function measure(session: DecoderSession): Promise<number> {
  await round(session, 1)
  const start = performance.now()
  await round(session, DECODE_STEPS)
  return performance.now() - start
}

/**
 * The smallest pass there is: compiles what the first rollout would otherwise wait for.
 * @throws EngineError 'corrupt-file' for weights that are no numbers, 'unsupported-model' for another number of logits than its
 *   configuration says
 */
export async function warmUp(session: DecoderSession, signal?: AbortSignal): Promise<void> {
  const { bosId, vocabulary } = session.shape
  const { logits } = await session.forward(padBatch([[bosId, bosId]], false), signal)
  if (logits.length !== 2 * vocabulary)
    throw new EngineError(
      'unsupported-model',
      message('The model gives {found} logits a token, its config.json says {n}.', {
        found: logits.length / 2,
        n: vocabulary,
      }),
      'Take config.json and the weights from one and the same checkpoint.',
    )
  if (logits.every(Number.isFinite)) return
  throw new EngineError('corrupt-file', 'The model gives numbers that are not finite.', 'Fetch its weights again.')
}

async function round(session: DecoderSession, steps: number): Promise<void> {
  const { vocabulary, maxPositions } = session.shape
  const length = Math.min(LENGTH, maxPositions - steps)
  const rows = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length }, (_, column) => (row * 7 + column * 3) % vocabulary),
  )
  await session.forward(padBatch(rows, false))
  let output: ForwardOutput = await session.forward(padBatch(rows, true))
  for (let step = 0; step < steps; step++) {
    const columns = length + step + 1
    output = await session.forward({
      batch: ROWS,
      columns: 1,
      ids: new BigInt64Array(ROWS).fill(1n),
      mask: new BigInt64Array(ROWS * columns).fill(1n),
      positions: new BigInt64Array(ROWS).fill(BigInt(columns - 1)),
      cache: output.cache,
      keepCache: true,
    })
  }
  if (output.cache) await session.releaseCache(output.cache)
}

/**
 * The result of `work`, or a rejection when it takes longer. The work itself cannot be stopped and goes on unheard.
 * @throws EngineError 'backend-unavailable' when the time is over
 */
export function withTimeLimit<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const late = message('{what} took longer than {n} s.', { what, n: milliseconds / 1000 })
      reject(new EngineError('backend-unavailable', late, 'Choose another backend.'))
    }, milliseconds)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
