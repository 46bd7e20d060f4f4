/**
 * @file From a phase's rollout plan to the texts of one step: which problems, who writes, what is kept, stored, mixed in.
 */
import type { RolloutDraw, Rollouts } from '../../methods/recipe/rollouts.ts'
import { valueAt } from '../../methods/recipe/schedule.ts'
import { hashSeed } from '../../world/random.ts'
import { throwIfCancelled } from '../errors.ts'
import type { RowPlan } from '../generate.ts'
import { problemOf } from '../requests.ts'
import { environmentOf } from '../rollouts.ts'
import { chance, type Scene, teacherOf, teacherPrompt, trainingSeed } from './scene.ts'
import { fromData, fromRollout, type Task, type Text, taskOf } from './texts.ts'

/** What a run remembers of earlier texts. */
export interface Stores {
  /** `once`: by draw and problem seed. */
  readonly once: Map<string, readonly Text[]>
  /** `replay`: by draw, oldest first. */
  readonly replay: Map<string, { readonly task: Task; readonly texts: readonly Text[] }[]>
  /** Share of student steps of an adaptive mix. */
  adaptiveShare: number
}

export interface Written {
  readonly tasks: readonly Task[]
  readonly texts: readonly Text[]
  /** Tokens that were sampled in this step. */
  readonly studentTokens: number
  readonly teacherTokens: number
}

/** Most candidates, as a multiple of the wanted problems, when problems are filtered. */
const CANDIDATES = 3

/**
 * Writes the texts of a step.
 * @param step steps done before this one; with the run's seed it fixes everything
 * @throws EngineError 'cancelled' when the signal is aborted between tokens
 */
export async function writeTexts(
  scene: Scene,
  rollouts: Rollouts,
  stores: Stores,
  step: number,
  signal?: AbortSignal,
): Promise<Written> {
  const { setup } = scene
  const progress = step / setup.steps
  const draws = chosenDraws(rollouts, stores, setup.seed, step, progress)
  const each = draws.reduce((sum, draw) => sum + (draw.only || draw.replaces ? 0 : draw.each), 0)
  const count = Math.max(1, Math.floor(setup.rolloutsPerStep / Math.max(1, each)))
  const writer = new Scribe(scene, step, progress, signal)
  const tasks = await chooseTasks(writer, rollouts, draws, stores, count)
  let texts: Text[] = []
  for (const draw of draws) {
    const wanted = tasks.flatMap((_, task) => (draw.only && !allWrong(texts, task) ? [] : [task]))
    const made = (await drawTexts(writer, draw, tasks, wanted, stores)).filter(
      ({ verdict }) => draw.keep !== 'right' || verdict.status === 'right',
    )
    texts = draw.replaces ? inject(texts, made, draw.replaces) : [...texts, ...made]
  }
  if (rollouts.balance) texts = balance(texts)
  return { tasks, texts, studentTokens: writer.studentTokens, teacherTokens: writer.teacherTokens }
}

/** A coin for the whole step decides between the student's draws and the others, as TRL's GKDTrainer does. */
function chosenDraws(
  { draws, mixing }: Rollouts,
  stores: Stores,
  seed: number,
  step: number,
  progress: number,
): readonly RolloutDraw[] {
  if (!mixing) return draws
  const { onPolicy } = mixing
  const share = typeof onPolicy === 'object' && 'kind' in onPolicy ? stores.adaptiveShare : valueAt(onPolicy, progress)
  const students = chance(seed, 'mix', step) < share
  const chosen = draws.filter(({ writer }) => (writer === 'student') === students)
  return chosen.length > 0 ? chosen : draws
}

async function chooseTasks(
  writer: Scribe,
  rollouts: Rollouts,
  draws: readonly RolloutDraw[],
  stores: Stores,
  count: number,
): Promise<readonly Task[]> {
  const { scene, step } = writer
  const pool = draws.flatMap(({ store }) => (store?.kind === 'once' ? [store.problems] : []))[0]
  const taskAt = (index: number): Task => {
    const { seed, world } = scene.setup
    const key = pool === undefined ? [step, index] : ['pool', Math.floor(chance(seed, 'pool', step, index) * pool)]
    const ref = { world, difficulty: writer.difficulty(rollouts), problemSeed: trainingSeed(seed, ...key) }
    return taskOf(ref, problemOf(ref), scene.student.vocabulary, scene.student.shape.bosId)
  }
  const fresh = Array.from({ length: rollouts.problems ? count * CANDIDATES : count }, (_, i) => taskAt(i))
  const tasks = rollouts.problems ? await writer.teacherSolves(fresh, count) : fresh
  return tasks.map((task, index) => {
    const replaying = draws.find(({ store }) => store?.kind === 'replay')
    const buffer = replaying && stores.replay.get(replaying.id)
    if (!replaying?.store || replaying.store.kind !== 'replay' || !buffer?.length) return task
    if (chance(scene.setup.seed, 'replay', step, index) >= replaying.store.share) return task
    return buffer[Math.floor(chance(scene.setup.seed, 'replayed', step, index) * buffer.length)]!.task
  })
}

