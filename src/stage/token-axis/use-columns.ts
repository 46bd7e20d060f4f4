/** @file How wide a token's column is. Chosen once for each run and width, so that no column moves while tokens arrive. */
import { useMemo, useRef } from 'react'
import type { TokenColumns } from '../../charts/scale.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { PAPER_WIDTH, usePrinting } from '../../ui/use-printing.ts'
import { useWhole } from '../../ui/whole.ts'
import { cut } from '../../world/pieces.ts'
import type { Problem } from '../../world/types.ts'

/** Narrower columns fit more tokens on a wide screen; a finger needs more room. */
const NARROWEST = { mouse: 10, finger: 18 } as const
const PHONE = 400
const WIDEST = 30

/**
 * Columns for the run's tokens, at least as many as a careful, verbose solution would take. Where charts must be seen whole they are as narrow
 * as that takes, and a text that is finished has no columns to spare.
 */
export function useColumns(rollout: RolloutRecord | null, problem: Problem, measured: number): TokenColumns {
  const expected = useMemo(() => cut(problem.write({ care: 'careful', style: 'verbose' }, 0)).length, [problem])
  const chosen = useRef({ key: '', width: NARROWEST.finger as number })
  const printing = usePrinting()
  const whole = useWhole() || printing
  const available = printing ? PAPER_WIDTH : measured
  const written = rollout?.tokens.length ?? 0
  const count = whole && rollout?.result ? Math.max(1, written) : Math.max(expected, written)
  const key = `${rollout?.id ?? 'none'} ${available} ${problem.world} ${problem.seed} ${problem.difficulty} ${expected} ${whole && count}`
  if (chosen.current.key !== key && available > 0) {
    const narrowest = available < PHONE ? NARROWEST.finger : NARROWEST.mouse
    const share = available / count
    const width = whole ? Math.min(WIDEST, share) : Math.min(WIDEST, Math.max(narrowest, Math.floor(share)))
    chosen.current = { key, width }
  }
  const { width } = chosen.current
  return useMemo(() => ({ count, width }), [count, width])
}
