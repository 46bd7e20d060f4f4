/**
 * @file The decode loop: a batch of ragged prompts, one token for each row and step (or a block of them, where the session
 * can and nobody needs to come between), until every row has finished. A row's tokens depend on its own prompt, options and
 * row number only, not on its neighbours.
 */

import { message } from '../message/message.ts'
import { PAD_ID } from '../world/prompt.ts'
import { waitFor } from './abort.ts'
import { padBatch } from './batch.ts'
import { blockFits, blockInput, blockTokens, markBlock, sharedTemperature } from './blocks.ts'
import type { BlockWriter, DecoderSession, ForwardInput, KvCache } from './decoder.ts'
import { logProbability } from './distribution.ts'
import { EngineError, isCancelled } from './errors.ts'
import { yieldToEventLoop } from './event-loop.ts'
import { uniformAt } from './random.ts'
import type { GeneratedToken, RowPlan, RowResult } from './rows.ts'
import { chooseToken, type TokenChoice } from './sampling.ts'

export interface GenerateOptions {
  /** Stops every row after the token (without a listener: the block) in progress; the rows then finish as 'stopped'. */
  readonly signal?: AbortSignal
  /**
   * Called with every token. A promise that it returns holds the rows back: they compute one token ahead and report none
   * before it has resolved, so a slow listener is never more than one token behind what was written.
   */
  readonly onToken?: (row: number, index: number, token: GeneratedToken) => unknown
  readonly onFinish?: (row: number, result: RowResult) => void
}

/** Below this share of unfinished rows the cache is cut down to them, where it can be and rows write token by token. */
const COMPACT_BELOW = 0.75

interface RowState {
  readonly plan: RowPlan
  /** Index into the plans. */
  readonly index: number
  readonly tokens: GeneratedToken[]
  /** The student's tokens of the prefix that still have to be fed. */
  readonly given: number[]
  /** Environment tokens that still have to be fed, one a step, so that all rows keep in step. */
  readonly forced: number[]
  /** 1 for every column of the batch that holds a real token of this row; longer than what is in use. */
  readonly mask: BigInt64Array
  finish: RowResult['finish'] | null
}

/**
 * Writes one rollout for each row.
 * @returns one result a plan, in order
 * @throws EngineError 'too-long' when a prompt leaves no room for a token, and whatever `forward` throws
 */
export async function generate(
  session: DecoderSession,
  plans: readonly RowPlan[],
  options: GenerateOptions = {},
): Promise<readonly RowResult[]> {
  for (const plan of plans) checkRoom(plan, session.shape.maxPositions)
  return new BatchGeneration(session, plans, options).run()
}

/** One batch on its way from prompts to finished rows. */
class BatchGeneration {
  /** All rows, in the order of the plans. */
  readonly #states: readonly RowState[]
  /** Rows that the cache holds: fewer than all once it has been cut down. */
  #rows: readonly RowState[]
  /** Null before the first pass, and while a pass has it: a pass disposes of the cache that goes into it. */
  #cache: KvCache | null = null
  /** Columns that the rows have had so far. */
  #columns = 0
  /** Where each row's prompt stands in the first pass; null when every row has a place of its own. */
  #places: readonly number[] | null = null
  /** Promises of the listener that it has not resolved yet. */
  #unresolved: Promise<unknown>[] = []
  /** The blocks' shared temperature, or null where tokens are written one by one. */
  readonly #temperature: number | null
  readonly #scratch: Float64Array

  constructor(
    private readonly session: DecoderSession,
    private readonly plans: readonly RowPlan[],
    private readonly options: GenerateOptions,
  ) {
    const { vocabulary } = session.shape
    this.#states = startRows(plans)
    this.#rows = this.#states
    // A listener wants every token as soon as it is written.
    this.#temperature = session.blocks && !options.onToken ? sharedTemperature(plans, vocabulary) : null
    this.#scratch = new Float64Array(vocabulary)
  }

