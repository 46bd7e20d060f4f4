/**
 * @file From a phase's rollout plan to the completions of one step: which problems, who writes, what is kept, stored, mixed in.
 */
import type { RolloutDraw, Rollouts, TokenLoop } from '../../methods/recipe/rollouts.ts'
import { valueAt } from '../../methods/recipe/schedule.ts'
import { mixOf } from '../../methods/teacher-mix.ts'
import { hashSeed } from '../../world/random.ts'
import { worldById } from '../../world/registry.ts'
import { throwIfCancelled } from '../errors.ts'
import { environmentOf } from '../rollouts.ts'
import type { RowPlan, RowPrefix, RowResult } from '../rows.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { JointResult } from '../write-together.ts'
import {
  type Completion,
  type CompletionToken,
  completionFromData,
  completionFromRollout,
  type Prompt,
  promptOf,
} from './completions.ts'
import type { Network, WeighedNetwork } from './networks.ts'
import { chance, partOf, problemRef, type RunContext, teacherOf, teacherPrompt, trainingSeed } from './run-context.ts'

/** What a run keeps of earlier completions. */
export interface RolloutBuffers {
  /** `once`: by draw and problem seed. */
  readonly once: Map<string, readonly Completion[]>
  /** `replay`: by draw, oldest first. */
  readonly replay: Map<string, { readonly prompt: Prompt; readonly completions: readonly Completion[] }[]>
  /** Share of student steps of an adaptive mix. */
  adaptiveShare: number
}

/** The prompts and completions of a step. `Completion.promptIndex` counts in `prompts`. */
export interface StepRollouts {
  readonly prompts: readonly Prompt[]
  readonly completions: readonly Completion[]
  /** Tokens that were sampled in this step. */
  readonly studentTokens: number
  readonly teacherTokens: number
}

/** Most candidates, as a multiple of the wanted problems, when problems are filtered. */
const CANDIDATES = 3

/**
 * Samples the completions of a step.
 * @param step steps done before this one; with the run's seed it fixes everything
 * @throws EngineError 'cancelled' when the signal is aborted between tokens
 */
export function sampleStep(
  run: RunContext,
  rollouts: Rollouts,
  buffers: RolloutBuffers,
  step: number,
  signal?: AbortSignal,
): Promise<StepRollouts> {
  return new RolloutSampler(run, rollouts, buffers, step, signal).sampleStep()
}

/** One step's sampling: with whichever weights and prompt a draw names, the tokens counted. */
class RolloutSampler {
  #studentTokens = 0
  #teacherTokens = 0
  readonly #writers = new Map<string, WeighedNetwork>()
  /** Of the run, 0 to 1. */
  readonly #progress: number

  constructor(
    private readonly run: RunContext,
    private readonly rollouts: Rollouts,
    private readonly buffers: RolloutBuffers,
    private readonly step: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#progress = step / run.setup.steps
  }

