/** @file Credit assignment in one computed sentence: what forcing a token did to the verdict, and how often. */
import { formatSignedNats } from '../../charts/format.ts'
import { count, t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { type Credit, creditOf, meanGap, type Tally } from './credit-of.ts'
import { branchMeanReceipt, rightReceipt } from './provenance.ts'
import { quoted } from './words.ts'

export function CreditLine() {
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useSettings()
  const credit = creditOf({ rollout, past, future })
  if (!credit) {
    return (
      <p className="fork-credit" data-figure data-glance="wide" aria-live="polite">
        {t('No branch yet: force a token, and it is said here what that token was worth.')}
      </p>
    )
  }
  const { fork, forced, instead, parent } = credit
  const right = (tally: Tally, token: string) => (
    <NumberButton
      value={talliedWords(tally)}
      of={t('right continuations with {token}', { token: quoted(token) })}
      onPress={() => act('openReceipt', rightReceipt(tally.runs, settings.privileged ? 'with' : 'without'))}
    />
  )
  const mean = (of: RolloutRecord) => {
    const score = viewOf({ rollout: of, settings }).shown
    const nats = score ? meanGap(score, of.tokens, fork.index + 1) : Number.NaN
    if (!score || Number.isNaN(nats)) return null
    return (
      <NumberButton
        className="numeric"
        value={formatSignedNats(nats, settings.units)}
        of={t('mean gap after the fork')}
        onPress={() => act('openReceipt', branchMeanReceipt({ run: of, score }, fork.index + 1))}
      />
    )
  }
  const [here, there] = [mean(credit.run), parent && mean(parent)]
  return (
    <p className="fork-credit" data-figure data-glance="wide" aria-live="polite">
      <Phrase
        text={creditSentence(credit, { forced: '{forced}', instead: '{instead}' })}
        places={{ forced: right(forced, fork.token.text), instead: right(instead, fork.instead.text) }}
      />
      {/* What the slip did to everything after it. */}
      {here && there && (
        <>
          {' '}
          <Phrase
            text={t('From there on the mean gap is {here} a token; in the branch that it left, {there}.')}
            places={{ here, there }}
          />
        </>
      )}
    </p>
  )
}

const talliedWords = ({ right, count }: Tally): string => t('{right} of {count}', { right, count })

/**
 * “Forcing “5” for “4” at token 23 turned wrong into right: right in 3 of 4 continuations, with “4” in 0 of 1.”
 * @param tallied what is said for the two counts
 */
export function creditSentence(
  { run: rollout, fork, parent, forced, instead }: Credit,
  tallied = { forced: talliedWords(forced), instead: talliedWords(instead) },
): string {
  const place = fork.index + 1
  const token = quoted(fork.token.text)
  const right = tallied.forced
  const often = count(forced.count, 'right in {right} continuation', 'right in {right} continuations', { right })
  if (fork.token.id === fork.instead.id)
    return t('Going on again after {token} at token {place}: {often}.', { token, place, often })
  const other = quoted(fork.instead.text)
  const before = parent?.result?.verdict.status
  const after = rollout.result?.verdict.status ?? 'malformed'
  const words = { token, other, place, often, before: before ? t(before) : '', after: t(after) }
  const did =
    before === undefined
      ? t('Forcing {token} for {other} at token {place} gave {after}: {often}', words)
      : before === after
        ? t('Forcing {token} for {other} at token {place} left it {after}: {often}', words)
        : t('Forcing {token} for {other} at token {place} turned {before} into {after}: {often}', words)
  const against = tallied.instead
  return instead.count > 0 ? `${did}${t(', with {other} in {against}.', { other, against })}` : `${did}.`
}
