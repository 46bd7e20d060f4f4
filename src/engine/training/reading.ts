/**
 * @file The models read texts: the teacher behind its own prompt, the student behind its own, aligned row by row. Logits
 * stay on the device; what comes back are a few numbers a row.
 */
import type { Tensor } from 'onnxruntime-common'
import type { Batch } from '../../methods/batch.ts'
import type { PhaseProgram } from '../../methods/compile.ts'
import {
  PAIR_STATISTICS,
  STUDENT_STATISTICS,
  studentStatistics,
  TEACHER_STATISTICS,
} from '../../methods/graph/statistics.ts'
import { logSoftmax } from '../../network/layers.ts'
import { buildRowScorer } from '../../network/training.ts'
import { serialize } from '../../onnx/model.ts'
import * as o from '../../onnx/ops.ts'
import { type GraphSession, openGraphSession, type Tensors, takeFloats } from './graph-session.ts'
import { type Scene, teacherOf, teacherPrompt } from './scene.ts'
import { batchOf, fillColumns, tableOf } from './table.ts'
import type { Task, Text } from './texts.ts'

/** What the teacher says of texts. */
export interface TeacherReading {
  /** [rows, vocabulary], on the device; the caller's to dispose of. */
  readonly logits: Tensor
  /** [rows, 6], columns TEACHER_STATISTICS. */
  readonly statistics: Float32Array
  /** Tokens of its prompts and the texts. */
  readonly tokens: number
}

/** The recipe's teacher reads the texts with its context; for recipes without one the larger model does, without any. */
export async function teacherReads(
  scene: Scene,
  tasks: readonly Task[],
  texts: readonly Text[],
  topEntropy: number | null,
): Promise<TeacherReading> {
  const { networks, runtime, setup } = scene
  const { network, weights } = teacherOf(scene, setup.recipe.teacher)
  const prompts = texts.map(({ task, text }) =>
    teacherPrompt(tasks[task]!.problem, setup.recipe.context, text, network),
  )
  const table = tableOf(runtime.ort, prompts, texts, network.shape.maxPositions)
  const { row_logits, statistics } = await networks.score(network, weights, table, topEntropy)
  return {
    logits: row_logits!,
    statistics: await takeFloats(runtime, statistics!),
    tokens: tokensOf(prompts, texts),
  }
}

/** The student's statistics of given rows; with the teacher's logits also the divergences. */
export async function openMeasure(scene: Scene, taught: boolean): Promise<GraphSession> {
  const { config } = scene.student
  const graph = buildRowScorer(
    config,
    (g, { logits, targets }) => {
      const teacher = taught ? g.input('teacher_logits', g.float, ['rows', config.vocabSize]) : null
      const logS = logSoftmax(g, logits)
      return { statistics: studentStatistics(g, logS, o.exp(g, logS), targets, teacher) }
    },
    { name: 'measure', doc: "The student's log-probs, entropies and divergences to the teacher at given tokens." },
  )
  return openGraphSession({
    name: "student's scoring graph",
    runtime: scene.runtime,
    bytes: serialize(graph),
    stay: [],
  })
}

/** The columns that `openMeasure` and the training graph give. */
export const statisticsOf = (taught: boolean) => (taught ? PAIR_STATISTICS : STUDENT_STATISTICS)

/** Runs `openMeasure`'s graph with the live weights. @returns [rows, n], columns `statisticsOf(teacher !== null)` */
export async function measure(
  scene: Scene,
  session: GraphSession,
  table: Tensors,
  teacher: Tensor | null,
): Promise<Float32Array> {
  const feeds = { params: scene.live().tensor, ...table, ...(teacher ? { teacher_logits: teacher } : {}) }
  const { statistics } = await session.run(feeds, ['statistics'])
  return takeFloats(scene.runtime, statistics!)
}

/** The student's table of texts behind their own prompts. */
export function studentTable(scene: Scene, tasks: readonly Task[], texts: readonly Text[]): Tensors {
  const prompts = texts.map(({ task }) => tasks[task]!.prompt)
  return tableOf(scene.runtime.ort, prompts, texts, scene.student.shape.maxPositions)
}

/** The texts of a step, read by everybody that the phase needs. */
export interface ReadTexts {
  readonly batch: Batch
  /** The student's table. */
  readonly table: Tensors
  /** [rows, vocabulary], on the device; null where the recipe has no teacher. The caller's to dispose of. */
  readonly teacherLogits: Tensor | null
  /**
   * Tokens of prompts and texts that each model reads in this step, the gradient's own pass included; `gradient`: those of
   * that pass alone.
   */
  readonly read: { readonly teacher: number; readonly student: number; readonly gradient: number }
}

/**
 * Fills the columns that the phase needs.
 * @param session the student's measure, opened for phases that need it
 * @throws EngineError 'too-long', and whatever the sessions throw
 */
export async function readTexts(
  scene: Scene,
  program: PhaseProgram,
  tasks: readonly Task[],
  texts: readonly Text[],
  session: GraphSession | null,
): Promise<ReadTexts> {
  const { student } = scene
  const batch = batchOf(texts, student.vocabulary, student.shape.eosIds)
  const table = studentTable(scene, tasks, texts)
  const once = tokensOf(
    texts.map(({ task }) => tasks[task]!.prompt),
    texts,
  )
  const teacher = program.taught ? await teacherReads(scene, tasks, texts, program.topEntropy) : null
  if (teacher) fillColumns(batch, TEACHER_STATISTICS, teacher.statistics)
  if (program.needs.reference) batch.columns.referenceLogp.set(await referenceLogps(scene, table))
  const measured = session !== null && program.needs.studentStatistics
  if (measured)
    fillColumns(batch, statisticsOf(program.taught), await measure(scene, session, table, teacher?.logits ?? null))
  const passes = 1 + Number(program.needs.reference) + Number(measured)
  return {
    batch,
    table,
    teacherLogits: teacher?.logits ?? null,
    read: { teacher: teacher?.tokens ?? 0, student: once * passes, gradient: once },
  }
}

/** Log-probs of the rows' tokens under the latest snapshot, else under the starting weights. */
async function referenceLogps(scene: Scene, table: Tensors): Promise<Float64Array> {
  const { copies, networks, runtime, student } = scene
  const reference = copies.has('snapshot') ? copies.of('snapshot') : copies.of('start')
  const { row_logits, statistics } = await networks.score(student, reference, table, null)
  await runtime.mutex.run(() => row_logits!.dispose())
  const numbers = await takeFloats(runtime, statistics!)
  const width = TEACHER_STATISTICS.length
  const column = TEACHER_STATISTICS.indexOf('teacherLogp')
  return Float64Array.from({ length: numbers.length / width }, (_, row) => numbers[row * width + column]!)
}

function tokensOf(prompts: readonly (readonly number[])[], texts: readonly Text[]): number {
  return texts.reduce((sum, { tokens }, i) => sum + tokens.length + prompts[i]!.length, 0)
}
