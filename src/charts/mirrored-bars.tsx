/** @file Two distributions face to face: the student's bars to the left, the teacher's to the right, tokens between. */
import { formatProbability, tokenGlyph, tokenName } from './format.ts'
import './mirrored-bars.css'

export interface MirroredEntry {
  /** The vocabulary's id: two tokens can look the same. */
  readonly id: number
  readonly text: string
  /** Probabilities, 0 to 1. */
  readonly student: number
  readonly teacher: number
  /** The token that was written. */
  readonly chosen: boolean
  /** The student's probability after a step, drawn over its bar: predicted in outline, the true one as a line. */
  readonly next?: { readonly predicted: number; readonly actual: number | null }
}

export interface MirroredBarsProps {
  readonly entries: readonly MirroredEntry[]
  /** Probability outside the entries. */
  readonly tail: { readonly student: number; readonly teacher: number }
  /** Makes the numbers buttons: the entry's id, or null for the tail, and whose number it is. */
  readonly onNumber?: (entry: number | null, side: 'student' | 'teacher') => void
}

/** A table, so that it reads aloud; its bars are drawn by width alone. Both sides run from 0 to 1. */
export function MirroredBars({ entries, tail, onNumber }: MirroredBarsProps) {
  return (
    <table className="mirrored numeric">
      <thead>
        <tr>
          <th scope="col" className="mirrored-student">
            student
          </th>
          <th scope="col">
            <span className="visually-hidden">token</span>
          </th>
          <th scope="col" className="mirrored-teacher">
            teacher
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ id, text, student, teacher, chosen, next }) => {
          const glyph = tokenGlyph(text)
          return (
            <tr key={id} className={chosen ? 'chosen' : undefined}>
              <Side
                p={student}
                next={next}
                side="student"
                of={tokenName(text)}
                onPress={onNumber && (() => onNumber(id, 'student'))}
              />
              <th scope="row">
                {glyph.space && <span className="mirrored-space" />}
                {glyph.text}
                {chosen && <span className="visually-hidden"> (written)</span>}
              </th>
              <Side
                p={teacher}
                side="teacher"
                of={tokenName(text)}
                onPress={onNumber && (() => onNumber(id, 'teacher'))}
              />
            </tr>
          )
        })}
        <tr className="mirrored-tail">
          <Side p={tail.student} side="student" of="others" onPress={onNumber && (() => onNumber(null, 'student'))} />
          <th scope="row">others</th>
          <Side p={tail.teacher} side="teacher" of="others" onPress={onNumber && (() => onNumber(null, 'teacher'))} />
        </tr>
      </tbody>
    </table>
  )
}

interface SideProps {
  readonly p: number
  readonly next?: MirroredEntry['next']
  readonly side: 'student' | 'teacher'
  readonly of: string
  readonly onPress: (() => void) | undefined
}

function Side({ p, next, side, of, onPress }: SideProps) {
  const size = Number.isFinite(p) ? Math.min(1, Math.max(0, p)) : 0
  const text = formatProbability(p)
  return (
    <td className={`mirrored-${side}`}>
      <span className="mirrored-bar" style={{ transform: `scaleX(${size})` }} />
      {next && <span className="mirrored-next" style={{ width: shareOf(next.predicted) }} />}
      {typeof next?.actual === 'number' && <span className="mirrored-actual" style={{ width: shareOf(next.actual) }} />}
      {onPress ? (
        <button
          type="button"
          className="mirrored-number"
          aria-label={`${text}, receipt: ${of}, ${side}`}
          onClick={onPress}
        >
          {text}
        </button>
      ) : (
        <span className="mirrored-number">{text}</span>
      )}
    </td>
  )
}

/** A probability as a width; a first-order prediction may leave the range. */
function shareOf(p: number): string {
  return `${Math.round(1e4 * Math.min(1, Math.max(0, p))) / 100}%`
}
