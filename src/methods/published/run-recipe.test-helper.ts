/**
 * @file Runs one phase of a recipe on the tiny case as the page would: table of the step, feeds, graph, ONNX Runtime; and
 * compares loss and gradient with a published formula.
 */
import * as ort from 'onnxruntime-node'
import { expect } from 'vitest'
import { serialize } from '../../onnx/model.ts'
import { type Batch, type Columns, emptyColumns } from '../batch.ts'
import { compile } from '../compile.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { mixOf } from '../teacher-mix.ts'
import type { PublishedLoss } from './common.ts'
import { at, entropy, kl, logSoftmax, softmax, topIndices, totalVariation } from './maths.ts'
import { type TinyCase, VOCABULARY } from './tiny-case.ts'

export interface LossAndGradient {
  readonly loss: number
  /** d loss / d student logits, [rows][VOCABULARY]. */
  readonly grad: readonly (readonly number[])[]
}

/** @param progress steps done / steps of the run */
export async function runRecipe(
  recipe: Recipe,
  phaseIndex: number,
  world: TinyCase,
  progress: number,
): Promise<LossAndGradient> {
  const program = at(compile(recipe).phases, phaseIndex)
  const { graph, lossInputs } = program.lossGraph(VOCABULARY, 'float64')
  const rows = world.tokens.length
  const matrix = (logits: readonly (readonly number[])[]) =>
    new ort.Tensor('float64', Float64Array.from(logits.flat()), [rows, at(logits, 0).length])
  const inputs: Record<string, ort.Tensor> = {
    student_logits: matrix(world.frozen),
    targets: new ort.Tensor('int32', Int32Array.from(world.tokens), [rows]),
    ...(program.taught ? { teacher_logits: matrix(teacherTable(recipe, world)) } : {}),
  }
  const batch = tableOf(recipe, world, program.topEntropy ?? VOCABULARY)
  const feeds = program.feeds(lossInputs, batch, progress, (row) => at(world.uniform, row))
  for (const [name, { data, dims }] of feeds) inputs[name] = new ort.Tensor('float64', data, dims)
  const session = await ort.InferenceSession.create(serialize(graph), { intraOpNumThreads: 1 })
  try {
    const { loss, grad_logits } = await session.run(inputs)
    const flat = Array.from(grad_logits?.data as Float64Array)
    return {
      loss: Number(loss?.data[0]),
      grad: Array.from({ length: rows }, (_, row) => flat.slice(row * VOCABULARY, (row + 1) * VOCABULARY)),
    }
  } finally {
    await session.release()
  }
}

const STEP = 1e-5

/**
 * The recipe's loss is the published one to 1e-9, its gradient that formula's central differences to 1e-6, and there is a
 * gradient at all.
 */
export async function expectMatches(
  recipe: Recipe,
  phaseIndex: number,
  world: TinyCase,
  progress: number,
  published: PublishedLoss,
): Promise<void> {
  const { loss, grad } = await runRecipe(recipe, phaseIndex, world, progress)
  const expected = published(world.frozen, world)
  expect(Math.abs(loss - expected), `loss ${loss}, published ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(expected)),
  )
  const moved = (row: number, v: number, by: number) =>
    published(
      world.frozen.map((logits, i) => (i === row ? logits.map((x, j) => (j === v ? x + by : x)) : logits)),
      world,
    )
  for (const [row, entries] of grad.entries())
    for (const [v, entry] of entries.entries()) {
      const slope = (moved(row, v, STEP) - moved(row, v, -STEP)) / (2 * STEP)
      expect(Math.abs(entry - slope), `row ${row}, entry ${v}: ${entry}, published ${slope}`).toBeLessThanOrEqual(1e-6)
    }
  expect(Math.max(...grad.flat().map(Math.abs))).toBeGreaterThan(1e-4)
}

type Logits = readonly (readonly number[])[]

/** The teachers' logits as the graph takes them: one table, a row from the expert of its problem, a product, or side by side. */
function teacherTable({ teacher }: Recipe, world: TinyCase): Logits {
  const { kind, parts } = mixOf(teacher)
  const tables = Object.values(world.teachers ?? {})
  if (tables.length === 0) {
    return kind === 'each' ? world.teacher.map((row) => parts.flatMap(() => row)) : world.teacher
  }
  const problemOf = (row: number) => world.texts.find(({ rows }) => rows.includes(row))?.problem ?? 0
  return world.tokens.map((_, row) => {
    const each = tables.map((table) => at(table, row))
    if (kind === 'each') return each.flat()
    if (kind === 'routed') return at(each, problemOf(row) % each.length)
    const logs = each.map(logSoftmax)
    return at(logs, 0).map((_, v) => logs.reduce((sum, log, k) => sum + at(parts, k).weight * at(log, v), 0))
  })
}

/** The table of the step with the columns of every teacher that the loss is taken against. */
function tableOf(recipe: Recipe, world: TinyCase, topEntropy: number): Batch {
  const { kind, parts } = mixOf(recipe.teacher)
  const tables = Object.values(world.teachers ?? {})
  if (kind !== 'each') {
    const batch = batchOf({ ...world, teacher: teacherTable(recipe, world) }, topEntropy)
    if (kind !== 'product' || tables.length === 0) return batch
    const weights = parts.map(({ weight }) => weight)
    const [most, least] = [Math.max(...weights), Math.min(...weights)].map((w) => at(tables, weights.indexOf(w)))
    batch.columns.teacherSpread.forEach((_, row, column) => {
      column[row] = totalVariation(softmax(at(most ?? [], row)), softmax(at(least ?? [], row)))
    })
    return batch
  }
  const each = parts.map((_, k) => batchOf({ ...world, teacher: tables[k] ?? world.teacher }, topEntropy))
  return { ...at(each, 0), voices: each.map(({ columns }) => columns) }
}

/** The table of the step, from the definitions of its columns. */
function batchOf(world: TinyCase, topEntropy: number): Batch {
  const rows = world.tokens.length
  const columns: Columns = emptyColumns(rows)
  for (let row = 0; row < rows; row++) {
    const token = at(world.tokens, row)
    const teacher = at(world.teacher, row)
    const [pS, pT] = [softmax(at(world.frozen, row)), softmax(teacher)]
    columns.behaviourLogp[row] = at(world.behaviour, row)
    columns.referenceLogp[row] = at(world.reference, row)
    columns.studentLogp[row] = at(logSoftmax(at(world.frozen, row)), token)
    columns.studentEntropy[row] = entropy(pS)
    columns.teacherLogp[row] = at(logSoftmax(teacher), token)
    columns.teacherEntropy[row] = entropy(pT)
    columns.forwardKl[row] = kl(pT, pS)
    columns.reverseKl[row] = kl(pS, pT)
    columns.tvd[row] = totalVariation(pS, pT)
    columns.teacherRank[row] = 1 + teacher.filter((x) => x > at(teacher, token)).length
    columns.teacherTopEntropy[row] = entropy(softmax(topIndices(teacher, topEntropy).map((v) => at(teacher, v))))
    columns.teacherLogit[row] = at(teacher, token)
    columns.teacherMaxLogit[row] = Math.max(...teacher)
  }
  return {
    rows,
    texts: world.texts.map(({ rows: own, ...text }) => ({ ...text, first: at(own, 0), length: own.length })),
    tokens: Int32Array.from(world.tokens),
    special: Uint8Array.from(world.special, Number),
    ...(world.refused && { refused: Uint8Array.from(world.refused, Number) }),
    columns,
  }
}
