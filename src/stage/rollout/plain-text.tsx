/** @file A text with the teacher's marks and nothing to press: the same drawing as the rollout's, of tokens that stand in no rollout. */
import { useMemo, useState } from 'react'
import { tokenGlyph } from '../../charts/format.ts'
import { TextMarks } from '../../charts/text-marks.tsx'
import { usePlaces } from '../../ui/use-places.ts'
import './rollout.css'

export interface PlainTextProps {
  readonly label: string
  /** Who wrote it, over the text. */
  readonly caption: string
  /** Gaps in nats; null where there is none. */
  readonly tokens: readonly { readonly text: string; readonly gap: number | null }[]
  /** End of the scale, nats. */
  readonly limit: number
}

export function PlainText({ label, caption, tokens, limit }: PlainTextProps) {
  const [list, setList] = useState<HTMLUListElement | null>(null)
  const places = usePlaces(list, tokens.length, tokens.map(({ text }) => text).join('|'))
  const gaps = useMemo(() => tokens.map(({ gap }) => gap), [tokens])
  return (
    <>
      <p className="rollout-caption">{caption}</p>
      <div className="rollout-frame">
        <TextMarks places={places} without={gaps} told={null} onTold={false} limit={limit} />
        <ul ref={setList} className="rollout" aria-label={label}>
          {numbered(tokens).map(({ key, index, text }) => {
            const glyph = tokenGlyph(text)
            return (
              <li key={key} className={text === '\n' ? 'line-end' : undefined}>
                {(glyph.space || /^[-+x*/=]$/.test(text)) && <wbr />}
                <span className={glyph.sign ? 'chip sign' : 'chip'} data-token={index}>
                  {glyph.space && <span className="space" />}
                  {glyph.text}
                </span>
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}

/** A token's identity is its place. */
function numbered(tokens: PlainTextProps['tokens']) {
  return tokens.map(({ text }, index) => ({ key: `token ${index + 1}`, index, text }))
}
