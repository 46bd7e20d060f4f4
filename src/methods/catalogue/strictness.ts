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
  spot: {
    c1: 'partial',
    c2: 'no',
    why: "The mended text is preferred, and nobody scores the student's tokens: what the catalogue calls no for ORPO-Distill.",
  },
  'sd-zero': {
    c1: 'partial',
    c2: 'yes',
    why: 'The first phase also repeats revisions that the student writes with attempt and mark in view.',
  },
  bond: {
    c1: 'partial',
    c2: 'partial',
    why: "Half of the loss repeats texts of the anchor, a slow average of the student, beside the student's live ones.",
  },
  kepo: {
    c1: 'partial',
    c2: 'partial',
    why: 'The larger model is the target on right texts only; the catalogue counts these as enough.',
  },
  osd: {
    c1: 'partial',
    c2: 'yes',
    why: "The text that stands is the larger model's as much as the draft's, and half of it was kept from before.",
  },
  'baichuan-m3': {
    c1: 'partial',
    c2: 'yes',
    why: "The second stage learns from the experts' texts; the catalogue judges the third.",
  },
  'qwen3-coder-next': {
    c1: 'yes',
    c2: 'yes',
    why: "The catalogue has the second stage from a list's word only; the recipe does it.",
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
