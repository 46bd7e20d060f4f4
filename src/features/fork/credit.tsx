/** @file Credit assignment in one computed sentence: what forcing a token did to the verdict, and how often. */
import { formatSignedNats } from '../../charts/format.ts'
import { viewOf } from '../../store/conditions.ts'
import { type Credit, creditOf, meanGap } from '../../store/fork.ts'
import { useAppState } from '../../store/hooks.ts'
import type { Settings } from '../../store/settings.ts'
import { count, t } from '../../words/words.ts'
import { quoted } from './words.ts'

export function CreditLine() {
  const run = useAppState((state) => state.run)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useAppState((state) => state.settings)
  const credit = creditOf({ run, past, future })
  return (
    <p className="fork-credit" data-figure aria-live="polite">
      {credit
        ? creditSentence(credit)
        : t('No branch yet: force a token, and it is said here what that token was worth.')}
      {credit && exposure(credit, settings)}
    </p>
  )
}

/** “Forcing “5” for “4” at token 23 turned wrong into right: right in 3 of 4 continuations, with “4” in 0 of 1.” */
export function creditSentence({ run, fork, parent, forced, instead }: Credit): string {
  const place = fork.index + 1
  const token = quoted(fork.token.text)
  const right = t('{right} of {count}', { ...forced })
  const often = count(forced.count, 'right in {right} continuation', 'right in {right} continuations', { right })
  if (fork.token.id === fork.instead.id)
    return t('Going on again after {token} at token {place}: {often}.', { token, place, often })
  const other = quoted(fork.instead.text)
  const before = parent?.rollout?.verdict.status
  const after = run.rollout?.verdict.status ?? 'malformed'
  const words = { token, other, place, often, before: before ? t(before) : '', after: t(after) }
  const did =
    before === undefined
      ? t('Forcing {token} for {other} at token {place} gave {after}: {often}', words)
      : before === after
        ? t('Forcing {token} for {other} at token {place} left it {after}: {often}', words)
        : t('Forcing {token} for {other} at token {place} turned {before} into {after}: {often}', words)
  const against = t('{right} of {count}', { ...instead })
  return instead.count > 0 ? `${did}${t(', with {other} in {against}.', { other, against })}` : `${did}.`
}

/** What the slip did to everything after it: the teacher's mean gap from there on, in both branches. */
function exposure({ run, fork, parent }: Credit, settings: Settings): string {
  const mean = (of: typeof parent): number => {
    const score = of && viewOf({ run: of, settings }).shown
    return score ? meanGap(score, of.tokens, fork.index + 1) : Number.NaN
  }
  const [here, there] = [mean(run), mean(parent)]
  if (Number.isNaN(here) || Number.isNaN(there)) return ''
  const said = (nats: number): string => formatSignedNats(nats, settings.units)
  return ` ${t('From there on the mean gap is {here} a token; in the branch that it left, {there}.', { here: said(here), there: said(there) })}`
}
