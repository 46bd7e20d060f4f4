/** @file Everything that is known of one token. */
import { formatSignedNats, tokenGlyph, tokenName } from '../../charts/format.ts'
import { textLines } from '../../charts/lines.ts'
import { ActionIconButton } from '../../controls/buttons.tsx'
import { number, t } from '../../i18n/words.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { lazily } from '../../ui/lazily.tsx'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { Entries } from './entries.tsx'
import './inspector.css'
import { Readings } from './readings.tsx'

interface OfToken {
  readonly index: number
}

const ImportedToken = lazily<OfToken>(
  async () => (await import('../../stage/imported/imported-axis.tsx')).ImportedToken,
)

export function TokenDetails() {
  const act = useAct()
  const index = useAppState(focusedToken)
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const pinned = useAppState((state) => state.pinned !== null)
  const token = index === null ? undefined : rollout?.tokens[index]
  const view = viewOf({ rollout, settings })
  // While one reading is still being made, the other one is drawn.
  const onTold = view.with !== null && (view.shown ?? view.other) === view.with
  return (
    <div className="inspector-slot">
      <section className={pinned ? 'inspector pinned' : 'inspector'} aria-label={t('Token details')}>
        <header className="inspector-head">
          <h2 className="heading">{pinned ? t('Token, pinned') : t('Token')}</h2>
          {pinned && <ActionIconButton name="unpin" icon="cross" />}
        </header>
        {token === undefined || index === null ? (
          <p className="inspector-empty">
            {t('Point at a token, or walk with the arrow keys, to see what both models thought.')}
          </p>
        ) : (
          <>
            <Title text={token.text} place={placeOf(index, rollout?.tokens ?? [])} />
            {rollout?.imported?.unread != null ? (
              <ImportedToken index={index} />
            ) : (
              <>
                <Opinion
                  gap={view.shown?.tokens[index]?.gap ?? null}
                  onReceipt={() =>
                    act('openReceipt', {
                      token: index,
                      quantity: 'gap',
                      reading: view.context === null ? 'without' : 'with',
                    })
                  }
                  environment={token.source === 'environment'}
                  unit={settings.units}
                />
                <Readings
                  logpStudent={token.logpStudent}
                  without={view.without?.tokens[index] ?? null}
                  told={view.with?.tokens[index] ?? null}
                  onTold={view.context !== null}
                  divergence={settings.divergence}
                  unit={settings.units}
                  onReceipt={(ask) => act('openReceipt', { ...ask, token: index })}
                />
                <Entries
                  index={index}
                  token={token}
                  without={view.without?.tokens[index] ?? null}
                  told={view.with?.tokens[index] ?? null}
                  onTold={onTold}
                />
              </>
            )}
          </>
        )}
      </section>
    </div>
  )
}

function Title({ text, place }: { readonly text: string; readonly place: string }) {
  const glyph = tokenGlyph(text)
  return (
    <p className="inspector-title" data-glance>
      <span className="inspector-glyph" aria-hidden="true">
        {glyph.space && <span className="mirrored-space" />}
        {glyph.text}
      </span>
      <span className="visually-hidden">{tokenName(text)}</span>
      <span className="inspector-place numeric">{place}</span>
    </p>
  )
}

interface OpinionProps {
  readonly gap: number | null
  readonly environment: boolean
  readonly unit: 'nats' | 'bits'
  readonly onReceipt: () => void
}

/** The gap in words: which way, and how many times. */
function Opinion({ gap, environment, unit, onReceipt }: OpinionProps) {
  if (environment)
    return <p className="inspector-opinion">{t('Written by the environment: read by both, marked by none.')}</p>
  if (gap === null) return <p className="inspector-opinion">{t('Not scored yet.')}</p>
  const number = (
    <b>
      <NumberButton
        value={formatSignedNats(gap, unit)}
        of={t('gap on view')}
        className={gap < 0 ? 'numeric less' : 'numeric more'}
        onPress={onReceipt}
      />
    </b>
  )
  return (
    <p className="inspector-opinion" data-glance>
      <Phrase text={opinionWords(gap)} places={{ gap: number }} />
    </p>
  )
}

function opinionWords(gap: number): string {
  const place = { gap: '{gap}' }
  if (Math.abs(gap) < 0.05) return t('Both find it about equally likely: gap {gap}.', place)
  const ratio = Math.exp(Math.abs(gap))
  const less = gap < 0
  if (!Number.isFinite(ratio))
    return less
      ? t('The teacher finds it infinitely less likely: gap {gap}.', place)
      : t('The teacher finds it infinitely more likely: gap {gap}.', place)
  if (ratio > 1e6)
    return less
      ? t('The teacher finds it over a million times less likely: gap {gap}.', place)
      : t('The teacher finds it over a million times more likely: gap {gap}.', place)
  const values = { ...place, n: number(rounded(ratio)) }
  return less
    ? t('The teacher finds it {n} times less likely: gap {gap}.', values)
    : t('The teacher finds it {n} times more likely: gap {gap}.', values)
}

/** As many digits as a comparison needs. */
function rounded(ratio: number): number {
  if (ratio >= 100) return Number(ratio.toPrecision(2))
  return Number(ratio.toFixed(ratio >= 10 ? 0 : 1))
}

function placeOf(index: number, tokens: Parameters<typeof textLines>[0]): string {
  const line = textLines(tokens).find(({ start, end }) => start <= index && index < end)
  const at = { n: index + 1, all: tokens.length }
  return line?.step ? t('{n} of {all} tokens, step {step}', { ...at, step: line.step }) : t('{n} of {all} tokens', at)
}