  async sampleStep(): Promise<StepRollouts> {
    const draws = this.#chosenDraws()
    const prompts = await this.#choosePrompts(draws)
    let completions: readonly Completion[] = []
    for (const draw of draws) {
      const wanted = prompts.flatMap((_, index) => (draw.only && !allWrong(completions, index) ? [] : [index]))
      const sampled = (await this.#sampleDraw(draw, prompts, wanted, completions)).filter(
        ({ verdict }) => draw.keep === undefined || (verdict.status === 'right') === (draw.keep === 'right'),
      )
      completions = draw.replaces ? inject(completions, sampled, draw.replaces) : [...completions, ...sampled]
    }
    if (this.rollouts.balance) completions = balance(completions)
    return { prompts, completions, studentTokens: this.#studentTokens, teacherTokens: this.#teacherTokens }
  }

  /** A coin for the whole step decides between the student's draws and the others, as TRL's GKDTrainer does. */
  #chosenDraws(): readonly RolloutDraw[] {
    const { draws, mixing } = this.rollouts
    if (!mixing) return draws
    const { onPolicy } = mixing
    const adaptive = typeof onPolicy === 'object' && 'kind' in onPolicy
    const share = adaptive ? this.buffers.adaptiveShare : valueAt(onPolicy, this.#progress)
    const students = chance(this.run.setup.seed, 'mix', this.step) < share
    const chosen = draws.filter(({ writer }) => (writer === 'student') === students)
    return chosen.length > 0 ? chosen : draws
  }

  /** As many problems as the step's number of rollouts allows; some of them from the replay buffer. */
  async #choosePrompts(draws: readonly RolloutDraw[]): Promise<readonly Prompt[]> {
    const { seed, rolloutsPerStep } = this.run.setup
    const each = draws.reduce((sum, draw) => sum + (draw.only || draw.replaces ? 0 : draw.each), 0)
    const count = Math.max(1, Math.floor(rolloutsPerStep / Math.max(1, each)))
    const pool = draws.flatMap(({ store }) => (store?.kind === 'once' ? [store.problems] : []))[0]
    const candidates = this.rollouts.problems ? count * CANDIDATES : count
    const fresh = Array.from({ length: candidates }, (_, index) => this.#promptAt(index, pool))
    const prompts = this.rollouts.problems ? await this.#solvedByTeacher(fresh, count) : fresh
    const replaying = draws.find(({ store }) => store?.kind === 'replay')
    const buffer = replaying && this.buffers.replay.get(replaying.id)
    if (replaying?.store?.kind !== 'replay' || !buffer?.length) return prompts
    const { share } = replaying.store
    return prompts.map((prompt, index) => {
      if (chance(seed, 'replay', this.step, index) >= share) return prompt
      return buffer[Math.floor(chance(seed, 'replayed', this.step, index) * buffer.length)]!.prompt
    })
  }

  /** The step's problem of this number, or one of a pool of so many. */
  #promptAt(index: number, pool: number | undefined): Prompt {
    const { student, setup } = this.run
    const { seed } = setup
    const key =
      pool === undefined ? [this.step, index] : ['pool', Math.floor(chance(seed, 'pool', this.step, index) * pool)]
    const { worlds, difficulty: scheduled } = this.rollouts
    const world = worlds ? worlds[(this.step + index) % worlds.length]! : setup.world
    const wanted = scheduled === undefined ? setup.difficulty : Math.round(valueAt(scheduled, this.#progress))
    // Another world than the run's own may have other degrees.
    const { min, max } = worldById(world).difficulty
    const difficulty = worlds ? Math.min(max, Math.max(min, wanted)) : wanted
    const ref = problemRef({ ...setup, world, difficulty }, trainingSeed(seed, ...key), 'train')
    return promptOf(ref, student)
  }

  /** A draw's completions of the wanted prompts: from its buffer where they lie there, else sampled and buffered. */
  async #sampleDraw(
    draw: RolloutDraw,
    prompts: readonly Prompt[],
    wanted: readonly number[],
    earlier: readonly Completion[],
  ): Promise<readonly Completion[]> {
    const known = new Map<number, readonly Completion[]>()
    for (const promptIndex of wanted) {
      const buffered = this.#buffered(draw, prompts[promptIndex]!)
      if (buffered)
        known.set(
          promptIndex,
          buffered.map((completion) => ({ ...completion, promptIndex })),
        )
    }
    const missing = wanted.filter((index) => !known.has(index))
    const fresh = await this.#sample(draw, prompts, missing, earlier)
    for (const index of missing) {
      const completions = fresh.filter(({ promptIndex }) => promptIndex === index)
      known.set(index, completions)
      this.#buffer(draw, prompts[index]!, completions)
    }
    return wanted.flatMap((index) => known.get(index) ?? [])
  }

  #buffered({ id, store }: RolloutDraw, prompt: Prompt): readonly Completion[] | undefined {
    if (store?.kind === 'once') return this.buffers.once.get(`${id} ${prompt.ref.problemSeed}`)
    if (store?.kind === 'replay')
      return this.buffers.replay.get(id)?.find((entry) => entry.prompt === prompt)?.completions
    return undefined
  }

