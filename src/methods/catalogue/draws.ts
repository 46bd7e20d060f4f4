/** @file Draws that many recipes share. */
import type { Draw } from '../recipe/rollouts.ts'

/** One text a problem from the live weights: on-policy, and nothing else. */
export const student: Draw = { id: 'student', writer: 'student', each: 1 }
