/** @file Credit assignment in one computed sentence: what forcing a token did to the verdict, and how often. */
import { formatSignedNats, type Unit } from '../../charts/format.ts'
import { viewOf } from '../../store/conditions.ts'
import { type Credit, creditOf, meanGap, type Tally } from '../../store/fork.ts'
import { useAppState } from '../../store/hooks.ts'
import type { Settings } from '../../store/settings.ts'
import { quoted } from './words.ts'

export function CreditLine() {
  const run = useAppState((state) => state.run)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useAppState((state) => state.settings)
  const credit = creditOf({ run, past, future })
  return (
    <p className="fork-credit" aria-live="polite">
      {credit ? creditSentence(credit) : 'No branch yet: force a token, and it is said here what that token was worth.'}
      {credit && exposure(credit, settings)}
    </p>
  )
}

/** “Forcing “5” for “4” at token 23 turned wrong into right: right in 3 of 4 continuations, with “4” in 0 of 1.” */
export function creditSentence({ run, fork, parent, forced, instead }: Credit): string {
  const place = `at token ${fork.index + 1}`
  const share = ({ right, count }: Tally): string => `${right} of ${count}`
  const continuations = `right in ${share(forced)} ${forced.count === 1 ? 'continuation' : 'continuations'}`
  if (fork.token.id === fork.instead.id)
    return `Going on again after ${quoted(fork.token.text)} ${place}: ${continuations}.`
  const before = parent?.rollout?.verdict.status
  const after = run.rollout?.verdict.status ?? 'malformed'
  const turned =
    before === undefined ? `gave ${after}` : before === after ? `left it ${after}` : `turned ${before} into ${after}`
  const against = instead.count > 0 ? `, with ${quoted(fork.instead.text)} in ${share(instead)}` : ''
  return `Forcing ${quoted(fork.token.text)} for ${quoted(fork.instead.text)} ${place} ${turned}: ${continuations}${against}.`
}

/** What the slip did to everything after it: the teacher's mean gap from there on, in both branches. */
function exposure({ run, fork, parent }: Credit, settings: Settings): string {
  const mean = (of: typeof parent): number => {
    const score = of && viewOf({ run: of, settings }).shown
    return score ? meanGap(score, of.tokens, fork.index + 1) : Number.NaN
  }
  const [here, there] = [mean(run), mean(parent)]
  if (Number.isNaN(here) || Number.isNaN(there)) return ''
  const said = (nats: number, unit: Unit): string => formatSignedNats(nats, unit)
  return ` From there on the mean gap is ${said(here, settings.units)} a token; in the branch that it left, ${said(there, settings.units)}.`
}
