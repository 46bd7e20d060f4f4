/**
 * @file What the parts of the workbench share: the recipe on it, how a place of it is changed, and what was refused. What a field needs is
 * apart from what every change makes anew: of a hundred fields those are drawn whose own value changed.
 */
import { createContext, useContext } from 'react'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { type Blocked, blockedKey } from './blocked.ts'
import type { Attempt, Path } from './edits.ts'
import type { Json, Names } from './shapes.ts'

/** A change that would have made no recipe: the last one stays, and the place says so. */
export interface Refused {
  readonly path: string
  readonly message: string
  readonly remedy: string
}

export interface Bench extends FieldBench {
  readonly recipe: Recipe
  /** The phase on the bench, and where it stands in the recipe. */
  readonly phase: number
  readonly at: Path
  /** null until it is known. */
  readonly blocked: readonly Blocked[] | null
  /** The whole recipe anew. @param path the place that a refusal is told at */
  readonly put: (json: Json, path: Path) => Attempt
}

/** What the control of a place needs; the same for as long as texts are called the same and the same is possible. */
export interface FieldBench {
  readonly names: Names
  /** Keys of the choices that are not possible now. */
  readonly ruledOut: ReadonlySet<string>
  /** Another value at a place; undefined takes it out. */
  readonly change: (path: Path, value: Json) => void
}

/** Whether a choice is ruled out. */
export function isRuledOut({ ruledOut }: FieldBench, path: Path, value: string | null): boolean {
  return ruledOut.has(blockedKey(path, value))
}

const Context = createContext<Bench | null>(null)
const FieldContext = createContext<FieldBench | null>(null)
const RefusedContext = createContext<Refused | null>(null)

export const BenchProvider = Context.Provider
export const FieldBenchProvider = FieldContext.Provider
export const RefusedProvider = RefusedContext.Provider

/** @throws Error outside of the workbench */
export function useBench(): Bench {
  const bench = useContext(Context)
  if (!bench) throw new Error(OUTSIDE)
  return bench
}

/** @throws Error outside of the workbench */
export function useFieldBench(): FieldBench {
  const bench = useContext(FieldContext)
  if (!bench) throw new Error(OUTSIDE)
  return bench
}

export const useRefused = (): Refused | null => useContext(RefusedContext)

const OUTSIDE = 'This part of the workbench stands outside of it.'
