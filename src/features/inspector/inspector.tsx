/** @file Everything that is known of one token. */
import { formatSignedNats, tokenGlyph, tokenName } from '../../charts/format.ts'
import { textLines } from '../../charts/lines.ts'
import { detailedToken } from '../../store/attention.ts'
import { viewOf } from '../../store/conditions.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { Entries } from './entries.tsx'
import './inspector.css'
import { Readings } from './readings.tsx'
import { ReceiptSheet } from './receipt.tsx'

export function TokenDetails() {
  const act = useAct()
  const index = useAppState(detailedToken)
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const pinned = useAppState((state) => state.pinned !== null)
  const token = index === null ? undefined : run?.tokens[index]
  const view = viewOf({ run, settings })
  const drawn = view.shown ?? view.ghost
  const score = index === null ? undefined : drawn?.tokens[index]
  const reading = drawn === view.with ? 'with' : 'without'
  return (
    <div className="inspector-slot">
      <section className={pinned ? 'inspector pinned' : 'inspector'} aria-label="Token details">
        <header className="inspector-head">
          <h2 className="heading">{pinned ? 'Token, pinned' : 'Token'}</h2>
          {pinned && <IconButton icon="cross" label="Unpin the token" shortcut="Escape" onPress={() => act('unpin')} />}
        </header>
        {token === undefined || index === null ? (
          <p className="inspector-empty">
            Point at a token, or walk with the arrow keys, to see what both models thought.
          </p>
        ) : (
          <>
            <Title text={token.text} place={placeOf(index, run?.tokens ?? [])} />
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
            <Entries index={index} token={token} score={score} reading={reading} />
          </>
        )}
      </section>
      <ReceiptSheet />
    </div>
  )
}

function Title({ text, place }: { readonly text: string; readonly place: string }) {
  const glyph = tokenGlyph(text)
  return (
    <p className="inspector-title">
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
  if (environment) return <p className="inspector-opinion">Written by the environment: read by both, marked by none.</p>
  if (gap === null) return <p className="inspector-opinion">Not scored yet.</p>
  const way = gap < 0 ? 'less' : 'more'
  const words =
    Math.abs(gap) < 0.05 ? 'Both find it about equally likely' : `The teacher finds it ${times(gap)} ${way} likely`
  return (
    <p className="inspector-opinion">
      {words}: gap{' '}
      <button
        type="button"
        className={`reading numeric ${way}`}
        aria-label={`${formatSignedNats(gap, unit)}, receipt: gap on view`}
        onClick={onReceipt}
      >
        <b>{formatSignedNats(gap, unit)}</b>
      </button>
      .
    </p>
  )
}

function times(gap: number): string {
  const ratio = Math.exp(Math.abs(gap))
  if (!Number.isFinite(ratio)) return 'infinitely'
  if (ratio > 1e6) return 'over a million times'
  const digits = ratio >= 100 ? 2 : ratio >= 10 ? 0 : 1
  const rounded = ratio >= 100 ? Number(ratio.toPrecision(digits)) : Number(ratio.toFixed(digits))
  return `${rounded.toLocaleString('en')} times`
}

function placeOf(index: number, tokens: Parameters<typeof textLines>[0]): string {
  const line = textLines(tokens).find(({ start, end }) => start <= index && index < end)
  const step = line?.step ? `, step ${line.step}` : ''
  return `${index + 1} of ${tokens.length}${step}`
}
