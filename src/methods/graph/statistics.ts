/**
 * @file What is known of every row before the step, computed where the logits are, so that full logits never leave the
 * device: one [rows, n] tensor whose columns carry the names of `Columns`.
 */
import { logSoftmax } from '../../network/layers.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import type { Columns } from '../batch.ts'
import { atTokens, entropy } from './tokens.ts'

type StatisticName = Exclude<keyof Columns, 'behaviourLogp' | 'referenceLogp'>

/** Columns that come from the student's logits, from both models' logits, and from the teacher's, in the order of their tensors. */
export const STUDENT_STATISTICS = ['studentLogp', 'studentEntropy'] as const satisfies readonly StatisticName[]
export const PAIR_STATISTICS = [
  ...STUDENT_STATISTICS,
  'forwardKl',
  'reverseKl',
  'tvd',
] as const satisfies readonly StatisticName[]
export const TEACHER_STATISTICS = [
  'teacherLogp',
  'teacherEntropy',
  'teacherRank',
  'teacherTopEntropy',
  'teacherLogit',
  'teacherMaxLogit',
] as const satisfies readonly StatisticName[]

/** What differs from teacher to teacher, of each voice in turn behind PAIR_STATISTICS where there are several. */
export const DIVERGENCE_STATISTICS = ['forwardKl', 'reverseKl', 'tvd'] as const satisfies readonly StatisticName[]

/** A shader binds at least eight buffers: so many parts are joined at once. */
const JOIN = 6

/**
 * @param logS log-softmax of the student's logits at temperature 1, [rows, vocabulary] @param pS its exponential
 * @param teacher logits [rows, vocabulary], or null where nobody teaches
 * @param voices weights of several teachers, whose logits [rows, voices x vocabulary] stand side by side
 * @returns [rows, 5], columns PAIR_STATISTICS, the divergences' weighted means where there are several voices, and behind them
 *   DIVERGENCE_STATISTICS of each; without a teacher [rows, 2], columns STUDENT_STATISTICS
 */
export function studentStatistics(
  g: Graph,
  logS: Value,
  pS: Value,
  tokens: Value,
  teacher: Value | null,
  voices: readonly number[] = [1],
): Value {
  return g.silently(() => {
    const own = [atTokens(g, logS, tokens), entropy(g, logS, pS)]
    if (!teacher) return columns(g, own)
    const each = sideBySide(g, teacher, voices.length).map((logits) => divergences(g, logS, pS, logits))
    const total = voices.reduce((sum, weight) => sum + weight, 0)
    const mean = (of: number) =>
      each
        .map((numbers, k) => o.mul(g, numbers[of] as Value, (voices[k] ?? 0) / total))
        .reduce((sum, value) => o.add(g, sum, value))
    const [first = []] = each
    const means = each.length === 1 ? first : DIVERGENCE_STATISTICS.map((_, of) => mean(of))
    return columns(g, [...own, ...means, ...(each.length === 1 ? [] : each.flat())])
  })
}

/** DIVERGENCE_STATISTICS, [rows] each. */
function divergences(g: Graph, logS: Value, pS: Value, teacher: Value): readonly Value[] {
  const logT = logSoftmax(g, teacher)
  const pT = o.exp(g, logT)
  const logRatio = o.sub(g, logS, logT)
  const over = (x: Value) => o.sum(g, x, [1])
  const forwardKl = o.neg(g, over(o.mul(g, pT, logRatio)))
  const tvd = o.mul(g, over(o.abs(g, o.sub(g, pS, pT))), 0.5)
  return [forwardKl, over(o.mul(g, pS, logRatio)), tvd]
}

/** The tables of several teachers, [rows, vocabulary] each, from [rows, teachers x vocabulary]. */
export function sideBySide(g: Graph, logits: Value, teachers: number): readonly Value[] {
  if (teachers === 1) return [logits]
  const width = Number(logits.shape[1]) / teachers
  return o.split(
    g,
    logits,
    Array.from({ length: teachers }, () => width),
    1,
  )
}

/**
 * @param teacher logits [rows, vocabulary]
 * @param topEntropy k of `teacherTopEntropy`; null for the whole vocabulary
 * @returns [rows, 6], columns TEACHER_STATISTICS
 */
export function teacherStatistics(g: Graph, teacher: Value, tokens: Value, topEntropy: number | null): Value {
  return g.silently(() => {
    const logT = logSoftmax(g, teacher)
    const entropies = entropy(g, logT, o.exp(g, logT))
    const own = atTokens(g, teacher, tokens)
    const column = o.reshape(g, own, [own.shape[0] ?? 1, 1])
    const likelier = o.sum(g, o.cast(g, o.greater(g, teacher, column), g.float), [1])
    return columns(g, [
      atTokens(g, logT, tokens),
      entropies,
      o.add(g, likelier, 1),
      topEntropy === null ? entropies : topKEntropy(g, teacher, topEntropy),
      own,
      o.max(g, teacher, [1]),
    ])
  })
}

function topKEntropy(g: Graph, logits: Value, k: number): Value {
  const log = logSoftmax(g, o.topK(g, logits, Math.min(k, Number(logits.shape[1]))).values)
  return entropy(g, log, o.exp(g, log))
}

/** [rows] vectors side by side. */
function columns(g: Graph, values: readonly Value[]): Value {
  const join = (parts: readonly Value[]): Value => {
    if (parts.length === 1 && parts[0]) return parts[0]
    const joined: Value[] = []
    for (let i = 0; i < parts.length; i += JOIN) {
      const group = parts.slice(i, i + JOIN)
      joined.push(group.length === 1 && group[0] ? group[0] : o.concat(g, group, 1))
    }
    return join(joined)
  }
  return join(values.map((value) => o.reshape(g, value, [value.shape[0] ?? 1, 1])))
}
