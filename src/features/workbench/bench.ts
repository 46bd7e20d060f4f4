/** @file What the parts of the workbench share: the recipe on it, how a place of it is changed, and what was refused. */

import { createContext, useContext } from 'react'
import { message } from '../../message/message.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import type { Blocked } from './blocked.ts'
import type { Attempt, Path } from './edits.ts'
import type { Json, Names } from './shapes.ts'

/** A change that would have made no recipe: the last one stays, and the place says so. */
export interface Refused {
  readonly path: string
  readonly message: string
  readonly remedy: string
}

export interface Bench {
  readonly recipe: Recipe
  /** The phase on the bench, and where it stands in the recipe. */
  readonly phase: number
  readonly at: Path
  readonly names: Names
  readonly blocked: readonly Blocked[]
  readonly refused: Refused | null
  /** Another value at a place; undefined takes it out. */
  readonly change: (path: Path, value: Json) => void
  /** The whole recipe anew. @param path the place that a refusal is told at */
  readonly put: (json: Json, path: Path) => Attempt
}

const Context = createContext<Bench | null>(null)

export const BenchProvider = Context.Provider

/** @throws Error outside of the workbench */
export function useBench(): Bench {
  const bench = useContext(Context)
  if (!bench) throw new Error(message('This part of the workbench stands outside of it.'))
  return bench
}
