/**
 * Three positions of a tiny vocabulary, the loss graph on them, and what the references of every term are made of: plain loops that
 * share no code with the graphs.
 */
import * as ort from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { gradients } from '../../onnx/autodiff.ts'
import { Graph } from '../../onnx/graph.ts'
import { serialize } from '../../onnx/model.ts'
import type { Value } from '../../onnx/types.ts'
import type { Term } from '../recipe/terms.ts'
import { emitLoss } from './loss.ts'

export type Rows = readonly (readonly number[])[]
/** A name, a term, and its loss by its formula. */
export type Case = readonly [string, Term, (rows: Rows) => number]

const V = 7
const wave = (salt: number) => Array.from({ length: V }, (_, v) => 3 * Math.sin(v * 12.9898 + salt * 78.233))
export const STUDENT = [wave(1), wave(2), wave(3)]
export const TEACHER = [wave(1.4), wave(2.7), wave(9)]
export const TOKENS = [2, 5, 0]
const ROWS = STUDENT.length

interface Run {
  readonly loss: number
  readonly grad: readonly number[][]
}

/** The loss of some terms and its gradient by the student's logits, in float64. @param feeds numbers of the table, by input */
export async function run(
  terms: readonly Term[],
  feeds: Readonly<Record<string, readonly number[]>> = {},
): Promise<Run> {
  const g = new Graph('test', 'test', 'float64')
  const logits = g.input('student_logits', 'float64', ['rows', V])
  const teacher = g.input('teacher_logits', 'float64', ['rows', V])
  const tokens = g.input('targets', 'int32', ['rows'])
  const emitted = emitLoss(g, terms, { student: logits, teachers: () => [teacher], voices: 1, tokens })
  const [gradient] = gradients(g, emitted.loss, [logits]) as [Value]
  g.output('loss', emitted.loss)
  g.output('grad', gradient)
  const session = await ort.InferenceSession.create(serialize(g), { intraOpNumThreads: 1 })
  const grid = (rows: Rows) => new ort.Tensor('float64', Float64Array.from(rows.flat()), [rows.length, V])
  const given = Object.fromEntries(
    emitted.inputs.names.map((name) => {
      const data = Float64Array.from(feeds[name] ?? new Array(ROWS).fill(1))
      const pairs = name.startsWith('chosen') || name.startsWith('rejected')
      const scalar = name.startsWith('coefficient')
      const target = name.startsWith('target')
      const dims = scalar ? [] : pairs ? [data.length / ROWS, ROWS] : target ? [data.length, 1] : [data.length]
      return [name, new ort.Tensor('float64', scalar ? data.slice(0, 1) : data, dims)]
    }),
  )
  const out = await session.run({
    student_logits: grid(STUDENT),
    ...(session.inputNames.includes('teacher_logits') ? { teacher_logits: grid(TEACHER) } : {}),
    ...(session.inputNames.includes('targets')
      ? { targets: new ort.Tensor('int32', Int32Array.from(TOKENS), [ROWS]) }
      : {}),
    ...given,
  })
  const flat = Array.from((out.grad as ort.Tensor).data as Float64Array)
  return {
    loss: ((out.loss as ort.Tensor).data as Float64Array)[0] ?? Number.NaN,
    grad: STUDENT.map((_, r) => flat.slice(r * V, (r + 1) * V)),
  }
}

/** Equal but for a relative error of 10^-digits, absolute below 1. */
export function close(found: number, wanted: number, digits = 9): void {
  expect(Math.abs(found - wanted)).toBeLessThan(10 ** -digits * Math.max(1, Math.abs(wanted)))
}

export const REFERENCE = [-1.2, -0.4, -2.2]
export const BEHAVIOUR = [-1, -0.9, -1.5]
export const TEACHER_LOGP = TOKENS.map((y, r) => Math.log(softmax(TEACHER[r]!)[y]!))
/** The table of the step, by input. */
export const FEEDS = {
  weight_0: [0.5, 1, 2],
  advantage_0: [1.5, -0.7, 0.4],
  behaviour_logp: BEHAVIOUR,
  reference_logp: REFERENCE,
  teacher_logp: TEACHER_LOGP,
  uniform: [0.3, 0.8, 0.55],
  coefficient_0: [0.8],
  chosen_0: [1, 1, 0],
  rejected_0: [0, 0, 1],
  target_0: [0.7],
}

/** log p_S of the tokens. */
export const logps = (rows: Rows) => rows.map((row, r) => Math.log(softmax(row)[TOKENS[r]!]!))

/** Summed with the weights of the feeds. */
export const weighed = (losses: readonly number[]) => losses.reduce((sum, x, r) => sum + x * FEEDS.weight_0[r]!, 0)

/** Logits with one entry moved. */
const moved = (r: number, v: number, by: number): Rows =>
  STUDENT.map((row, i) => row.map((x, j) => (i === r && j === v ? x + by : x)))

/** The gradient of a reference at one entry, by central differences. */
export const slope = (reference: (rows: Rows) => number, r: number, v: number): number =>
  (reference(moved(r, v, 1e-5)) - reference(moved(r, v, -1e-5))) / 2e-5

/** A test for each: the value by its formula, the gradient at every entry. */
export function testCases(cases: readonly Case[]): void {
  for (const [name, one, reference] of cases)
    it(`${name}: the value by its formula, the gradient by central differences`, async () => {
      const found = await run([one], FEEDS)
      close(found.loss, reference(STUDENT))
      STUDENT.forEach((row, r) => {
        row.forEach((_, v) => {
          close(found.grad[r]![v]!, slope(reference, r, v), 7)
        })
      })
    })
}

export function softmax(row: readonly number[]): number[] {
  const total = row.reduce((sum, x) => sum + Math.exp(x), 0)
  return row.map((x) => Math.exp(x) / total)
}
