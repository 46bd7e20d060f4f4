/** @file The pivot waterfall: which tokens carry the loss, and what thresholds do to their shares. */

import { useCallback, useMemo } from 'react'
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, formatShare, THIN_SPACE, tokenName } from '../../charts/format.ts'
import { roundLimit } from '../../charts/scale.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { TermText } from '../../controls/term-text.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import { sum } from '../../divergence/stats.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { count, t, translate } from '../../i18n/words.ts'
import { measuringFailure } from '../../store/divergence-queries.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAct, useApp, useAppState, useSettings } from '../../store/hooks.ts'
import { carryingReceipt } from '../../store/provenance/headlines.ts'
import { viewOf } from '../../store/scoring.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { Bars, PART } from './bars.tsx'
import { Gates } from './gates.tsx'
import { lossOf } from './loss.ts'
import { thresholdsOf } from './provenance.ts'
import { type Contribution, contributionsOf, type LossToken, massShares, tokensCarrying } from './shares.ts'
import { TakeWaterfall } from './take.tsx'
import { ThresholdSliders } from './thresholds.tsx'
import './waterfall.css'
import { WaterfallTable } from './waterfall-table.tsx'

const NO_TOKENS: readonly RolloutToken[] = []
const NO_LOSS: readonly LossToken[] = []

export function PivotWaterfall() {
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const measured = useAppState((state) => state.measured)
  const { clip, teacherGate, studentTop, prefix, divergence, units } = settings
  const tokens = rollout?.tokens ?? NO_TOKENS
  const loss = useMemo(() => lossOf({ rollout, settings, measured }), [rollout, settings, measured])
  const terms = loss?.tokens ?? NO_LOSS
  /** One of the divergence's own measure, in the unit on view. */
  const one = divergenceInUnit(divergence, 1, units)
  const thresholds = useMemo(
    () => ({ clip: clip * one, teacherGate, studentTop, prefix }),
    [clip, one, teacherGate, studentTop, prefix],
  )
  const contributions = useMemo(() => contributionsOf(terms, thresholds), [terms, thresholds])
  const highest = useMemo(
    () =>
      roundLimit(
        terms.flatMap(({ entropyStudent, entropyTeacher }) => [entropyStudent, entropyTeacher]),
        0.5,
      ),
    [terms],
  )
  const limit = useMemo(
    () =>
      roundLimit(
        terms.map(({ value }) => value),
        0.05,
      ),
    [terms],
  )
  const signed = terms.some(({ value }) => value < 0)
  const onClip = useCallback(
    // Dragged to the bottom it still lets something through: 0 would mean no limit.
    (value: number | null) => act('setClip', value === null ? 0 : Math.max(value, limit / 200) / one),
    [act, limit, one],
  )
  return (
    <section className="waterfall" aria-labelledby="waterfall-heading" aria-busy={loss?.late ?? false}>
      <h2 id="waterfall-heading" className="heading">
        {t('Pivot waterfall')}
      </h2>
      <p className="waterfall-lead">
        <TermText
          of={['token', 'student']}
          text={t(
            '{divergence} of every token, the largest first: a few pivots carry most of what the student learns.',
            {
              divergence: t(divergenceById(divergence).shortName),
            },
          )}
        />{' '}
        {settings.support !== 'full' && (
          <TermText of={['support']} text={t('It is read on the support that is chosen on the divergence rail.')} />
        )}
      </p>
      {terms.length === 0 ? (
        <Empty known={loss !== null} />
      ) : (
        <>
          <Sentence contributions={contributions} />
          <ThresholdSliders limit={limit} highest={highest} length={tokens.length} />
          <Bars
            tokens={tokens}
            contributions={contributions}
            limit={limit}
            signed={signed}
            clip={clip === 0 ? null : clip * one}
            onClip={onClip}
          />
          <p className="waterfall-key" data-figure>
            {t(
              'Ink: what counts. Outline: what the thresholds took. Line: summed share of the loss, dotted at {share}. Dashes: the clip, drag it.',
              {
                share: formatShare(PART),
              },
            )}
          </p>
          <Gates {...{ terms, contributions, thresholds }} length={tokens.length} limit={highest} />
          <Looked tokens={tokens} contributions={contributions} unit={divergenceUnit(divergence, units)} />
          <WaterfallTable tokens={tokens} contributions={contributions} unit={divergenceUnit(divergence, units)} />
          <TakeWaterfall tokens={tokens} contributions={contributions} />
        </>
      )}
    </section>
  )
}

