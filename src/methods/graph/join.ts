/** @file From the logits of several models to those that the loss reads, where they are: nothing leaves the device. */
import { logSoftmax } from '../../network/layers.ts'
import { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import { extremesOf, type TeacherMix } from '../teacher-mix.ts'
import { TEACHER_STATISTICS, teacherStatistics } from './statistics.ts'

/** What the graph says of every row beside the logits. */
export const JOINED_STATISTICS = [...TEACHER_STATISTICS, 'teacherSpread'] as const

/**
 * Inputs `logits_k` [rows, vocabulary] of each model, `mask_k` [rows, 1] where each text has its own, `targets` int32 [rows].
 * Outputs `logits` [rows, vocabulary], or [rows, models x vocabulary] where the loss is taken against each, and else
 * `statistics` [rows, 7], columns JOINED_STATISTICS.
 */
export function buildJoin(
  mix: TeacherMix,
  vocabulary: number,
  topEntropy: number | null,
  float: 'float32' | 'float64' = 'float32',
) {
  const g = new Graph('teachers', 'Several teachers as one.', float)
  const tables = mix.parts.map((_, k) => g.input(`logits_${k}`, float, ['rows', vocabulary]))
  if (mix.kind === 'each') {
    g.output('logits', o.concat(g, tables, 1))
    return g
  }
  const masks = mix.kind === 'routed' ? mix.parts.map((_, k) => g.input(`mask_${k}`, float, ['rows', 1])) : []
  const targets = g.input('targets', 'int32', ['rows'])
  const scaled = tables.map((logits, k) =>
    o.mul(g, masks[k] ? logits : logSoftmax(g, logits), masks[k] ?? mix.parts[k]?.weight ?? 1),
  )
  const logits = scaled.reduce((sum, value) => o.add(g, sum, value))
  g.output('logits', logits)
  g.output('statistics', o.concat(g, [teacherStatistics(g, logits, targets, topEntropy), spread(g, mix, tables)], 1))
  return g
}

/** Total variation between the models of largest and of least weight, [rows, 1]; 0 where each text has one model. */
function spread(g: Graph, mix: TeacherMix, tables: readonly Value[]): Value {
  const at = (k: number) => o.exp(g, logSoftmax(g, tables[k] as Value))
  const [most, least] = extremesOf(mix)
  const distance = o.mul(g, o.sum(g, o.abs(g, o.sub(g, at(most), at(least))), [1], true), 0.5)
  return mix.kind === 'product' ? distance : o.mul(g, distance, 0)
}
