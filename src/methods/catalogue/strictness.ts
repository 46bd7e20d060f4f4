/**
 * @file Where a recipe's computed verdicts are other than the catalogue's, which judges a method with all its variants: why.
 * A difference without a reason fails the check.
 */
import { judge } from '../judge.ts'
import type { Recipe } from '../recipe/recipe.ts'

type Verdict = 'yes' | 'partial' | 'no'

/** By id: the verdicts as computed, and why they differ. */
export const DIFFERS: Readonly<Record<string, { readonly c1: Verdict; readonly c2: Verdict; readonly why: string }>> = {
  gkd: { c1: 'yes', c2: 'yes', why: 'Only student texts; GKD may also mix in texts of the data set.' },
  'tsd-kd': { c1: 'yes', c2: 'yes', why: 'Only student texts; the paper keeps some of the data set beside them.' },
  msd: { c1: 'yes', c2: 'yes', why: 'The on-policy one of its two variants.' },
  speckd: { c1: 'yes', c2: 'yes', why: 'The on-policy one of its two data modes.' },
  soda: {
    c1: 'partial',
    c2: 'no',
    why: "The teacher's text is preferred, and nobody scores the student's: what the catalogue calls no for ORPO-Distill.",
  },
  luffy: {
    c1: 'partial',
    c2: 'no',
    why: "The trace competes by its reward alone; nothing is said of the student's tokens.",
  },
}

/** Whether the computed verdicts are the catalogued ones, or differ as told. */
export function isStrictnessExplained(recipe: Recipe, c1: string | null, c2: string | null): boolean {
  const computed = judge(recipe)
  const wanted = DIFFERS[recipe.id] ?? { c1, c2 }
  return computed.c1.value === wanted.c1 && computed.c2.value === wanted.c2
}
