/** @file What is not possible now, found out a little at a time: a change is on the page before it is known. */
import { useEffect, useState } from 'react'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { type Blocked, blockedIn } from './blocked.ts'

/** Milliseconds of work before the page has its turn again. */
const SLICE = 8

const NOTHING: readonly Blocked[] = []

/** Those of the recipe before, until those of this one are known. */
export function useBlocked(recipe: Recipe, phase: number): readonly Blocked[] {
  const [found, setFound] = useState(NOTHING)
  useEffect(() => {
    const all: Blocked[] = []
    const search = blockedIn(recipe, phase)
    let turn = setTimeout(look)
    function look(): void {
      const end = performance.now() + SLICE
      for (;;) {
        const { value, done } = search.next()
        if (done) {
          setFound(all)
          return
        }
        if (value) all.push(value)
        if (performance.now() > end) break
      }
      turn = setTimeout(look)
    }
    return () => clearTimeout(turn)
  }, [recipe, phase])
  return found
}
