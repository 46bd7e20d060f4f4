/**
 * @file The decode loop: a batch of ragged prompts, one token for each row and step (or a block of them, where the session
 * can and nobody needs to come between), until every row has finished. A row's tokens depend on its own prompt, options and
 * row number only, not on its neighbours.
 */
import { PAD_ID } from '../world/prompt.ts'
import { waitFor } from './abort.ts'
import { padBatch } from './batch.ts'
import { blockFits, blockInput, blockTokens, markBlock, sharedTemperature } from './blocks.ts'
import type { BlockOutput, DecoderSession, ForwardInput, KvCache } from './decoder.ts'
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
   * Hears of every token. A promise that it returns holds the rows back: they compute one token ahead and tell of none
   * before it has resolved, so a listener that is slow is never more than one token behind what was written.
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
 * @throws EngineError 'too-long' when a prompt leaves no room for a token, and whatever `forward` throws
 */
export async function generate(
  session: DecoderSession,
  plans: readonly RowPlan[],
  options: GenerateOptions = {},
): Promise<readonly RowResult[]> {
  const { maxPositions, vocabulary, eosIds } = session.shape
  for (const plan of plans) checkRoom(plan, maxPositions)
  const states = startRows(plans)
  let rows = states
  let cache: KvCache | null = null
  let unheard: Promise<unknown>[] = []

  const settle = (state: RowState, finish: RowResult['finish']) => {
    state.finish = finish
    options.onFinish?.(state.index, { tokens: state.tokens, finish })
  }
  const stop = () => {
    for (const state of states) if (state.finish === null) settle(state, 'stopped')
  }
  /** Appends a token to an unfinished row and finds out whether it was the last. */
  const append = (state: RowState, { id, logp }: TokenChoice, source: GeneratedToken['source']) => {
    const { plan, tokens, forced } = state
    tokens.push({ id, source, logpStudent: logp })
    const isNew = tokens.length > (plan.prefix?.length ?? 0)
    const heard = isNew && options.onToken?.(state.index, tokens.length - 1, tokens[tokens.length - 1]!)
    if (heard instanceof Promise) {
      // Its failure is thrown where it is waited for; until then it must not count as unhandled.
      heard.catch(() => undefined)
      unheard.push(heard)
    }
    if (source === 'student') {
      if (eosIds.includes(id)) return settle(state, 'eos')
      const reply = plan.respond?.(id) ?? []
      if (reply === 'over') return settle(state, 'eos')
      forced.push(...reply)
    }
    const room = Math.min(plan.sampling.maxTokens, maxPositions - plan.prompt.length)
    if (tokens.length >= room) settle(state, 'length')
  }
  const advance = (state: RowState, logits: Float32Array) => {
    const { plan, tokens, forced } = state
    const observed = forced.shift()
    const known = observed ?? state.given.shift()
    if (known !== undefined) {
      const source = observed === undefined ? 'student' : 'environment'
      return append(state, { id: known, logp: logProbability(logits, known) }, source)
    }
    const noise = uniformAt(plan.sampling.seed, plan.row, tokens.length)
    append(state, chooseToken(logits, plan.sampling, noise), 'student')
  }
  const { blocks } = session
  // A listener wants to hear of each token when it is written.
  const temperature = blocks && !options.onToken ? sharedTemperature(plans, vocabulary) : null
  /** Below this share of unfinished rows the cache is cut down to them; in a block, an idle row idles for many steps. */
  const compactBelow = temperature === null ? COMPACT_BELOW : 1

  try {
    const prompts = session.selectsRows ? distinctPrompts(plans) : plans.map((plan) => plan.prompt)
    /** Where each row's prompt stands in the first pass; null when every row has a place of its own. */
    let places = prompts.length < plans.length ? plans.map((plan) => placeOf(prompts, plan.prompt)) : null
    let input = firstInput(prompts)
    let columns = input.columns
    while (!options.signal?.aborted) {
      const held: KvCache | null = cache
      // From here on the cache is the pass's to dispose of.
      cache = null
      if (held && blocks && temperature !== null && blockFits(rows, blocks.tokens, maxPositions)) {
        const output: BlockOutput = await blocks.write(blockInput(rows, held, blocks.tokens, temperature))
        cache = output.cache
        await yieldToEventLoop()
        if (options.signal?.aborted) break
        markBlock(rows, columns, blocks.tokens)
        columns = output.cache.length
        for (const [row, state] of rows.entries())
          for (const token of blockTokens(output, row, blocks.tokens))
            if (state.finish === null) append(state, token, 'student')
      } else {
        if (held) {
          columns += 1
          input = stepInput(rows, columns, held)
        }
        const output = await session.forward(input)
        cache = output.cache
        await yieldToEventLoop()
        if (unheard.length > 0) await allHeard(unheard, options.signal)
        unheard = []
        if (options.signal?.aborted) break
        for (const [row, state] of rows.entries())
          if (state.finish === null) advance(state, rowAt(output.logits, places?.[row] ?? row, vocabulary))
      }
      const active = rows.flatMap((state, row) => (state.finish === null ? [row] : []))
      if (active.length === 0) break
      if (cache && (places || active.length < rows.length * compactBelow)) {
        const chosen = session.selectRows(
          cache,
          active.map((row) => places?.[row] ?? row),
        )
        if (chosen) {
          cache = chosen
          rows = active.map((row) => rows[row]!)
        }
        places = null
      }
    }
    stop()
  } finally {
    if (cache) await session.releaseCache(cache)
  }
  return states.map(({ tokens, finish }) => ({ tokens, finish: finish ?? 'stopped' }))
}

/** Resolves when the listener has taken everything in, or at once when the signal is aborted. */
async function allHeard(unheard: readonly Promise<unknown>[], signal: AbortSignal | undefined): Promise<void> {
  try {
    await waitFor(Promise.all(unheard), signal)
  } catch (error) {
    if (!isCancelled(error)) throw error
  }
}

/** The pass over all prompts; what follows a prompt is told by its last token alone. */
function firstInput(prompts: readonly (readonly number[])[]): ForwardInput {
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
function stepInput(rows: readonly RowState[], columns: number, cache: KvCache | null): ForwardInput {
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
    `The prompt has ${plan.prompt.length} tokens; the model reads at most ${maxPositions}, its answer included.`,
    'Choose a lower difficulty or a shorter context.',
  )
}
