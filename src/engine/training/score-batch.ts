/**
 * @file Both models score the completions of a step: the teacher behind its own prompt, the student behind its own, aligned
 * row by row. Logits stay on the device; what comes back are a few numbers a row.
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
import { batchOf, batchTensors, fillColumns } from './batch-tensors.ts'
import type { Completion, Prompt } from './completions.ts'
import { type GraphSession, openGraphSession, type Tensors, takeFloats } from './graph-session.ts'
import { type RunContext, teacherOf, teacherPrompt } from './run-context.ts'

/** The teacher's logits and statistics on completions. */
export interface TeacherScores {
  /** [rows, vocabulary], on the device; the caller's to dispose of. */
  readonly logits: Tensor
  /** [rows, 6], columns TEACHER_STATISTICS. */
  readonly statistics: Float32Array
  /** Tokens of its prompts and the completions. */
  readonly tokens: number
}

/** Scores with the recipe's teacher and its context; for recipes without one with the larger model, without any. */
export async function scoreWithTeacher(
  run: RunContext,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
  topEntropy: number | null,
): Promise<TeacherScores> {
  const { networks, runtime, setup } = run
  const { network, weights } = teacherOf(run, setup.recipe.teacher)
  const promptIds = completions.map((completion) =>
    teacherPrompt(
      prompts[completion.promptIndex]!.problem,
      setup.recipe.context,
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
    tokens: tokensOf(promptIds, completions),
  }
}

/** The first other right completion of the same draw and problem. */
function rightSibling(own: Completion, completions: readonly Completion[]): string | undefined {
  return completions.find(
    (other) =>
      other !== own &&
      other.draw === own.draw &&
      other.promptIndex === own.promptIndex &&
      other.verdict.status === 'right',
  )?.text
}

/** The student's statistics of given rows; with the teacher's logits also the divergences. */
export async function openStudentScorer(run: RunContext, taught: boolean): Promise<GraphSession> {
  const { config } = run.student
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
    runtime: run.runtime,
    bytes: serialize(graph),
    stay: [],
  })
}

/** The columns that `openStudentScorer` and the training graph give. */
export const statisticsOf = (taught: boolean) => (taught ? PAIR_STATISTICS : STUDENT_STATISTICS)

/** Runs `openStudentScorer`'s graph with the current weights. @returns [rows, n], columns `statisticsOf(teacher !== null)` */
export async function scoreWithStudent(
  run: RunContext,
  session: GraphSession,
  tensors: Tensors,
  teacher: Tensor | null,
): Promise<Float32Array> {
  const feeds = { params: run.currentWeights().tensor, ...tensors, ...(teacher ? { teacher_logits: teacher } : {}) }
  const { statistics } = await session.run(feeds, ['statistics'])
  return takeFloats(run.runtime, statistics!)
}

/** The tensors of completions behind the student's own prompts. */
export function studentTensors(
  run: RunContext,
  prompts: readonly Prompt[],
  completions: readonly Completion[],
): Tensors {
  const promptIds = completions.map(({ promptIndex }) => prompts[promptIndex]!.ids)
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
): Promise<ScoredBatch> {
  const { student } = run
  const batch = batchOf(completions, student.vocabulary, student.shape.eosIds)
  const tensors = studentTensors(run, prompts, completions)
  const once = tokensOf(
    completions.map(({ promptIndex }) => prompts[promptIndex]!.ids),
    completions,
  )
  const teacher = program.taught ? await scoreWithTeacher(run, prompts, completions, program.topEntropy) : null
  if (teacher) fillColumns(batch, TEACHER_STATISTICS, teacher.statistics)
  if (program.needs.reference) batch.columns.referenceLogp.set(await referenceLogps(run, tensors))
  const measured = session !== null && program.needs.studentStatistics
  if (measured)
    fillColumns(
      batch,
      statisticsOf(program.taught),
      await scoreWithStudent(run, session, tensors, teacher?.logits ?? null),
    )
  const passes = 1 + Number(program.needs.reference) + Number(measured)
  return {
    batch,
    tensors,
    teacherLogits: teacher?.logits ?? null,
    tokensRead: { teacher: teacher?.tokens ?? 0, student: once * passes, gradient: once },
  }
}

/** Log-probs of the rows' tokens under the latest snapshot, else under the starting weights. */
async function referenceLogps(run: RunContext, tensors: Tensors): Promise<Float64Array> {
  const { snapshots, networks, runtime, student } = run
  const reference = snapshots.has('snapshot') ? snapshots.of('snapshot') : snapshots.of('start')
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