  async run(): Promise<readonly RowResult[]> {
    const { signal } = this.options
    try {
      let isFirst = true
      while (!signal?.aborted) {
        const isDone = await (isFirst ? this.#prefill() : this.#continue())
        isFirst = false
        if (isDone || !this.#compact()) break
      }
      for (const state of this.#states) if (state.finish === null) this.#settle(state, 'stopped')
    } finally {
      if (this.#cache) await this.session.releaseCache(this.#cache)
    }
    return this.#states.map(({ tokens, finish }) => ({ tokens, finish: finish ?? 'stopped' }))
  }

  /** The pass over all prompts. A group of rollouts shares one where the cache's rows can be copied afterwards. */
  #prefill(): Promise<boolean> {
    const plans = this.plans
    const prompts = this.session.selectsRows ? distinctPrompts(plans) : plans.map(({ prompt }) => prompt)
    if (prompts.length < plans.length) this.#places = plans.map(({ prompt }) => placeOf(prompts, prompt))
    const input = firstInput(prompts)
    this.#columns = input.columns
    return this.#forward(input)
  }

  /** The next token of every unfinished row, or a block of them. @returns whether it was stopped meanwhile */
  #continue(): Promise<boolean> {
    const { blocks, shape } = this.session
    const cache = this.#cache
    this.#cache = null
    if (cache && blocks && this.#temperature !== null && blockFits(this.#rows, blocks.tokens, shape.maxPositions))
      return this.#writeBlock(blocks, cache, this.#temperature)
    this.#columns += 1
    return this.#forward(stepInput(this.#rows, this.#columns, cache))
  }

  /** @returns whether it was stopped meanwhile */
  async #forward(input: ForwardInput): Promise<boolean> {
    const { signal } = this.options
    const { vocabulary } = this.session.shape
    const output = await this.session.forward(input)
    this.#cache = output.cache
    await yieldToEventLoop()
    if (this.#unresolved.length > 0) await allResolved(this.#unresolved, signal)
    this.#unresolved = []
    if (signal?.aborted) return true
    for (const [row, state] of this.#rows.entries())
      if (state.finish === null) this.#advance(state, rowAt(output.logits, this.#places?.[row] ?? row, vocabulary))
    return false
  }

  /** @returns whether it was stopped meanwhile */
  async #writeBlock(blocks: BlockWriter, cache: KvCache, temperature: number): Promise<boolean> {
    const { tokens } = blocks
    const output = await blocks.write(blockInput(this.#rows, cache, tokens, temperature))
    this.#cache = output.cache
    await yieldToEventLoop()
    if (this.options.signal?.aborted) return true
    markBlock(this.#rows, this.#columns, tokens)
    this.#columns = output.cache.length
    for (const [row, state] of this.#rows.entries())
      for (const token of blockTokens(output, row, tokens))
        if (state.finish === null) this.#append(state, token, 'student')
    return false
  }

  /** Cuts the cache down to the unfinished rows, where that pays and can be done. @returns whether there are any */
  #compact(): boolean {
    const places = this.#places
    const active = this.#rows.flatMap(({ finish }, row) => (finish === null ? [row] : []))
    // In a block, an idle row idles for many steps.
    const compactBelow = this.#temperature === null ? COMPACT_BELOW : 1
    if (this.#cache && (places || active.length < this.#rows.length * compactBelow) && active.length > 0) {
      const chosen = this.session.selectRows(
        this.#cache,
        active.map((row) => places?.[row] ?? row),
      )
      if (chosen) {
        this.#cache = chosen
        this.#rows = active.map((row) => this.#rows[row]!)
      }
      this.#places = null
    }
    return active.length > 0
  }

  /** The next token of a row: the environment's or the prefix's where there is one, else a chosen one. */
  #advance(state: RowState, logits: Float32Array): void {
    const { plan, tokens, forced, given } = state
    const observed = forced.shift()
    const known = observed ?? given.shift()
    if (known !== undefined) {
      const source = observed === undefined ? 'student' : 'environment'
      this.#append(state, { id: known, logp: logProbability(logits, known) }, source)
      return
    }
    const uniform = uniformAt(plan.sampling.seed, plan.row, tokens.length)
    this.#append(state, chooseToken(logits, plan.sampling, uniform, this.#scratch), 'student')
  }

  /** Appends a token to an unfinished row and finds out whether it was the last. */
  #append(state: RowState, { id, logp }: TokenChoice, source: GeneratedToken['source']): void {
    const { plan, tokens, forced } = state
    const { maxPositions, eosIds } = this.session.shape
    const token: GeneratedToken = { id, source, logpStudent: logp }
    tokens.push(token)
    if (tokens.length > (plan.prefix?.length ?? 0)) this.#report(state, token)
    if (source === 'student') {
      const reply = eosIds.includes(id) ? 'over' : (plan.respond?.(id) ?? [])
      if (reply === 'over') {
        this.#settle(state, 'eos')
        return
      }
      forced.push(...reply)
      // What was given is no writing: it is followed, and ends nothing.
      if (plan.stops?.(id) && tokens.length > (plan.prefix?.length ?? 0)) {
        this.#settle(state, 'stop-string')
        return
      }
    }
    const room = Math.min(plan.sampling.maxTokens, maxPositions - plan.prompt.length)
    if (tokens.length >= room) this.#settle(state, 'length')
  }

  #report({ index, tokens }: RowState, token: GeneratedToken): void {
    const returned = this.options.onToken?.(index, tokens.length - 1, token)
    if (!(returned instanceof Promise)) return
    // Its failure is thrown where it is waited for; until then it must not count as unhandled.
    returned.catch(() => undefined)
    this.#unresolved.push(returned)
  }

  #settle(state: RowState, finish: RowResult['finish']): void {
    state.finish = finish
    this.options.onFinish?.(state.index, { tokens: state.tokens, finish })
  }
}

/** Resolves when all promises have, or at once when the signal is aborted. */
async function allResolved(promises: readonly Promise<unknown>[], signal: AbortSignal | undefined): Promise<void> {
  try {
    await waitFor(Promise.all(promises), signal)
  } catch (error) {
    if (!isCancelled(error)) throw error
  }
}

/** The pass over all prompts; only the logits of each prompt's last token are wanted. */
export function firstInput(prompts: readonly (readonly number[])[]): ForwardInput {
  const input = padBatch(prompts, true)
  return { ...input, logitRows: prompts.map((prompt, row) => row * input.columns + prompt.length - 1) }
}

function rowAt(logits: Float32Array, row: number, vocabulary: number): Float32Array {
  return logits.subarray(row * vocabulary, (row + 1) * vocabulary)
}

/** A group of rollouts has one prompt: it is read once, and its keys and values are copied to the rows of the group. */
function distinctPrompts(plans: readonly RowPlan[]): readonly (readonly number[])[] {
  const distinct: (readonly number[])[] = []
  for (const { prompt } of plans) if (placeOf(distinct, prompt) < 0) distinct.push(prompt)
  return distinct
}

function placeOf(prompts: readonly (readonly number[])[], prompt: readonly number[]): number {
  return prompts.findIndex(
    (other) => other === prompt || (other.length === prompt.length && other.every((id, i) => id === prompt[i])),
  )
}

function startRows(plans: readonly RowPlan[]): readonly RowState[] {
  const width = Math.max(...plans.map((plan) => plan.prompt.length))
  const longest = Math.max(...plans.map((plan) => plan.sampling.maxTokens))
  return plans.map((plan, index) => {
    const mask = new BigInt64Array(width + longest)
    mask.fill(1n, 0, plan.prompt.length)
    const given = plan.prefix?.filter(({ source }) => source === 'student').map(({ id }) => id) ?? []
    return { plan, index, tokens: [], given, forced: [], mask, finish: null }
  })
}

/** The next pass: each unfinished row's newest token; finished rows idle on a masked padding token. */
export function stepInput(
  rows: readonly (Pick<RowState, 'tokens' | 'mask' | 'finish'> & { readonly plan: Pick<RowPlan, 'prompt'> })[],
  columns: number,
  cache: KvCache | null,
): ForwardInput {
  const batch = rows.length
  const ids = new BigInt64Array(batch).fill(BigInt(PAD_ID))
  const positions = new BigInt64Array(batch)
  const mask = new BigInt64Array(batch * columns)
  rows.forEach((state, row) => {
    if (state.finish === null) {
      state.mask[columns - 1] = 1n
      ids[row] = BigInt(state.tokens[state.tokens.length - 1]!.id)
      positions[row] = BigInt(state.plan.prompt.length + state.tokens.length - 1)
    }
    mask.set(state.mask.subarray(0, columns), row * columns)
  })
  return { batch, columns: 1, ids, mask, positions, cache, keepCache: true }
}

function checkRoom(plan: RowPlan, maxPositions: number): void {
  if (plan.prompt.length < maxPositions) return
  throw new EngineError(
    'too-long',
    message('The prompt has {n} tokens; the model reads at most {most}, its answer included.', {
      n: plan.prompt.length,
      most: maxPositions,
    }),
    'Choose a lower difficulty or a shorter context.',
  )
}
