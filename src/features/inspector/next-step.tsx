/** @file The next-step ghost's controls and words: how far, what is predicted, and where the step really went. */
import { formatNumber, formatProbability, THIN_SPACE, tokenName } from '../../charts/format.ts'
import type { GhostEntry } from '../../engine/types.ts'
import { ghostOf } from '../../store/ghosting.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { GHOST_RATES } from '../../store/inspector-settings.ts'
import { Button } from '../../ui/button.tsx'
import { Slider } from '../../ui/slider.tsx'

/** The largest change among the entries that are shown, predicted and true. */
function largestMove(entries: readonly GhostEntry[], rate: number): GhostEntry | undefined {
  const size = ({ logp, slope }: GhostEntry): number =>
    Math.abs(Math.exp(Math.min(0, logp + rate * slope)) - Math.exp(logp))
  return [...entries].sort((a, b) => size(b) - size(a))[0]
}

export function NextStep() {
  const act = useAct()
  const rate = useAppState(({ settings }) => settings.ghostRate)
  const pinned = useAppState((state) => state.pinned !== null)
  const state = useAppState(ghostOf)
  const canTake = useAvailable('takeGhostStep')
  const taken = state?.taken?.rate === rate ? state.taken : null
  const entry = state?.ghost && largestMove(taken?.ghost.entries ?? state.ghost.entries, rate)
  const words = (): string => {
    if (!pinned) return 'Pin a token: a click on it, or Enter.'
    if (!state) return 'No step here: there is no score yet, or the environment wrote this token.'
    if (state.failure) return state.failure
    if (!state.ghost || !entry) return 'Computing the gradient …'
    const predicted = Math.exp(Math.min(0, entry.logp + rate * entry.slope))
    const moves = `${tokenName(entry.text)} goes from ${formatProbability(Math.exp(entry.logp))} to ${formatProbability(predicted)} (predicted)`
    if (entry.after === null) return `${moves}. Gradient norm ${formatNumber(state.ghost.gradientNorm)}.`
    const error = taken?.ghost.error ?? Number.NaN
    const digits = error < 0.001 ? error.toExponential(1) : formatNumber(error)
    return `${moves}, really to ${formatProbability(Math.exp(entry.after))}. Largest error ${digits}${THIN_SPACE}nats.`
  }
  return (
    <section className="next-step" aria-label="Next-step ghost">
      <h3 className="heading">Next-step ghost</h3>
      <div className="next-step-controls">
        <Slider
          label="Ghost step size"
          value={Math.log10(rate)}
          min={Math.log10(GHOST_RATES.min)}
          max={Math.log10(GHOST_RATES.max)}
          step={0.05}
          valueText={String(rate)}
          title="The new weights are the old ones minus this times the gradient of this token's divergence"
          onChange={(exponent) => act('setGhostRate', 10 ** exponent)}
        />
        <span className="numeric" aria-hidden="true">
          {rate}
        </span>
        <Button disabled={!canTake} onPress={() => act('takeGhostStep')}>
          Take the step on a copy
        </Button>
      </div>
      <output className="next-step-words numeric">{words()}</output>
    </section>
  )
}