  #buffer({ id, store }: RolloutDraw, prompt: Prompt, completions: readonly Completion[]): void {
    if (store?.kind === 'once') this.buffers.once.set(`${id} ${prompt.ref.problemSeed}`, completions)
    if (store?.kind === 'replay') {
      const entries = [...(this.buffers.replay.get(id) ?? []), { prompt, completions }]
      this.buffers.replay.set(id, entries.slice(-store.capacity))
    }
  }

  async #sample(
    draw: RolloutDraw,
    prompts: readonly Prompt[],
    wanted: readonly number[],
    earlier: readonly Completion[] = [],
  ): Promise<readonly Completion[]> {
    const { setup, student } = this.run
    const { reward } = setup.recipe
    const rows = wanted.flatMap((promptIndex) => this.#rowsOf(draw, promptIndex, earlier))
    if (rows.length === 0) return []
    const { writer } = draw
    if (writer === 'data') {
      return rows.map(({ promptIndex: index }) =>
        completionFromData(draw.id, index, prompts[index]!, student.vocabulary, reward),
      )
    }
    const results: (RowResult | JointResult)[] = []
    const hands = rows.map(({ promptIndex }) => this.#writerOf(writer, prompts[promptIndex]!))
    for (const hand of new Set(hands)) {
      const own = rows.flatMap((row, index) => (hands[index] === hand ? [{ ...row, index }] : []))
      const written = await this.#write(draw, prompts, own, hand)
      own.forEach(({ index }, i) => {
        results[index] = written[i]!
      })
    }
    const completions = results.map((result, i): Completion => {
      const { promptIndex, about } = rows[i]!
      const prompt = prompts[promptIndex]!
      const completion = completionFromRollout(draw.id, promptIndex, prompt, result, student.vocabulary, reward)
      return draw.behind ? { ...completion, behind: this.#promptFor(draw, prompt, about, student) } : completion
    })
    const apart = draw.edits ? completions.filter((completion, i) => overlaps(completion, rows[i]!, draw)) : completions
    return draw.probes ? this.#probed(draw, draw.probes, prompts, apart) : apart
  }

  /** What a draw is to write for a problem: so many texts, each with the text that it speaks of or mends, where there is one. */
  #rowsOf(
    { each, after, edits }: RolloutDraw,
    promptIndex: number,
    earlier: readonly Completion[],
  ): readonly DrawRow[] {
    const others = earlier.filter((other) => other.promptIndex === promptIndex && other.draw === (edits?.draw ?? after))
    const rows = Array.from({ length: each }, (_, i) => ({
      promptIndex,
      about: others[i % Math.max(1, others.length)],
    }))
    return edits ? rows.filter(({ about }) => about && about.firstWrong !== null) : rows
  }

  /** @param rows by one writer */
  async #write(
    draw: RolloutDraw,
    prompts: readonly Prompt[],
    rows: readonly (DrawRow & { readonly index: number })[],
    { network, weights }: WeighedNetwork,
  ): Promise<readonly (RowResult | JointResult)[]> {
    const { setup } = this.run
    const { temperature = setup.temperature, topK = 0, topP = 1, maxTokens } = draw.decoding ?? {}
    const limit = maxTokens === undefined ? setup.maxTokens : Math.round(valueAt(maxTokens, this.#progress))
    const seed = hashSeed(setup.seed, 'sample', this.step, draw.id)
    const plans = rows.map(({ promptIndex, about, index }): RowPlan => {
      const prompt = prompts[promptIndex]!
      const start = draw.edits && about ? about.tokens.slice(0, about.firstWrong ?? 0) : []
      return {
        prompt: this.#promptFor(draw, prompt, about, network),
        sampling: { seed, temperature, topK, topP, minP: 0, maxTokens: limit },
        row: index,
        ...(start.length > 0 && { prefix: prefixOf(start) }),
        respond: environmentOf(prompt.problem, network.vocabulary),
      }
    })
    const results = draw.loop
      ? await this.#writeTogether(draw.loop, prompts, rows, plans, { network, weights })
      : await this.run.networks.generate(network, weights, plans, { signal: this.signal })
    throwIfCancelled(this.signal)
    const tokens = results.reduce((sum, result) => sum + result.tokens.length, 0)
    if (draw.writer !== 'teacher') this.#studentTokens += tokens
    if (draw.writer === 'teacher' || draw.loop) this.#teacherTokens += tokens
    return results
  }

  /** The student and the recipe's teacher, each behind its own prompt. */
  #writeTogether(
    loop: TokenLoop,
    prompts: readonly Prompt[],
    rows: readonly DrawRow[],
    plans: readonly RowPlan[],
    student: WeighedNetwork,
  ): Promise<readonly JointResult[]> {
    const { recipe } = this.run.setup
    const teacher = teacherOf(this.run, recipe.teacher)
    const joint = plans.map((plan, i) => {
      const prompt = prompts[rows[i]!.promptIndex]!
      return { ...plan, teacherPrompt: teacherPrompt(prompt, recipe.context, '', teacher.network) }
    })
    return this.run.networks.together(student, teacher, loop, joint, this.signal)
  }

  /** Every text is written on from before its last line, by whoever wrote it: who agrees with itself earns more. */
  async #probed(
    draw: RolloutDraw,
    { times, bonus }: NonNullable<RolloutDraw['probes']>,
    prompts: readonly Prompt[],
    completions: readonly Completion[],
  ): Promise<readonly Completion[]> {
    const { setup, student, networks } = this.run
    const sampling = {
      ...{ seed: hashSeed(setup.seed, 'probe', this.step, draw.id), temperature: setup.temperature },
      ...{ topK: 0, topP: 1, minP: 0, maxTokens: setup.maxTokens },
    }
    const plans = completions.flatMap(({ promptIndex, tokens }, i) => {
      const { problem } = prompts[promptIndex]!
      const start = tokens.slice(0, lastLine(tokens, student.vocabulary))
      return Array.from(
        { length: times },
        (_, probe): RowPlan => ({
          prompt: this.#promptFor(draw, prompts[promptIndex]!, undefined, student),
          sampling,
          row: i * times + probe,
          ...(start.length > 0 && { prefix: prefixOf(start) }),
          respond: environmentOf(problem, student.vocabulary),
        }),
      )
    })
    const { network, weights } = this.#writerOf(draw.writer as 'student', prompts[0]!)
    const results = await networks.generate(network, weights, plans, { signal: this.signal })
    throwIfCancelled(this.signal)
    this.#studentTokens += results.reduce((sum, { tokens }) => sum + tokens.length, 0)
    return completions.map((completion, i) => {
      const answers = results.slice(i * times, (i + 1) * times).map((result) => {
        const text = student.vocabulary.decode(result.tokens.map(({ id }) => id))
        return prompts[completion.promptIndex]!.problem.verify(text).answer
      })
      const { answer } = completion.verdict
      const agreed = answers.filter((other) => other !== null && other === answer).length
      return { ...completion, reward: completion.reward + (bonus * agreed) / times }
    })
  }

  /** The prompt of a draw's writer: the student's, or with a context that the recipe or the draw itself gives. */
  #promptFor(draw: RolloutDraw, prompt: Prompt, about: Completion | undefined, network: Network): readonly number[] {
    const context = draw.context ?? (draw.writer === 'teacher' ? this.run.setup.recipe.context : null)
    if (draw.writer !== 'teacher' && !context) return prompt.ids
    return teacherPrompt(prompt, context, about?.text ?? '', network)
  }

  /** The first `count` prompts that the teacher solves greedily; unsolved ones fill up what is missing. */
  async #solvedByTeacher(prompts: readonly Prompt[], count: number): Promise<readonly Prompt[]> {
    const draw: RolloutDraw = { id: 'filter', writer: 'teacher', each: 1, decoding: { temperature: 0 } }
    const completions = await this.#sample(draw, prompts, [...prompts.keys()])
    const solved = prompts.filter(
      (_, i) => completions.find(({ promptIndex }) => promptIndex === i)?.verdict.status === 'right',
    )
    return [...solved, ...prompts.filter((prompt) => !solved.includes(prompt))].slice(0, count)
  }

  /** Whose weights write for a problem: the same object for the same writer within a step. */
  #writerOf(writer: Exclude<RolloutDraw['writer'], 'data'>, { ref }: Prompt): WeighedNetwork {
    const { teacher } = this.run.setup.recipe
    const { kind, parts } = mixOf(teacher)
    const route = writer === 'teacher' && kind === 'routed' ? parts.find(({ world }) => world === ref.world) : undefined
    const key = `${writer} ${route?.world ?? ''}`
    const known = this.#writers.get(key)
    if (known) return known
    const made = route ? partOf(this.run, route) : this.#plainWriter(writer)
    this.#writers.set(key, made)
    return made
  }

  #plainWriter(writer: Exclude<RolloutDraw['writer'], 'data'>): WeighedNetwork {
    if (writer === 'teacher') return teacherOf(this.run, this.run.setup.recipe.teacher)
    const { snapshots, student, currentWeights } = this.run
    return { network: student, weights: writer === 'student' ? currentWeights() : snapshots.of(writer) }
  }
}

