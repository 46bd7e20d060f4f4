/**
 * @file A recipe's loss on logits that are given: the table of the step, its weights and advantages, and the loss graph, all as
 * in training, but in float64 on ONNX Runtime, so that the numbers are good to some twelve digits.
 */
import * as ort from 'onnxruntime-node'
import { fillColumns } from '../engine/training/batch-tensors.ts'
import { type Batch, emptyColumns, type TextRows } from '../methods/batch.ts'
import { compile, type PhaseProgram } from '../methods/compile.ts'
import {
  PAIR_STATISTICS,
  STUDENT_STATISTICS,
  studentStatistics,
  TEACHER_STATISTICS,
  teacherStatistics,
} from '../methods/graph/statistics.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { RolloutDraw } from '../methods/recipe/rollouts.ts'
import { termNames } from '../methods/term-names.ts'
import { logSoftmax } from '../network/layers.ts'
import { Graph } from '../onnx/graph.ts'
import { serialize } from '../onnx/model.ts'
import * as o from '../onnx/ops.ts'
import type { CaseText, LossCase } from './loss-case.ts'
import { bad } from './option-values.ts'

/** The answer of `lab loss`. */
export interface LossAnswer {
  /** nats; with the recipe's own denominators. */
  readonly loss: number
  /** d loss / d student logits, [positions][vocabulary], in the order of the case. */
  readonly grad_logits: readonly (readonly number[])[]
  /** The terms with weights and coefficients; they add up to the loss. */
  readonly terms: Readonly<Record<string, number>>
}

type Logits = readonly (readonly number[])[]

/** @throws EngineError 'bad-request' where the case does not fit the recipe */
export async function lossOf(recipe: Recipe, given: LossCase): Promise<LossAnswer> {
  const program = phaseOf(recipe, given)
  const { draws } = program.phase.rollouts
  const texts = given.texts.map((text, i) => ({ ...text, draw: drawOf(text.draw, draws, `texts[${i}].draw`) }))
  const order = rowOrder(texts, given.student.length)
  const pick = <T>(values: readonly T[]): readonly T[] => order.map((position) => values[position]!)
  const student = pick(given.student)
  const teacher = program.taught ? pick(teacherOf(recipe, given)) : null
  const tokens = Int32Array.from(pick(given.tokens))
  const batch: Batch = {
    rows: order.length,
    texts: textRows(texts),
    tokens,
    special: Uint8Array.from(pick(given.special), Number),
    columns: emptyColumns(order.length),
  }
  await measure(batch, student, teacher, program.topEntropy)
  // Without log-probs of their own the texts count as just written by the student as it is, which is also where it began.
  batch.columns.behaviourLogp.set(given.behaviour ? pick(given.behaviour) : batch.columns.studentLogp)
  batch.columns.referenceLogp.set(given.reference ? pick(given.reference) : batch.columns.studentLogp)
  const { graph, lossInputs } = program.lossGraph(student[0]!.length, 'float64')
  const inputs: Record<string, ort.Tensor> = { ...modelInputs(student, teacher, tokens) }
  const uniform = pick(given.uniform)
  for (const [name, { data, dims }] of program.feeds(lossInputs, batch, given.progress, (row) => uniform[row]!))
    inputs[name] = new ort.Tensor('float64', data, dims)
  const out = await runGraph(graph, inputs)
  const names = termNames(program.phase.loss)
  return {
    loss: out.loss![0]!,
    grad_logits: unordered(rowsOf(out.grad_logits!, student[0]!.length), order),
    terms: Object.fromEntries(names.map((name, i) => [name, out[`term_${i}`]![0]!])),
  }
}

function phaseOf(recipe: Recipe, { phase, progress }: LossCase): PhaseProgram {
  const program = compile(recipe)
  if (phase === null) return program.phaseAt(progress)
  const chosen = program.phases[phase]
  if (chosen) return chosen
  const last = program.phases.length - 1
  throw bad(
    `phase is ${phase}, and ${recipe.id} has ${last === 0 ? 'one phase' : `${last + 1} phases`}.`,
    last === 0 ? 'Give 0, or leave it out.' : `Give one from 0 to ${last}, or leave it out.`,
  )
}

/**
 * The recipe's own id of the draw that a case names: the id itself, or the writer where one draw alone is by it. "student" also
 * stands for a copy of the student (its start, a snapshot, its future) and "teacher" for the data, where nobody else is called
 * so, and both for a phase's only draw.
 */