async function drawTexts(
  writer: Scribe,
  draw: RolloutDraw,
  tasks: readonly Task[],
  wanted: readonly number[],
  stores: Stores,
): Promise<readonly Text[]> {
  const known = new Map<number, readonly Text[]>()
  for (const task of wanted) {
    const { problemSeed } = tasks[task]!.ref
    const stored =
      draw.store?.kind === 'once'
        ? stores.once.get(`${draw.id} ${problemSeed}`)
        : draw.store?.kind === 'replay'
          ? stores.replay.get(draw.id)?.find((entry) => entry.task === tasks[task])?.texts
          : undefined
    if (stored)
      known.set(
        task,
        stored.map((text) => ({ ...text, task })),
      )
  }
  const missing = wanted.filter((task) => !known.has(task))
  const fresh = await writer.write(draw, tasks, missing)
  for (const task of missing) {
    const texts = fresh.filter((text) => text.task === task)
    known.set(task, texts)
    if (draw.store?.kind === 'once') stores.once.set(`${draw.id} ${tasks[task]!.ref.problemSeed}`, texts)
    if (draw.store?.kind === 'replay') {
      const buffer = [...(stores.replay.get(draw.id) ?? []), { task: tasks[task]!, texts }]
      stores.replay.set(draw.id, buffer.slice(-draw.store.capacity))
    }
  }
  return wanted.flatMap((task) => known.get(task) ?? [])
}

/** Writes with whichever weights and prompt a draw names, and counts the tokens. */
class Scribe {
  studentTokens = 0
  teacherTokens = 0

  constructor(
    readonly scene: Scene,
    readonly step: number,
    private readonly progress: number,
    private readonly signal: AbortSignal | undefined,
  ) {}

  difficulty({ difficulty }: Rollouts): number {
    return difficulty === undefined ? this.scene.setup.difficulty : Math.round(valueAt(difficulty, this.progress))
  }

  async write(draw: RolloutDraw, tasks: readonly Task[], wanted: readonly number[]): Promise<readonly Text[]> {
    const { setup, student } = this.scene
    const { reward } = setup.recipe
    if (wanted.length === 0) return []
    if (draw.writer === 'data') {
      return wanted.flatMap((task) =>
        Array.from({ length: draw.each }, () => fromData(draw.id, task, tasks[task]!, student.vocabulary, reward)),
      )
    }
    const asTeacher = draw.writer === 'teacher'
    const { network, weights } = this.#writerOf(draw.writer)
    const { temperature = setup.temperature, topK = 0, topP = 1, maxTokens } = draw.decoding ?? {}
    const limit = maxTokens === undefined ? setup.maxTokens : Math.round(valueAt(maxTokens, this.progress))
    const seed = hashSeed(setup.seed, 'sample', this.step, draw.id)
    const rows = wanted.flatMap((task) => Array.from({ length: draw.each }, () => task))
    const plans = rows.map((task, row): RowPlan => {
      const { problem, prompt } = tasks[task]!
      return {
        prompt: asTeacher ? teacherPrompt(problem, setup.recipe.context, '', network) : prompt,
        sampling: { seed, temperature, topK, topP, minP: 0, maxTokens: limit },
        row,
        respond: environmentOf(problem, network.vocabulary),
      }
    })
    const results = await this.scene.networks.write(network, weights, plans, { signal: this.signal })
    throwIfCancelled(this.signal)
    const tokens = results.reduce((sum, result) => sum + result.tokens.length, 0)
    if (asTeacher) this.teacherTokens += tokens
    else this.studentTokens += tokens
    return results.map((result, row) =>
      fromRollout(draw.id, rows[row]!, tasks[rows[row]!]!, result, student.vocabulary, reward),
    )
  }

  /** The first `count` tasks that the teacher solves greedily; unsolved ones fill up what is missing. */
  async teacherSolves(tasks: readonly Task[], count: number): Promise<readonly Task[]> {
    const draw: RolloutDraw = { id: 'filter', writer: 'teacher', each: 1, decoding: { temperature: 0 } }
    const texts = await this.write(
      draw,
      tasks,
      tasks.map((_, i) => i),
    )
    const solved = tasks.filter((_, i) => texts.find(({ task }) => task === i)?.verdict.status === 'right')
    return [...solved, ...tasks.filter((task) => !solved.includes(task))].slice(0, count)
  }

  #writerOf(writer: Exclude<RolloutDraw['writer'], 'data'>) {
    if (writer === 'teacher') return teacherOf(this.scene, this.scene.setup.recipe.teacher)
    const weights = writer === 'student' ? this.scene.live() : this.scene.copies.of(writer)
    return { network: this.scene.student, weights }
  }
}

function allWrong(texts: readonly Text[], task: number): boolean {
  return texts.every((text) => text.task !== task || text.verdict.status !== 'right')
}

/** Each new text takes the place of the last wrong one of its problem in the named draw; without one it is dropped. */
function inject(texts: readonly Text[], made: readonly Text[], draw: string): Text[] {
  const out = [...texts]
  for (const text of made) {
    const at = out.findLastIndex(
      (other) => other.draw === draw && other.task === text.task && other.verdict.status !== 'right',
    )
    if (at >= 0) out[at] = { ...text, draw }
  }
  return out
}

/** Drops the last texts of the commoner outcome until right and wrong are as many; one-sided steps stay as they are. */
function balance(texts: readonly Text[]): Text[] {
  const isRight = (text: Text) => text.verdict.status === 'right'
  const right = texts.filter(isRight).length
  const least = Math.min(right, texts.length - right)
  if (least === 0) return [...texts]
  let [rights, wrongs] = [0, 0]
  return texts.filter((text) => (isRight(text) ? rights++ < least : wrongs++ < least))
}
