/** @file All recipes, by family. Adding a method is adding an object to its family's list. */
import type { Recipe } from '../recipe/recipe.ts'
import { BLACK_BOX } from './black-box.ts'
import { BOOTSTRAPPING } from './bootstrapping.ts'
import { DRAFTING } from './drafting.ts'
import { EXPERTS_MERGED } from './experts.ts'
import { FOUNDATIONS } from './foundations.ts'
import { HYBRIDS } from './hybrids.ts'
import { INDUSTRIAL } from './industrial.ts'
import { PRIVILEGED } from './privileged.ts'
import { WHITE_BOX_DISTRIBUTION } from './white-box-distribution.ts'
import { WHITE_BOX_MIXED } from './white-box-mixed.ts'
import { WHITE_BOX_POLICY_GRADIENT } from './white-box-policy-gradient.ts'

export interface Family {
  readonly id: string
  /** For the picker. */
  readonly name: string
  readonly recipes: readonly Recipe[]
}

export const FAMILIES: readonly Family[] = [
  { id: 'foundations', name: 'Foundations', recipes: FOUNDATIONS },
  {
    id: 'white-box',
    name: 'A larger model, read in full',
    recipes: [...WHITE_BOX_DISTRIBUTION, ...WHITE_BOX_MIXED, ...WHITE_BOX_POLICY_GRADIENT],
  },
  { id: 'black-box', name: 'A teacher that is only read, or grades', recipes: BLACK_BOX },
  { id: 'drafting', name: 'Drafts for speculative decoding', recipes: DRAFTING },
  { id: 'privileged', name: 'The student with privileged context', recipes: PRIVILEGED },
  { id: 'hybrids', name: 'Distillation and reward in one', recipes: HYBRIDS },
  { id: 'bootstrapping', name: 'Against or from another stage of itself', recipes: BOOTSTRAPPING },
  { id: 'industrial', name: 'Production reports', recipes: [...INDUSTRIAL, ...EXPERTS_MERGED] },
]

/** The first is the page's default. */
export const RECIPES: readonly Recipe[] = FAMILIES.flatMap(({ recipes }) => recipes)
