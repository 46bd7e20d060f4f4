/** @file The x axis of training curves: what a point cost, counted in one of five ways. A race's budget is one of them. */
import type { Spent } from '../engine/training/types.ts'
import type { BudgetAxis } from '../methods/race.ts'

export type XAxis = BudgetAxis

export const X_AXES = [
  'steps',
  'studentTokens',
  'teacherTokens',
  'flops',
  'seconds',
] as const satisfies readonly XAxis[]

export const X_AXIS_NAMES: Readonly<Record<XAxis, string>> = {
  steps: 'steps',
  studentTokens: 'student tokens',
  teacherTokens: 'teacher tokens',
  flops: 'FLOPs',
  seconds: 'seconds',
}

/** Where a report or a measurement stands on the axis. */
export function xOf(axis: XAxis, { step, spent }: { readonly step: number; readonly spent: Spent }): number {
  return axis === 'steps' ? step : spent[axis]
}
