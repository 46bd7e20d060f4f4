/** @file What a panel's "Take away" does at a press, as properties of that control: it asks the panel for its numbers then, and never before. */

import { useAct, useActionId } from '../hooks.ts'
import type { Table } from './table.ts'

/** Charts of a panel and what is to be made of them. */
export interface ChartExport {
  /** Names the file: `divergence-rail`. */
  readonly name: string
  readonly title: string
  /** What is seen, and how it is drawn; the models, seeds and settings are added unless `toy`. */
  readonly notes: readonly string[]
  /** Nothing of it comes from a rollout. */
  readonly toy: boolean
  readonly table: Table
  readonly panel: HTMLElement
  /** Of the pixels. */
  readonly scale: number
}

const ACTIONS = { svg: 'exportChartSvg', png: 'exportChartPng', csv: 'exportChartCsv' } as const

export type ChartParts = Pick<ChartExport, 'name' | 'title' | 'table'> & Partial<Pick<ChartExport, 'notes' | 'toy'>>

/** `make` is called at the press. */
export function useChartExport(make: () => ChartParts) {
  const act = useAct()
  const ids = { svg: useActionId(ACTIONS.svg), png: useActionId(ACTIONS.png), csv: useActionId(ACTIONS.csv) }
  return {
    actions: ids,
    onTake: (format: keyof typeof ACTIONS, panel: HTMLElement, scale: number): void =>
      act(ACTIONS[format], { notes: [], toy: false, ...make(), panel, scale }),
  }
}
