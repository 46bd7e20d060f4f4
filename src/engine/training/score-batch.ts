/**
 * @file Both models score the completions of a step: the teacher behind its own prompt, the student behind its own, aligned
 * row by row. Logits stay on the device; what comes back are a few numbers a row.
 */
import type { Tensor } from 'onnxruntime-common'
import { type Batch, type Columns, emptyColumns } from '../../methods/batch.ts'
import type { PhaseProgram } from '../../methods/compile.ts'
import { JOINED_STATISTICS } from '../../methods/graph/join.ts'
import {
  DIVERGENCE_STATISTICS,
  PAIR_STATISTICS,
  STUDENT_STATISTICS,
  studentStatistics,
  TEACHER_STATISTICS,
} from '../../methods/graph/statistics.ts'
import type { PrivilegedContext } from '../../methods/recipe/context.ts'
import { mixOf, type TeacherMix, type TeacherPart, voicesOf } from '../../methods/teacher-mix.ts'
import { teacherObject } from '../../methods/teachers.ts'
import { logSoftmax } from '../../network/layers.ts'
import { buildRowScorer } from '../../network/training.ts'
import { serialize } from '../../onnx/model.ts'
import * as o from '../../onnx/ops.ts'
import { batchOf, batchTensors, fillColumns } from './batch-tensors.ts'
import { type Completion, type Prompt, readBehind } from './completions.ts'
import { type GraphSession, openGraphSession, type Tensors, takeFloats } from './graph-session.ts'
import { frozenFeeds } from './networks.ts'
import { partOf, type RunContext, teacherPrompt } from './run-context.ts'
import { scoreWithServer } from './served-teacher.ts'
import { rightSibling, type TeacherScores } from './teacher-scores.ts'

/** Scores with the recipe's teacher and its context; for recipes without one with the larger model, without any. */
export async function scoreWithTeacher(
  run: RunContext,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
  topEntropy: number | null,
): Promise<TeacherScores> {
  const { runtime, setup } = run
  const { teacher } = setup.recipe
  const whole = mixOf(teacher && teacherObject(teacher).says === 'tokens' ? teacher : null)
  const experts = whole.kind === 'routed' ? expertsOf(whole, prompts, completions) : []
  const mix = asked(whole, experts)
  const scored: PartScores[] = []
  for (const part of mix.parts) scored.push(await scoreWithPart(run, part, prompts, completions, topEntropy))
  const tokens = scored.reduce((sum, part) => sum + part.tokens, 0)
  const tables = scored.map(({ logits }) => logits)
  const [first] = scored
  if (mix.kind === 'one') {
    return { logits: first!.logits, statistics: widened(first!.statistics), voices: [], tokens }
  }
  const masks =
    mix.kind === 'routed'
      ? mix.parts.map((part) => routeMask(run, whole.parts.indexOf(part), experts, completions))
      : []
  const joined = await run.networks.join(mix, run.student.config.vocabSize, tables, masks, first!.targets, topEntropy)
  await runtime.mutex.run(() => {
    for (const table of tables) table.dispose()
  })
  const { logits, statistics } = joined
  const voices = scored.map((part) => part.statistics)
  const numbers = statistics ? await takeFloats(runtime, statistics) : widened(weightedMean(voices, voicesOf(teacher)))
  return { logits: logits!, statistics: numbers, voices: statistics ? [] : voices, tokens }
}

interface PartScores {
  readonly logits: Tensor
  readonly statistics: Float32Array
  readonly targets: Tensor
  readonly tokens: number
}

async function scoreWithPart(
  run: RunContext,
  part: TeacherPart,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
  topEntropy: number | null,
): Promise<PartScores> {
  const { networks, runtime, setup } = run
  const { network, weights } = partOf(run, part)
  const context: PrivilegedContext | null = part.context ? { kinds: [part.context] } : setup.recipe.context
  const promptIds = completions.map((completion) =>
    teacherPrompt(
      prompts[completion.promptIndex]!,
      context,
      completion.text,
      network,
      rightSibling(completion, completions),
    ),
  )
  const tensors = batchTensors(runtime.ort, promptIds, completions, network.shape.maxPositions)
  const { row_logits, statistics } = await networks.score(network, weights, tensors, topEntropy)
  return {
    logits: row_logits!,
    statistics: await takeFloats(runtime, statistics!),
    targets: tensors.targets!,
    tokens: tokensOf(promptIds, completions),
  }
}