function Sentence({ contributions }: { readonly contributions: readonly Contribution[] }) {
  const all = contributions.length
  const part = formatShare(PART)
  const carrying = tokensCarrying(contributions, PART)
  const counting = contributions.filter(({ kept }) => kept !== 0).length
  // Signed, as the loss adds up: what is cut of one entry can leave a token below zero.
  const whole = sum(contributions.map(({ value }) => value))
  const left = sum(contributions.map(({ kept }) => kept))
  const thinned = contributions.some(({ value, kept }) => value !== kept)
  const masses = massShares(contributions)
  return (
    <p className="waterfall-sentence numeric" data-figure data-glance>
      {counting === 0 ? (
        <b>{t('No token carries anything: the thresholds let none through.')}</b>
      ) : (
        <b>
          <Phrase
            text={t('{n} of {all} tokens carry {part} of this loss.', { n: '{n}', all, part })}
            places={{ n: <CarryingNumber carrying={carrying} tokens={all} /> }}
          />
        </b>
      )}{' '}
      {counting > 0 && masses && t('{n} carry {part} of its gradient.', { n: tokensCarrying(masses, PART), part })}{' '}
      {thinned &&
        Number.isFinite(whole) &&
        whole > 0 &&
        count(counting, '# counts; {share} of the sum is left.', '# count; {share} of the sum is left.', {
          share: formatShare(left / whole),
        })}{' '}
      {thinned &&
        left < 0 &&
        whole > 0 &&
        t('What is left is below zero: such a loss pushes the student away from the teacher.')}
    </p>
  )
}

/** How many tokens carry the part, with its receipt. */
function CarryingNumber({ carrying, tokens }: { readonly carrying: number; readonly tokens: number }) {
  const act = useAct()
  const reading = useAppState((state) => (viewOf(state).context === null ? 'without' : 'with'))
  const settings = useSettings()
  return (
    <NumberButton
      value={String(carrying)}
      of={t('tokens that carry {part} of this loss', { part: formatShare(PART) })}
      onPress={() => {
        const { name } = divergenceById(settings.divergence)
        const thresholds = thresholdsOf(settings)
        act('openReceipt', carryingReceipt({ carrying, tokens, part: PART, divergence: name, thresholds }, reading))
      }}
    />
  )
}

interface LookedProps {
  readonly tokens: readonly RolloutToken[]
  readonly contributions: readonly Contribution[]
  readonly unit: string | null
}

/** The token that is looked at, in words. */
function Looked({ tokens, contributions, unit }: LookedProps) {
  const crossed = useAppState(crosshairToken)
  const place = contributions.findIndex(({ index }) => index === crossed)
  const found = contributions[place]
  if (!found) return <p className="waterfall-looked" />
  return (
    <p className="waterfall-looked numeric">
      {t('{token}, token {index}: number {place} with {value}, {share} of the sizes that count.', {
        token: tokenName(tokens[found.index]?.text ?? ''),
        index: found.index + 1,
        place: place + 1,
        value: formatNumber(found.value) + (unit ? THIN_SPACE + unit : ''),
        share: formatShare(found.share),
      })}{' '}
      {found.kept < 0 &&
        found.value > 0 &&
        t('Cut, it counts as {value}: below zero.', {
          value: formatNumber(found.kept) + (unit ? THIN_SPACE + unit : ''),
        })}
    </p>
  )
}

/** Why there are no bars, and what to do. */
function Empty({ known }: { readonly known: boolean }) {
  const rollout = useAppState((state) => state.rollout)
  const { features } = useApp().registry
  const failure = useAppState((state) => measuringFailure(state, features))
  const phase = useAppState((state) => state.engine.phase)
  const activity = useAppState((state) => state.activity)
  if (!rollout)
    return <p className="waterfall-note">{t('Sample a rollout to see which of its tokens carry the loss.')}</p>
  if (known) {
    return (
      <p className="waterfall-note">
        {t(
          'This divergence is no sum over tokens: the sampled token alone says nothing of it. Choose another support on the divergence rail, or another divergence.',
        )}
      </p>
    )
  }
  if (failure) {
    return (
      <output className="waterfall-note">
        {translate(failure.message)} {translate(failure.remedy)} <ActionButton name="measureAgain" />
      </output>
    )
  }
  if (activity === 'idle' && (phase === 'failed' || phase === 'cancelled')) {
    return (
      <output className="waterfall-note">
        {t('The teacher has not read this text, and the models are not loaded.')} <ActionButton name="loadModels" />
      </output>
    )
  }
  return (
    <p className="waterfall-note">
      {activity === 'sampling' ? t('The student writes.') : t('The teacher has yet to read it.')}
    </p>
  )
}
