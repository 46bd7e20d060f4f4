/** @file Examples of marks on a running text. */
import type { TextPlaces } from '../drawing/text-marks.ts'
import { TextMarks } from '../text-marks.tsx'
import type { Example } from './example.ts'
import { GAP_LIMIT, GAPS, TOKENS, TOLD_GAPS } from './rollout.ts'

const EM = 26
/** Of the token font, a letter's width in ems; and what a line takes, pixels. */
const LETTER = 0.6
const LINE = 68

/** The places that the page measures, worked out: every letter is as wide as the next. */
function placesOf(texts: readonly string[]): TextPlaces {
  let left = 0
  let top = 30
  const tokens = texts.map((text) => {
    const width = text === '\n' ? 0 : text.length * EM * LETTER
    const place = { left, top, width, height: EM * 1.3 }
    left = text === '\n' ? 0 : left + width
    if (text === '\n') top += LINE
    return place
  })
  return { width: 300, height: top + LINE - 24, em: EM, tokens }
}

const PLACES = placesOf(TOKENS.map(({ text }) => text))
const WISHES = TOKENS.map((_, i) => (i === 10 ? '2' : null))

export const textExamples: readonly Example[] = [
  {
    name: 'text-marks',
    caption:
      'The rollout as it is read: tint and bar say the gap, outlines the other condition; above a token, what the teacher would rather have',
    width: PLACES.width,
    height: PLACES.height,
    drawing: (
      <>
        <TextMarks
          places={PLACES}
          without={GAPS}
          told={TOLD_GAPS}
          wordsWithout={WISHES}
          wordsTold={null}
          onTold={false}
          limit={GAP_LIMIT}
        />
        {TOKENS.map(({ text }, i) => {
          const { left = 0, top = 0, width = 0, height = 0 } = PLACES.tokens[i] ?? {}
          return (
            // A text's tokens are known by their place.
            <span key={[i, text].join(' ')} className="example-token" style={{ left, top, width, height }}>
              {text === '\n' ? '' : text}
            </span>
          )
        })}
      </>
    ),
  },
]