interface DrawRow {
  readonly promptIndex: number
  /** The text of another draw that this one speaks of or mends. */
  readonly about: Completion | undefined
}

function prefixOf(tokens: readonly CompletionToken[]): RowPrefix {
  return tokens.map(({ id, learn }) => ({ id, source: learn ? 'student' : 'environment' }))
}

/** Where the last line of a text begins that is not empty. */
function lastLine(tokens: readonly CompletionToken[], vocabulary: Vocabulary): number {
  const breaks = tokens.map(({ id }) => vocabulary.textOf(id).includes('\n'))
  const last = breaks.findLastIndex((isBreak, i) => isBreak && i < tokens.length - 1)
  return last + 1
}

/** Whether enough of a mended text is common with what it was made from, in order. */
function overlaps({ tokens }: Completion, { about }: DrawRow, { edits }: RolloutDraw): boolean {
  if (!about || !edits) return true
  const [a, b] = [tokens, about.tokens].map((side) => side.map(({ id }) => id)) as [number[], number[]]
  return commonLength(a, b) >= edits.overlap * Math.max(a.length, b.length)
}

/** Length of the longest common subsequence. */
function commonLength(a: readonly number[], b: readonly number[]): number {
  let before = new Array<number>(b.length + 1).fill(0)
  for (const x of a) {
    const now = [0]
    b.forEach((y, j) => {
      now.push(x === y ? before[j]! + 1 : Math.max(now[j]!, before[j + 1]!))
    })
    before = now
  }
  return before.at(-1) ?? 0
}

function allWrong(completions: readonly Completion[], index: number): boolean {
  return completions.every(({ promptIndex, verdict }) => promptIndex !== index || verdict.status !== 'right')
}

/** Each new completion takes the place of the last wrong one of its prompt in the named draw; without one it is dropped. */
function inject(completions: readonly Completion[], sampled: readonly Completion[], draw: string): Completion[] {
  const out = [...completions]
  for (const completion of sampled) {
    const at = out.findLastIndex(
      (other) =>
        other.draw === draw && other.promptIndex === completion.promptIndex && other.verdict.status !== 'right',
    )
    if (at >= 0) out[at] = { ...completion, draw }
  }
  return out
}

/** Drops the last completions of the commoner outcome until right and wrong are as many; one-sided steps stay as they are. */
function balance(completions: readonly Completion[]): Completion[] {
  const isRight = (completion: Completion) => completion.verdict.status === 'right'
  const right = completions.filter(isRight).length
  const least = Math.min(right, completions.length - right)
  if (least === 0) return [...completions]
  let [rights, wrongs] = [0, 0]
  return completions.filter((completion) => (isRight(completion) ? rights++ < least : wrongs++ < least))
}