/** Which of the experts reads each completion; the first reads what is of no expert's world. */
function expertsOf(
  { parts }: TeacherMix,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
): readonly number[] {
  return completions.map(({ promptIndex }) =>
    Math.max(
      0,
      parts.findIndex(({ world }) => world === prompts[promptIndex]!.ref.world),
    ),
  )
}

/** Of a routed teacher only the experts that have something to read; one alone is a plain teacher. */
function asked(mix: TeacherMix, experts: readonly number[]): TeacherMix {
  if (mix.kind !== 'routed') return mix
  const parts = mix.parts.filter((_, k) => experts.includes(k))
  return { kind: parts.length === 1 ? 'one' : 'routed', parts }
}

/** 1 on the rows of the texts that the k-th expert is to read. [rows, 1] */
function routeMask(
  { runtime }: RunContext,
  k: number,
  experts: readonly number[],
  completions: readonly Completion[],
): Tensor {
  const rows = completions.flatMap(({ tokens }, i) =>
    tokens.filter(({ learn }) => learn).map(() => Number(experts[i] === k)),
  )
  return new runtime.ort.Tensor('float32', Float32Array.from(rows), [rows.length, 1])
}

/** [rows, 6] with a seventh column of zeros: one model has no distance to another. */
function widened(statistics: Float32Array): Float32Array {
  const [from, to] = [TEACHER_STATISTICS.length, JOINED_STATISTICS.length]
  const rows = statistics.length / from
  const out = new Float32Array(rows * to)
  for (let row = 0; row < rows; row++) out.set(statistics.subarray(row * from, (row + 1) * from), row * to)
  return out
}

function weightedMean(each: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Float32Array.from(each[0] ?? [], (_, i) =>
    each.reduce((sum, numbers, k) => sum + (weights[k]! / total) * numbers[i]!, 0),
  )
}

/** The student's statistics of given rows; with the teacher's logits also the divergences. */
export async function openStudentScorer(run: RunContext, taught: boolean): Promise<GraphSession> {
  const { config } = run.student
  const voices = voicesOf(run.setup.recipe.teacher)
  const graph = buildRowScorer(
    config,
    (g, { logits, targets }) => {
      const teacher = taught ? g.input('teacher_logits', g.float, ['rows', config.vocabSize * voices.length]) : null
      const logS = logSoftmax(g, logits)
      return { statistics: studentStatistics(g, logS, o.exp(g, logS), targets, teacher, voices) }
    },
    { name: 'measure', doc: "The student's log-probs, entropies and divergences to the teacher at given tokens." },
  )
  return openGraphSession({
    name: "student's scoring graph",
    runtime: run.runtime,
    bytes: serialize(graph),
    stay: [],
  })
}

/** The columns that `openStudentScorer` and the training graph give first, and how many they give in all. */
export function statisticsOf(taught: boolean, voices: readonly number[]) {
  const names: readonly (keyof Columns)[] = taught ? PAIR_STATISTICS : STUDENT_STATISTICS
  const more = taught && voices.length > 1 ? voices.length * DIVERGENCE_STATISTICS.length : 0
  return { names, width: names.length + more }
}

/** Runs `openStudentScorer`'s graph with the current weights. @returns [rows, n], columns `statisticsOf` */
export async function scoreWithStudent(
  run: RunContext,
  session: GraphSession,
  tensors: Tensors,
  teacher: Tensor | null,
): Promise<Float32Array> {
  const feeds = {
    params: run.currentWeights().tensor,
    ...frozenFeeds(run.runtime, run.student),
    ...tensors,
    ...(teacher ? { teacher_logits: teacher } : {}),
  }
  const { statistics } = await session.run(feeds, ['statistics'])
  return takeFloats(run.runtime, statistics!)
}

/** The tensors of completions behind the student's own prompts. */
export function studentTensors(
  run: RunContext,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
): Tensors {
  const promptIds = completions.map((completion) => readBehind(prompts, completion))
  return batchTensors(run.runtime.ort, promptIds, completions, run.student.shape.maxPositions)
}

