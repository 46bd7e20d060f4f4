/**
 * @file Rollouts that two models write together, token by token: both read the same text behind prompts of their own, in step.
 * A speculating pair gains no time by it here, for both models are small; what it writes is what speculation writes.
 */
import type { TokenLoop } from '../methods/recipe/rollouts.ts'
import { hashSeed } from '../world/random.ts'
import type { DecoderSession, KvCache } from './decoder.ts'
import { throwIfCancelled } from './errors.ts'
import { firstInput, stepInput } from './generate.ts'
import { uniformAt } from './random.ts'
import type { GeneratedToken, RowPlan, RowResult } from './rows.ts'
import { chooseTogether, LOOP_START, type LoopState } from './token-rules.ts'

/** One of the two: its session, made ready for its own weights before each pass. */
export interface Voice {
  readonly session: DecoderSession
  readonly use: () => void
}

/** A row of the batch: the student's plan, and the teacher's prompt. */
export interface JointPlan extends RowPlan {
  readonly teacherPrompt: readonly number[]
}

/** As `RowResult`; a token that the student proposed in vain is marked. */
export interface JointResult extends Omit<RowResult, 'tokens'> {
  readonly tokens: readonly (GeneratedToken & { readonly refused: boolean })[]
}

interface JointRow {
  readonly plan: JointPlan
  readonly tokens: (GeneratedToken & { readonly refused: boolean })[]
  readonly forced: number[]
  state: LoopState
  finish: RowResult['finish'] | null
}

/**
 * Writes one rollout for each plan. Sampling is at the plan's temperature for both models; no top-k, no top-p.
 * @throws EngineError 'cancelled' when the signal is aborted, and whatever the sessions throw
 */
export async function writeTogether(
  student: Voice,
  teacher: Voice,
  loop: TokenLoop,
  plans: readonly JointPlan[],
  signal?: AbortSignal,
): Promise<readonly JointResult[]> {
  const rows = plans.map((plan): JointRow => ({ plan, tokens: [], forced: [], state: LOOP_START, finish: null }))
  const readers = [
    new Reader(
      student,
      plans.map(({ prompt }) => prompt),
      rows,
    ),
    new Reader(
      teacher,
      plans.map(({ teacherPrompt }) => teacherPrompt),
      rows,
    ),
  ] as const
  const { vocabulary } = student.session.shape
  try {
    while (rows.some(({ finish }) => finish === null)) {
      throwIfCancelled(signal)
      const [own, others] = [await readers[0].read(), await readers[1].read()]
      rows.forEach((row, i) => {
        if (row.finish !== null) return
        const at = (logits: Float32Array) => logits.subarray(i * vocabulary, (i + 1) * vocabulary)
        advance(row, loop, at(own), at(others))
        settle(row, [student.session.shape, teacher.session.shape])
      })
    }
  } finally {
    for (const reader of readers) await reader.close()
  }
  return rows.map(({ tokens, finish }) => ({ tokens, finish: finish ?? 'stopped' }))
}

function advance(row: JointRow, loop: TokenLoop, student: Float32Array, teacher: Float32Array): void {
  const { plan, tokens, forced } = row
  const known = forced.shift()
  if (known !== undefined) {
    tokens.push({ id: known, source: 'environment', logpStudent: 0, refused: false })
    return
  }
  const { seed, temperature } = plan.sampling
  const noise = ['draw', 'accept', 'again'].map((what) => uniformAt(hashSeed(seed, what), plan.row, tokens.length))
  const [p, q] = [softmax(student, temperature), softmax(teacher, temperature)]
  const choice = chooseTogether(loop, p, q, row.state, noise as [number, number, number])
  row.state = choice.next
  tokens.push({ id: choice.id, source: 'student', logpStudent: choice.logp, refused: choice.refused })
}

function settle(row: JointRow, shapes: readonly DecoderSession['shape'][]): void {
  const { plan, tokens, forced } = row
  const last = tokens.at(-1)
  if (last?.source === 'student') {
    const reply = shapes[0]?.eosIds.includes(last.id) ? 'over' : (plan.respond?.(last.id) ?? [])
    if (reply === 'over') {
      row.finish = 'eos'
      return
    }
    forced.push(...reply)
  }
  const longest = Math.max(plan.prompt.length, plan.teacherPrompt.length)
  const room = Math.min(plan.sampling.maxTokens, ...shapes.map(({ maxPositions }) => maxPositions - longest))
  if (tokens.length >= room) row.finish = 'length'
}

/** One model's reading of all rows, behind its own prompts. */
class Reader {
  #cache: KvCache | null = null
  #columns = 0
  readonly #states: readonly {
    readonly prompt: readonly number[]
    readonly row: JointRow
    readonly mask: BigInt64Array
  }[]

  constructor(
    private readonly voice: Voice,
    private readonly prompts: readonly (readonly number[])[],
    rows: readonly JointRow[],
  ) {
    const width = Math.max(...prompts.map(({ length }) => length))
    const longest = Math.max(...rows.map(({ plan }) => plan.sampling.maxTokens))
    this.#states = rows.map((row, i) => {
      const prompt = prompts[i] ?? []
      const mask = new BigInt64Array(width + longest)
      mask.fill(1n, 0, prompt.length)
      return { prompt, row, mask }
    })
  }

  /** Logits of every row's next token, [rows, V]. */
  async read(): Promise<Float32Array> {
    const { session, use } = this.voice
    const cache = this.#cache
    this.#cache = null
    this.#columns = cache ? this.#columns + 1 : Math.max(...this.prompts.map(({ length }) => length))
    const input = cache ? stepInput(this.#newest(), this.#columns, cache) : firstInput(this.prompts)
    use()
    const output = await session.forward(input)
    this.#cache = output.cache
    return output.logits
  }

  async close(): Promise<void> {
    if (this.#cache) await this.voice.session.releaseCache(this.#cache)
  }

  #newest() {
    return this.#states.map(({ prompt, row: { tokens, finish }, mask }) => ({ plan: { prompt }, tokens, finish, mask }))
  }
}

function softmax(logits: Float32Array, temperature: number): Float64Array {
  let most = Number.NEGATIVE_INFINITY
  for (const x of logits) most = Math.max(most, x)
  const weights = Float64Array.from(logits, (x) => Math.exp((x - most) / temperature))
  const total = weights.reduce((sum, x) => sum + x, 0)
  return weights.map((x) => x / total)
}
