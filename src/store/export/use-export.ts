/** @file What pressing a panel's "Take away" buttons does: asks the panel for its numbers then, and never before. */

import type { ChartAsk } from '../../features/export/chart-actions.ts'
import { useAct } from '../hooks.ts'

const ACTIONS = { svg: 'exportChartSvg', png: 'exportChartPng', csv: 'exportChartCsv' } as const

export type ChartParts = Pick<ChartAsk, 'name' | 'title' | 'table'> & Partial<Pick<ChartAsk, 'notes' | 'toy'>>

/** `make` is called at the press. */
export function useTaking(make: () => ChartParts) {
  const act = useAct()
  return (format: keyof typeof ACTIONS, panel: HTMLElement, scale: number): void =>
    act(ACTIONS[format], { notes: [], toy: false, ...make(), panel, scale })
}