function drawOf(name: string, draws: readonly RolloutDraw[], where: string): string {
  const kin: Readonly<Record<string, readonly string[]>> = {
    student: ['start', 'snapshot', 'ema', 'future'],
    teacher: ['data'],
  }
  const choices = [
    draws.filter(({ id }) => id === name),
    draws.filter(({ writer }) => writer === name),
    draws.filter(({ writer }) => kin[name]?.includes(writer)),
    name in kin && draws.length === 1 ? draws : [],
  ]
  const found = choices.find((some) => some.length > 0)
  if (found?.length === 1) return found[0]!.id
  const known = draws.map(({ id, writer }) => `"${id}" (written by ${writer})`).join(', ')
  throw bad(
    `${where} is "${name}", which ${found ? 'several draws' : 'no draw'} of the phase ${found ? 'are' : 'is'} called.`,
    `Use one of ${known}.`,
  )
}

function teacherOf(recipe: Recipe, { teachers }: LossCase): Logits {
  if (!teachers) throw bad('teacher_logits is missing.', `Give them: ${recipe.id} has a teacher.`)
  if (!(teachers instanceof Map)) return teachers as Logits
  const named = teachers as ReadonlyMap<string, Logits>
  const [first] = named.values()
  if (named.size === 1 && first) return first
  const wanted = recipe.teacher?.kind === 'larger' ? recipe.teacher.model : undefined
  const own = wanted === undefined ? undefined : named.get(wanted)
  if (own) return own
  const names = [...named.keys()].join(', ')
  throw bad(
    `teacher_logits names ${named.size} teachers (${names}), and ${recipe.id} has one.`,
    'Give the logits of that one.',
  )
}

/** Positions of the texts, each text's in a block, then those that belong to none. */
function rowOrder(texts: readonly CaseText[], positions: number): readonly number[] {
  const taken = texts.flatMap(({ rows }) => rows)
  const isTaken = new Set(taken)
  return [...taken, ...Array.from({ length: positions }, (_, i) => i).filter((i) => !isTaken.has(i))]
}

function textRows(texts: readonly CaseText[]): readonly TextRows[] {
  let first = 0
  return texts.map(({ draw, problem, rows, right, reward, answer, firstWrongRow }) => {
    const wrong = firstWrongRow === null ? null : first + rows.indexOf(firstWrongRow)
    const text = { draw, problem, first, length: rows.length, right, reward, answer, firstWrongRow: wrong }
    first += rows.length
    return text
  })
}

/** Fills the columns that the models' logits give, by the engine's own statistics graphs. */
async function measure(
  batch: Batch,
  student: Logits,
  teacher: Logits | null,
  topEntropy: number | null,
): Promise<void> {
  const g = new Graph('statistics', 'What is known of every row before the step.', 'float64')
  const vocabulary = student[0]!.length
  const logits = g.input('student_logits', 'float64', ['rows', vocabulary])
  const teacherLogits = teacher ? g.input('teacher_logits', 'float64', ['rows', vocabulary]) : null
  const targets = g.input('targets', 'int32', ['rows'])
  const logS = logSoftmax(g, logits)
  g.output('own', studentStatistics(g, logS, o.exp(g, logS), targets, teacherLogits))
  if (teacherLogits) g.output('teacher', teacherStatistics(g, teacherLogits, targets, topEntropy))
  const { own, teacher: others } = await runGraph(g, modelInputs(student, teacher, batch.tokens))
  fillColumns(batch, teacher ? PAIR_STATISTICS : STUDENT_STATISTICS, own!)
  if (others) fillColumns(batch, TEACHER_STATISTICS, others)
}

function modelInputs(student: Logits, teacher: Logits | null, tokens: Int32Array): Record<string, ort.Tensor> {
  const matrix = (logits: Logits) =>
    new ort.Tensor('float64', Float64Array.from(logits.flat()), [logits.length, logits[0]!.length])
  return {
    student_logits: matrix(student),
    ...(teacher ? { teacher_logits: matrix(teacher) } : {}),
    targets: new ort.Tensor('int32', tokens, [tokens.length]),
  }
}

/** Runs a graph once; inputs that it does not read are left out. */
async function runGraph(
  graph: Graph,
  inputs: Readonly<Record<string, ort.Tensor>>,
): Promise<Record<string, Float64Array>> {
  const session = await ort.InferenceSession.create(serialize(graph), { intraOpNumThreads: 1 })
  try {
    const read = Object.entries(inputs).filter(([name]) => session.inputNames.includes(name))
    const out = await session.run(Object.fromEntries(read))
    return Object.fromEntries(Object.entries(out).map(([name, tensor]) => [name, tensor.data as Float64Array]))
  } finally {
    await session.release()
  }
}

function rowsOf(flat: Float64Array, width: number): Logits {
  return Array.from({ length: flat.length / width }, (_, row) =>
    Array.from(flat.subarray(row * width, (row + 1) * width)),
  )
}

function unordered(rows: Logits, order: readonly number[]): Logits {
  const out: (readonly number[])[] = new Array(order.length)
  order.forEach((position, row) => {
    out[position] = rows[row]!
  })
  return out
}
