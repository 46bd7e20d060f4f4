/** @file What is not possible now, found out a little at a time: a change is on the page before it is known. */
import { startTransition, useEffect, useMemo, useState } from 'react'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { type Blocked, blockedIn, blockedKey } from './blocked.ts'

/** Milliseconds of work before the page has its turn again. */
const SLICE = 8

/** The search begins when the change has been drawn: milliseconds. */
const PAUSE = 50

const same = (a: readonly Blocked[] | null, b: readonly Blocked[]): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The keys of some, the same set for as long as they are the same. */
export function useRuledOut(blocked: readonly Blocked[] | null): ReadonlySet<string> {
  const keys = (blocked ?? []).map(({ path, value }) => blockedKey(path, value)).join('\n')
  return useMemo(() => new Set(keys.split('\n')), [keys])
}

/** Those of the recipe before, until those of this one are known; null before any are. */
export function useBlocked(recipe: Recipe, phase: number): readonly Blocked[] | null {
  const [found, setFound] = useState<readonly Blocked[] | null>(null)
  useEffect(() => {
    const all: Blocked[] = []
    const search = blockedIn(recipe, phase)
    let turn = setTimeout(look, PAUSE)
    function look(): void {
      const end = performance.now() + SLICE
      for (;;) {
        const { value, done } = search.next()
        if (done) {
          startTransition(() => setFound((before) => (same(before, all) ? before : all)))
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
