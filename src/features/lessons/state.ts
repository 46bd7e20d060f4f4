/** @file Where a person stands in the lessons. What the lessons say is fetched when one is opened. */

import type { Said } from './types.ts'

/** How many steps each lesson has, in the lessons' order; the lessons themselves are not here until one is wanted. */
export const LESSON_STEPS = [6, 5, 6, 6, 5, 6, 6] as const

export interface LessonPosition {
  /** 1 to 7. */
  readonly lesson: number
  /** From 1. */
  readonly step: number
}

/** Ids of the steps that were done, by hand or shown. */
export type Progress = readonly string[]

export interface LessonState {
  /** The list of lessons is open. */
  readonly listed: boolean
  /** The step on the card, or null. */
  readonly at: LessonPosition | null
  readonly phase: 'preparing' | 'doing' | 'done'
  /** "Show me" did it, or is about to. */
  readonly shown: boolean
  /** What there is to see now that the step is done; its numbers follow the page. */
  readonly seen: Said | null
  readonly progress: Progress
  /** Where each lesson goes on, by its number. */
  readonly places: Readonly<Record<number, number>>
  /** The query of what the page showed before the first step; null outside of lessons. */
  readonly home: string | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly lessons: LessonState
  }
}

export const NO_LESSON: LessonState = {
  listed: false,
  at: null,
  phase: 'doing',
  shown: false,
  seen: null,
  progress: [],
  places: {},
  home: null,
}

/** A position that exists, or null: addresses and stored progress may hold anything. */
export function positionOf(lesson: unknown, step: unknown): LessonPosition | null {
  const steps = LESSON_STEPS[Number(lesson) - 1]
  const at = step === null || step === undefined || step === '' ? 1 : Number(step)
  if (steps === undefined || !Number.isInteger(at) || at < 1 || at > steps) return null
  return { lesson: Number(lesson), step: at }
}
