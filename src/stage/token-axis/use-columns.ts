/** @file How wide a token's column is. Chosen once for each run and width, so that no column moves while tokens arrive. */
import { useMemo, useRef } from 'react'
import type { TokenColumns } from '../../charts/scale.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { cut } from '../../world/pieces.ts'
import type { Problem } from '../../world/types.ts'

/** Narrower columns fit more tokens on a wide screen; a finger needs more room. */
const NARROWEST = { mouse: 10, finger: 18 } as const
const PHONE = 400
const WIDEST = 30

/** Columns for the run's tokens, at least as many as a careful, verbose solution would take. */
export function useColumns(run: RolloutRecord | null, problem: Problem, available: number): TokenColumns {
  const expected = useMemo(() => cut(problem.write({ care: 'careful', style: 'verbose' }, 0)).length, [problem])
  const chosen = useRef({ key: '', width: NARROWEST.finger as number })
  const count = Math.max(expected, run?.tokens.length ?? 0)
  const key = `${run?.id ?? 'none'} ${available} ${problem.world} ${problem.seed} ${problem.difficulty}`
  if (chosen.current.key !== key && available > 0) {
    const width = Math.min(
      WIDEST,
      Math.max(available < PHONE ? NARROWEST.finger : NARROWEST.mouse, Math.floor(available / count)),
    )
    chosen.current = { key, width }
  }
  const { width } = chosen.current
  return useMemo(() => ({ count, width }), [count, width])
}
