/** @file A text as a strip of tokens, each tinted by its gap and with a bar of the same number: one frame of a flipbook. */
import type { CSSProperties } from 'react'
import { formatSignedNats, tokenGlyph, tokenName, type Unit } from './format.ts'
import { symmetric } from './scale.ts'
import './token-strip.css'
import { t } from '../i18n/words.ts'

export interface StripToken {
  readonly text: string
  /** Nats; null where there is none. */
  readonly gap: number | null
}

export interface TokenStripProps {
  readonly label: string
  readonly tokens: readonly StripToken[]
  /** End of the gap's scale, nats. */
  readonly limit: number
  readonly unit: Unit
}

export function TokenStrip({ label, tokens, limit, unit }: TokenStripProps) {
  return (
    <ol className="strip" aria-label={label} data-figure>
      {numbered(tokens).map(({ key, text, gap }) => {
        const glyph = tokenGlyph(text)
        const at = gap === null ? 0 : symmetric(gap, limit).at
        const name =
          gap === null
            ? tokenName(text)
            : t('{token}, gap {gap}', { token: tokenName(text), gap: formatSignedNats(gap, unit) })
        const classes = ['strip-token', at < 0 ? 'less' : 'more', glyph.sign && 'sign'].filter(Boolean).join(' ')
        return (
          <li key={key} className={text === '\n' ? 'strip-end' : undefined}>
            <span className={classes} title={name} style={{ '--size': Math.abs(at) } as CSSProperties}>
              <span className="strip-bar" />
              <span className="visually-hidden">{name}</span>
              <span aria-hidden="true">
                {glyph.space ? '\u00a0' : ''}
                {glyph.text}
              </span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** A token's identity is its place. */
function numbered(tokens: readonly StripToken[]): readonly (StripToken & { readonly key: string })[] {
  return tokens.map((token, i) => ({ ...token, key: `token ${i + 1}` }))
}
