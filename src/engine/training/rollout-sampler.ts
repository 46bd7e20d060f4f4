/**
 * @file From a phase's rollout plan to the completions of one step: which problems, who writes, what is kept, stored, mixed in.
 */
import type { RolloutDraw, Rollouts } from '../../methods/recipe/rollouts.ts'
import { valueAt } from '../../methods/recipe/schedule.ts'
import { hashSeed } from '../../world/random.ts'
import { problemOf } from '../check-requests.ts'
import { throwIfCancelled } from '../errors.ts'
import { environmentOf } from '../rollouts.ts'
import type { RowPlan } from '../rows.ts'
import { type Completion, completionFromData, completionFromRollout, type Prompt, promptOf } from './completions.ts'
import { chance, type RunContext, teacherOf, teacherPrompt, trainingSeed } from './run-context.ts'

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
      const sampled = (await this.#sampleDraw(draw, prompts, wanted)).filter(
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
    const { seed, world } = setup
    const key =
      pool === undefined ? [this.step, index] : ['pool', Math.floor(chance(seed, 'pool', this.step, index) * pool)]
    const scheduled = this.rollouts.difficulty
    const difficulty = scheduled === undefined ? setup.difficulty : Math.round(valueAt(scheduled, this.#progress))
    const ref = { world, difficulty, problemSeed: trainingSeed(seed, ...key) }
    return promptOf(ref, problemOf(ref), student.vocabulary, student.shape.bosId)
  }

  /** A draw's completions of the wanted prompts: from its buffer where they lie there, else sampled and buffered. */
  async #sampleDraw(
    draw: RolloutDraw,
    prompts: readonly Prompt[],
    wanted: readonly number[],
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
    const fresh = await this.#sample(draw, prompts, missing)
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
  ): Promise<readonly Completion[]> {
    const { setup, student } = this.run
    const { reward, context } = setup.recipe
    if (wanted.length === 0) return []
    const rows = wanted.flatMap((promptIndex) => Array.from({ length: draw.each }, () => promptIndex))
    if (draw.writer === 'data') {
      return rows.map((index) => completionFromData(draw.id, index, prompts[index]!, student.vocabulary, reward))
    }
    const asTeacher = draw.writer === 'teacher'
    const { network, weights } = this.#writerOf(draw.writer)
    const { temperature = setup.temperature, topK = 0, topP = 1, maxTokens } = draw.decoding ?? {}
    const limit = maxTokens === undefined ? setup.maxTokens : Math.round(valueAt(maxTokens, this.#progress))
    const seed = hashSeed(setup.seed, 'sample', this.step, draw.id)
    const plans = rows.map((index, row): RowPlan => {
      const { problem, ids } = prompts[index]!
      return {
        prompt: asTeacher ? teacherPrompt(problem, context, '', network) : ids,
        sampling: { seed, temperature, topK, topP, minP: 0, maxTokens: limit },
        row,
        respond: environmentOf(problem, network.vocabulary),
      }
    })
    const results = await this.run.networks.generate(network, weights, plans, { signal: this.signal })
    throwIfCancelled(this.signal)
    const tokens = results.reduce((sum, result) => sum + result.tokens.length, 0)
    if (asTeacher) this.#teacherTokens += tokens
    else this.#studentTokens += tokens
    return results.map((result, row) =>
      completionFromRollout(draw.id, rows[row]!, prompts[rows[row]!]!, result, student.vocabulary, reward),
    )
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

  #writerOf(writer: Exclude<RolloutDraw['writer'], 'data'>) {
    if (writer === 'teacher') return teacherOf(this.run, this.run.setup.recipe.teacher)
    const weights = writer === 'student' ? this.run.currentWeights() : this.run.snapshots.of(writer)
    return { network: this.run.student, weights }
  }
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
