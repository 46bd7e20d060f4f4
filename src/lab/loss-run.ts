/**
 * @file A recipe's loss on logits that are given: the table of the step, its weights and advantages, and the loss graph, all as
 * in training, but in float64 on ONNX Runtime, so that the numbers are good to some twelve digits.
 */
import * as ort from 'onnxruntime-node'
import { fillColumns } from '../engine/training/batch-tensors.ts'
import { statisticsOf } from '../engine/training/score-batch.ts'
import { type Batch, emptyColumns, type TextRows } from '../methods/batch.ts'
import { compile, type PhaseProgram } from '../methods/compile.ts'
import { pairsOf } from '../methods/feeds.ts'
import { buildJoin, JOINED_STATISTICS } from '../methods/graph/join.ts'
import {
  DIVERGENCE_STATISTICS,
  STUDENT_STATISTICS,
  sideBySide,
  studentStatistics,
  TEACHER_STATISTICS,
  teacherStatistics,
} from '../methods/graph/statistics.ts'
import { readsTeacher } from '../methods/needs.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { RolloutDraw } from '../methods/recipe/rollouts.ts'
import { mixOf, type TeacherMix, type TeacherPart } from '../methods/teacher-mix.ts'
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
  const teacher = program.taught ? teachersOf(recipe, given, program).map(pick) : null
  const tokens = Int32Array.from(pick(given.tokens))
  const rows = textRows(texts)
  const mix = mixOf(recipe.teacher)
  const joined = teacher && (await join(mix, teacher, masksOf(recipe, given, order), tokens, program.topEntropy))
  paired(program, rows)
  const batch: Batch = {
    rows: order.length,
    texts: rows,
    tokens,
    special: Uint8Array.from(pick(given.special), Number),
    ...(given.refused && { refused: Uint8Array.from(pick(given.refused), Number) }),
    columns: emptyColumns(order.length),
    ...(program.taught &&
      program.voices.length > 1 && { voices: program.voices.map(() => emptyColumns(order.length)) }),
  }
  await measure(batch, student, joined, teacher, program)
  // Without log-probs of their own the texts count as just written by the student as it is, which is also where it began.
  batch.columns.behaviourLogp.set(given.behaviour ? pick(given.behaviour) : batch.columns.studentLogp)
  batch.columns.referenceLogp.set(given.reference ? pick(given.reference) : batch.columns.studentLogp)
  for (const voice of batch.voices ?? [])
    for (const name of ['behaviourLogp', 'referenceLogp', ...STUDENT_STATISTICS] as const)
      voice[name].set(batch.columns[name])
  const { graph, lossInputs } = program.lossGraph(student[0]!.length, 'float64')
  const inputs: Record<string, ort.Tensor> = { ...modelInputs(student, joined?.logits ?? null, tokens) }
  const uniform = pick(given.uniform)
  for (const [name, { data, dims }] of program.feeds(lossInputs, batch, given.progress, (row) => uniform[row]!))
    inputs[name] = new ort.Tensor('float64', data, dims)
  const out = await runGraph(graph, inputs)
  if (![out.loss!, out.grad_logits!].every((values) => values.every(Number.isFinite)))
    throw bad(
      `The loss of ${recipe.id} or its gradient is no finite number on this case.`,
      'Give logits within 1e4 of each other; a word that is ruled out may have -1e4.',
    )
  const names = termNames(program.phase.loss)
  return {
    loss: out.loss![0]!,
    grad_logits: unordered(rowsOf(out.grad_logits!, student[0]!.length), order),
    terms: Object.fromEntries(names.map((name, i) => [name, out[`term_${i}`]![0]!])),
  }
}

