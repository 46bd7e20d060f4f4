/**
 * @file Two distributions face to face: the student's bars to the left, the teacher's to the right, tokens between. The teacher
 * has a row of its own for each condition it was read under, without its note and with it.
 */

import { t } from '../i18n/words.ts'
import { NumberButton } from '../ui/number-button.tsx'
import { formatProbability, tokenGlyph, tokenName } from './format.ts'
import './mirrored-bars.css'

/** Whose number it is. */
export type MirroredSide = 'student' | 'teacher' | 'told'

/** Probabilities, 0 to 1; null where it is not known. */
type Sides = Readonly<Record<MirroredSide, number | null>>

export interface MirroredEntry extends Sides {
  /** The vocabulary's id: two tokens can look the same. */
  readonly id: number
  readonly text: string
  /** The token that was written. */
  readonly chosen: boolean
  /** The student's probability after a step, drawn over its bar: predicted in outline, the true one as a line. */
  readonly next?: { readonly predicted: number; readonly actual: number | null }
}

export interface MirroredBarsProps {
  readonly entries: readonly MirroredEntry[]
  /** Probability outside the entries. */
  readonly tail: Sides
  /** The teacher's rows, the one on view marked. */
  readonly rows: readonly { readonly side: 'teacher' | 'told'; readonly on: boolean }[]
  /** Makes the numbers buttons: the entry's id, or null for the tail, and whose number it is. */
  readonly onNumber?: (entry: number | null, side: MirroredSide) => void
}

const sideName = (side: MirroredSide): string =>
  side === 'student' ? t('student') : side === 'teacher' ? t('teacher') : t('teacher with note')

/** A table, so that it reads aloud; its bars are drawn by width alone. Both sides run from 0 to 1. */
export function MirroredBars({ entries, tail, rows, onNumber }: MirroredBarsProps) {
  const press = (id: number | null, side: MirroredSide) => onNumber && (() => onNumber(id, side))
  const cells = (sides: Sides, id: number | null, of: string) => (
    <td className="mirrored-teachers">
      {rows.map(({ side, on }) => (
        <Side key={side} p={sides[side]} side={side} on={on} of={of} onPress={press(id, side)} />
      ))}
    </td>
  )
  return (
    <table className="mirrored numeric">
      <thead>
        <tr>
          <th scope="col" className="mirrored-student">
            {t('student')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('token')}</span>
          </th>
          <th scope="col" className="mirrored-heads">
            {rows.map(({ side, on }) => (
              <span key={side} className={on ? `mirrored-${side} on` : `mirrored-${side}`}>
                {side === 'teacher' ? t('teacher') : t('+ note')}
              </span>
            ))}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => {
          const { id, text, student, chosen, next } = entry
          const glyph = tokenGlyph(text)
          const name = tokenName(text)
          return (
            <tr key={id} className={chosen ? 'chosen' : undefined}>
              <td>
                <Side p={student} next={next} side="student" on of={name} onPress={press(id, 'student')} />
              </td>
              <th scope="row">
                {glyph.space && <span className="mirrored-space" />}
                {glyph.text}
                {chosen && <span className="visually-hidden"> ({t('written')})</span>}
              </th>
              {cells(entry, id, name)}
            </tr>
          )
        })}
        <tr className="mirrored-tail">
          <td>
            <Side p={tail.student} side="student" on of={t('others')} onPress={press(null, 'student')} />
          </td>
          <th scope="row">{t('others')}</th>
          {cells(tail, null, t('others'))}
        </tr>
      </tbody>
    </table>
  )
}

interface SideProps {
  readonly p: number | null
  readonly next?: MirroredEntry['next']
  readonly side: MirroredSide
  /** On view. */
  readonly on: boolean
  readonly of: string
  readonly onPress: (() => void) | undefined
}

function Side({ p, next, side, on, of, onPress }: SideProps) {
  const size = p !== null && Number.isFinite(p) ? Math.min(1, Math.max(0, p)) : 0
  const text = formatProbability(p ?? Number.NaN)
  const beyond = next !== undefined && next.predicted > 1
  return (
    <span className={on ? `mirrored-side mirrored-${side} on` : `mirrored-side mirrored-${side}`}>
      <span className="mirrored-bar" style={{ transform: `scaleX(${size})` }} />
      {next && (
        <span
          className={beyond ? 'mirrored-next beyond' : 'mirrored-next'}
          style={{ inlineSize: shareOf(next.predicted) }}
        />
      )}
      {typeof next?.actual === 'number' && (
        <span className="mirrored-actual" style={{ inlineSize: shareOf(next.actual) }} />
      )}
      {onPress && p !== null ? (
        <NumberButton className="mirrored-number" value={text} of={`${of}, ${sideName(side)}`} onPress={onPress} />
      ) : (
        <span className="mirrored-number">{text}</span>
      )}
    </span>
  )
}

/** A probability as a width; a first-order prediction may leave the range. */
function shareOf(p: number): string {
  return `${Math.round(1e4 * Math.min(1, Math.max(0, p))) / 100}%`
}
