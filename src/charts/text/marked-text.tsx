/**
 * @file A text with the teacher's marks: its tokens in their lines, and the drawing under them. For texts that are all there; the
 * stage's own grows and follows the pointer (src/stage/rollout), of the same parts.
 */
import { type KeyboardEvent, useMemo, useState } from 'react'
import { t } from '../../i18n/words.ts'
import { usePlaces } from '../../ui/use-places.ts'
import { formatSignedNats, tokenGlyph, tokenName, type Unit } from '../format.ts'
import { breaksOf, LONGEST_WORD } from './breaks.ts'
import './marked-text.css'
import { TextMarks } from '../text-marks.tsx'

export interface MarkedToken {
  readonly text: string
  /** Nats; null where there is none. */
  readonly gap: number | null
  /** What is read aloud; without it the letters are. */
  readonly name?: string
  readonly environment?: boolean
}

export interface MarkedTextProps {
  readonly label: string
  readonly tokens: readonly MarkedToken[]
  /** End of the scale, nats. */
  readonly limit: number
  /** Of the frame. */
  readonly className: string
  /** Leaves the page with the charts of its panel. */
  readonly figure?: boolean
  /** Its tokens can be chosen: by a press and by arrow keys. */
  readonly chosen?: { readonly index: number; readonly onChoose: (index: number) => void }
}

export function MarkedText({ label, tokens, limit, className, figure = false, chosen }: MarkedTextProps) {
  const [list, setList] = useState<HTMLUListElement | null>(null)
  const breaks = useMemo(() => breaksOf(tokens), [tokens])
  const places = usePlaces(list, tokens.length, tokens)
  const gaps = useMemo(() => tokens.map(({ gap }) => gap), [tokens])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const from = chosen?.index ?? 0
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: tokens.length - 1 }[event.key]
    if (!chosen || to === undefined || to < 0 || to >= tokens.length) return
    event.preventDefault()
    chosen.onChoose(to)
    event.currentTarget.querySelector<HTMLElement>(`[data-token="${to}"]`)?.focus()
  }

  return (
    <div className={`marked ${className}`} data-figure={figure || undefined}>
      <TextMarks places={places} without={gaps} told={null} onTold={false} limit={limit} />
      <ul ref={setList} className="marked-text" aria-label={label} onKeyDown={chosen && onKeyDown}>
        {placed(tokens).map(({ key, index, text, name, environment = false }) => (
          <li key={key} aria-label={chosen && name} className={text === '\n' ? 'line-end' : undefined}>
            {breaks.has(index) && <wbr />}
            {chosen ? (
              <button
                type="button"
                className={chipClasses(text, environment, index === chosen.index)}
                data-token={index}
                aria-label={name}
                aria-pressed={index === chosen.index}
                tabIndex={index === chosen.index ? 0 : -1}
                onClick={() => chosen.onChoose(index)}
              >
                <TokenGlyph text={text} />
              </button>
            ) : (
              <>
                {name !== undefined && <span className="visually-hidden">{name}</span>}
                <span
                  className={chipClasses(text, environment)}
                  data-token={index}
                  title={name}
                  aria-hidden={name !== undefined || undefined}
                >
                  <TokenGlyph text={text} />
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The classes of one token's letters. */
export function chipClasses(text: string, environment: boolean, attended = false, pinned = false): string {
  const { sign, text: glyph } = tokenGlyph(text)
  const long = glyph.length > LONGEST_WORD
  return [
    'chip',
    long && 'long',
    environment && 'environment',
    sign && 'sign',
    attended && 'attended',
    pinned && 'pinned',
  ]
    .filter(Boolean)
    .join(' ')
}

/** What is seen of a token. Signs look the same in every language: a page's own may bring another font. */
export function TokenGlyph({ text }: { readonly text: string }) {
  const glyph = tokenGlyph(text)
  return (
    <>
      {glyph.space && <span className="space" />}
      {glyph.sign ? <span lang="en">{glyph.text}</span> : glyph.text}
    </>
  )
}

/** A token and its gap, to be read aloud. */
export function markedName(text: string, gap: number | null, unit: Unit): string {
  const token = tokenName(text)
  return gap === null ? token : t('{token}, gap {gap}', { token, gap: formatSignedNats(gap, unit) })
}

/** A token's identity is its place. */
function placed(tokens: readonly MarkedToken[]) {
  return tokens.map((token, index) => ({ ...token, index, key: `token ${index + 1}` }))
}