/** @throws where all of the loss is preferences and no problem has texts on both sides: 0 would pass for an answer */
function paired({ phase }: PhaseProgram, texts: readonly TextRows[]): void {
  const preferences = phase.loss.filter((term) => term.kind === 'preference')
  if (preferences.length < phase.loss.length || preferences.some((term) => pairsOf(term, { texts }).length > 0)) return
  const sides = preferences.map(({ chosen, rejected }) => `"${chosen}" and one of "${rejected}"`).join(', or of ')
  throw bad('No problem of texts has a pair to compare.', `Give a text of ${sides} with the same problem.`)
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

/**
 * The logits of every model that the teacher is made of, in the recipe's order: by the recipe's names, or in the case's order where
 * it calls them otherwise. One table without a name stands for all of them, and none is due where no loss of the phase reads any.
 */
function teachersOf(recipe: Recipe, { teachers, student }: LossCase, { phase }: PhaseProgram): readonly Logits[] {
  const { parts } = mixOf(recipe.teacher)
  if (!teachers) {
    // The graph has a place for them, which a phase that only imitates texts never reads.
    if (!phase.loss.some(readsTeacher)) return parts.map(() => student)
    throw bad('teacher_logits is missing.', `Give them: ${recipe.id} has a teacher.`)
  }
  if (!(teachers instanceof Map)) return parts.map(() => teachers as Logits)
  const named = teachers as ReadonlyMap<string, Logits>
  const [first] = named.values()
  if (named.size === 1 && first) return parts.map(() => first)
  const wanted = parts.map((part) => nameOf(recipe, part))
  const own = wanted.map((name) => (name === undefined ? undefined : named.get(name)))
  if (own.every((logits) => logits !== undefined)) return own as readonly Logits[]
  if (parts.length > 1 && named.size === parts.length) return [...named.values()]
  const names = [...named.keys()].join(', ')
  throw bad(
    `teacher_logits names ${named.size} teachers (${names}), and ${recipe.id} has ${parts.length === 1 ? 'one' : parts.length}.`,
    parts.length === 1 ? 'Give the logits of that one.' : `Give those of ${wanted.join(', ')}.`,
  )
}

/** What a recipe calls one of the models that its teacher is made of. */
function nameOf({ teacher }: Recipe, { model, context }: TeacherPart): string | undefined {
  return model ?? context ?? (teacher?.kind === 'larger' ? teacher.model : undefined)
}

/** For each model of a routed teacher, 1 on the rows that it reads: by name, or problem by problem in turn. */
function masksOf(recipe: Recipe, { texts, teachers }: LossCase, order: readonly number[]): readonly Float64Array[] {
  const { kind, parts } = mixOf(recipe.teacher)
  if (kind !== 'routed') return []
  const called = teachers instanceof Map ? [...teachers.keys()] : []
  const expertOf = (text: CaseText, i: number): number => {
    if (text.teacher === null) return text.problem % parts.length
    const by = [parts.map((part) => nameOf(recipe, part)), parts.map(({ world }) => world as string), called]
    const found = by.map((names) => names.indexOf(text.teacher ?? '')).find((at) => at >= 0)
    if (found !== undefined && found < parts.length) return found
    const known = (by[0] ?? []).map((name) => `"${name}"`).join(', ')
    throw bad(`texts[${i}].teacher is "${text.teacher}".`, `Use one of ${known}.`)
  }
  const experts = new Map(texts.flatMap((text, i) => text.rows.map((row) => [row, expertOf(text, i)] as const)))
  return parts.map((_, k) => Float64Array.from(order, (row) => Number((experts.get(row) ?? 0) === k)))
}

interface Joined {
  readonly logits: Logits
  /** [rows, 7], columns JOINED_STATISTICS; null where the loss is taken against each model. */
  readonly statistics: Float64Array | null
}

/** Several models' logits as the loss reads them, by the engine's own graph. */
async function join(
  mix: TeacherMix,
  tables: readonly Logits[],
  masks: readonly Float64Array[],
  tokens: Int32Array,
  topEntropy: number | null,
): Promise<Joined> {
  const [first] = tables
  if (mix.kind === 'one') return { logits: first!, statistics: null }
  const vocabulary = first![0]!.length
  const graph = buildJoin(mix, vocabulary, topEntropy, 'float64')
  const out = await runGraph(graph, {
    ...Object.fromEntries(tables.map((table, k) => [`logits_${k}`, matrix(table)])),
    ...Object.fromEntries(masks.map((mask, k) => [`mask_${k}`, new ort.Tensor('float64', mask, [mask.length, 1])])),
    targets: new ort.Tensor('int32', tokens, [tokens.length]),
  })
  const width = mix.kind === 'each' ? vocabulary * tables.length : vocabulary
  return { logits: rowsOf(out.logits!, width), statistics: out.statistics ?? null }
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
  joined: Joined | null,
  teachers: readonly Logits[] | null,
  { topEntropy, voices, taught }: PhaseProgram,
): Promise<void> {
  const g = new Graph('statistics', 'What is known of every row before the step.', 'float64')
  const vocabulary = student[0]!.length
  const logits = g.input('student_logits', 'float64', ['rows', vocabulary])
  const all = joined ? g.input('teacher_logits', 'float64', ['rows', joined.logits[0]!.length]) : null
  const targets = g.input('targets', 'int32', ['rows'])
  const logS = logSoftmax(g, logits)
  g.output('own', studentStatistics(g, logS, o.exp(g, logS), targets, all, voices))
  const tables = all ? sideBySide(g, all, voices.length) : []
  tables.forEach((table, k) => {
    g.output(`teacher_${k}`, teacherStatistics(g, table, targets, topEntropy))
  })
  const out = await runGraph(g, modelInputs(student, joined?.logits ?? null, batch.tokens))
  const { names, width } = statisticsOf(taught, voices)
  fillColumns(batch.columns, names, out.own!, { width })
  if (!teachers) return
  if (joined?.statistics) fillColumns(batch.columns, JOINED_STATISTICS, joined.statistics)
  else fillColumns(batch.columns, TEACHER_STATISTICS, out.teacher_0!)
  batch.voices?.forEach((columns, k) => {
    const from = names.length + k * DIVERGENCE_STATISTICS.length
    fillColumns(columns, DIVERGENCE_STATISTICS, out.own!, { from, width })
    fillColumns(columns, TEACHER_STATISTICS, out[`teacher_${k}`]!)
  })
}

const matrix = (logits: Logits) =>
  new ort.Tensor('float64', Float64Array.from(logits.flat()), [logits.length, logits[0]!.length])

function modelInputs(student: Logits, teacher: Logits | null, tokens: Int32Array): Record<string, ort.Tensor> {
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