/** The completions of a step, scored by all models that the phase needs. */
export interface ScoredBatch {
  readonly batch: Batch
  /** Of the completions behind the student's prompts. */
  readonly tensors: Tensors
  /** [rows, vocabulary], on the device; null where the recipe has no teacher. The caller's to dispose of. */
  readonly teacherLogits: Tensor | null
  /**
   * Tokens of prompts and completions that each model reads in this step, the gradient's own pass included; `gradient`:
   * those of that pass alone.
   */
  readonly tokensRead: { readonly teacher: number; readonly student: number; readonly gradient: number }
}

/**
 * Fills the columns that the phase needs.
 * @param session the student's scoring graph, opened for phases that need it
 * @throws EngineError 'too-long', and whatever the sessions throw
 */
export async function scoreBatch(
  run: RunContext,
  program: PhaseProgram,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
  session: GraphSession | null,
  signal?: AbortSignal,
): Promise<ScoredBatch> {
  const { student } = run
  const table = batchOf(completions, student.vocabulary, student.shape.eosIds)
  const tensors = studentTensors(run, prompts, completions)
  const once = tokensOf(
    completions.map((completion) => readBehind(prompts, completion)),
    completions,
  )
  const { voices, taught } = program
  const batch: Batch = {
    ...table,
    ...(taught && voices.length > 1 && { voices: voices.map(() => emptyColumns(table.rows)) }),
  }
  const teacher = taught ? await scoreTaught(run, program, prompts, completions, signal) : null
  if (teacher) fillColumns(batch.columns, JOINED_STATISTICS, teacher.statistics)
  if (program.needs.reference) batch.columns.referenceLogp.set(await referenceLogps(run, tensors))
  const measured = session !== null && program.needs.studentStatistics
  if (measured) {
    const numbers = await scoreWithStudent(run, session, tensors, teacher?.logits ?? null)
    const { names, width } = statisticsOf(taught, voices)
    fillColumns(batch.columns, names, numbers, { width })
    batch.voices?.forEach((columns, k) => {
      const from = names.length + k * DIVERGENCE_STATISTICS.length
      fillColumns(columns, DIVERGENCE_STATISTICS, numbers, { from, width })
    })
  }
  batch.voices?.forEach((columns, k) => {
    fillColumns(columns, TEACHER_STATISTICS, teacher!.voices[k]!)
    for (const name of ['behaviourLogp', 'referenceLogp', ...STUDENT_STATISTICS] as const)
      columns[name].set(batch.columns[name])
  })
  const passes = 1 + Number(program.needs.reference) + Number(measured)
  return {
    batch,
    tensors,
    teacherLogits: teacher?.logits ?? null,
    tokensRead: { teacher: teacher?.tokens ?? 0, student: once * passes, gradient: once },
  }
}

/** By the teacher on a server, where the run has one. */
function scoreTaught(
  run: RunContext,
  { topEntropy }: PhaseProgram,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
  signal: AbortSignal | undefined,
): Promise<TeacherScores> {
  if (run.setup.served) return scoreWithServer(run, run.askServer, prompts, completions, signal)
  return scoreWithTeacher(run, prompts, completions, topEntropy)
}

/** Log-probs of the rows' tokens under the anchor of a best-of-n, else the latest snapshot, else the starting weights. */
async function referenceLogps(run: RunContext, tensors: Tensors): Promise<Float64Array> {
  const { snapshots, networks, runtime, student } = run
  const anchor = run.setup.recipe.teacher?.kind === 'best-of' ? (['ema'] as const) : []
  const name = ([...anchor, 'snapshot'] as const).find((each) => snapshots.has(each)) ?? 'start'
  const reference = snapshots.of(name)
  const { row_logits, statistics } = await networks.score(student, reference, tensors, null)
  await runtime.mutex.run(() => row_logits!.dispose())
  const numbers = await takeFloats(runtime, statistics!)
  const width = TEACHER_STATISTICS.length
  const column = TEACHER_STATISTICS.indexOf('teacherLogp')
  return Float64Array.from({ length: numbers.length / width }, (_, row) => numbers[row * width + column]!)
}

function tokensOf(promptIds: readonly (readonly number[])[], completions: readonly Completion[]): number {
  return completions.reduce((sum, { tokens }, i) => sum + tokens.length + promptIds[i]!.length, 0)
}
