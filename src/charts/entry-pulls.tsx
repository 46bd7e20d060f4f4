/**
 * @file What a divergence makes of each shown vocabulary entry: how much the entry adds, and which way a descent step would
 * push its logit, as an arrow with its number. Under one teacher, or under both conditions side by side.
 */

import { t } from '../i18n/words.ts'
import { NumberButton } from '../ui/number-button.tsx'
import { formatNumber, formatSigned, tokenGlyph, tokenName } from './format.ts'
import './entry-pulls.css'

export interface Pull {
  /** In the unit on view. */
  readonly contribution: number
  /** d divergence / d logit, in the unit on view: a descent step pushes the logit up where it is negative. */
  readonly gradient: number
}

export interface PullRow {
  /** The vocabulary's id, or null for all others together. */
  readonly id: number | null
  readonly text: string
  readonly chosen: boolean
  /** Null where it is not known. */
  readonly without: Pull | null
  readonly told: Pull | null
}

export interface EntryPullsProps {
  /** Of the divergence. */
  readonly name: string
  readonly rows: readonly PullRow[]
  /** The column with the note is the one on view. */
  readonly onTold: boolean
  /** Makes the numbers buttons. */
  readonly onNumber?: OnPull
}

type OnPull = (entry: number | null, what: 'contribution' | 'push', reading: 'without' | 'with') => void

/** Gradients below this are drawn without an arrow: their numbers would read 0 too. */
const LEAST = 0.00005

export function EntryPulls({ name, rows, onTold, onNumber }: EntryPullsProps) {
  const sizes = rows.flatMap(({ without, told }) => [without, told].map((pull) => Math.abs(pull?.gradient ?? 0)))
  const largest = Math.max(...sizes.filter(Number.isFinite), LEAST)
  return (
    <table className="pulls numeric" data-figure>
      <caption>{t('What each entry adds to {name}, and where a descent step pushes its logit', { name })}</caption>
      <thead>
        <tr>
          <td rowSpan={2} />
          <th scope="colgroup" colSpan={2} className={onTold ? 'pulls-teacher' : 'pulls-teacher on'}>
            {t('teacher')}
          </th>
          <th scope="colgroup" colSpan={2} className={onTold ? 'pulls-told on' : 'pulls-told'}>
            {t('+ note')}
          </th>
        </tr>
        <tr>
          {['teacher', 'note'].flatMap((column) =>
            [t('adds'), t('push')].map((what) => (
              <th scope="col" key={`${column} ${what}`}>
                {what}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, text, chosen, without, told }) => {
          const glyph = tokenGlyph(text)
          return (
            <tr key={id ?? 'others'} className={chosen ? 'chosen' : undefined}>
              <th scope="row" className={id === null ? 'pulls-others' : undefined}>
                {id !== null && glyph.space && <span className="mirrored-space" />}
                {id === null ? text : glyph.text}
                {chosen && <span className="visually-hidden"> ({t('written')})</span>}
              </th>
              {(['without', 'with'] as const).map((reading) => (
                <Cells
                  key={reading}
                  pull={reading === 'with' ? told : without}
                  largest={largest}
                  of={`${id === null ? text : tokenName(text)}, ${reading === 'with' ? t('teacher with note') : t('teacher')}`}
                  onPress={onNumber && ((what) => onNumber(id, what, reading))}
                />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface CellsProps {
  readonly pull: Pull | null
  readonly largest: number
  /** Whose numbers they are. */
  readonly of: string
  readonly onPress: ((what: 'contribution' | 'push') => void) | undefined
}

function Cells({ pull, largest, of, onPress }: CellsProps) {
  if (!pull)
    return (
      <>
        <td>–</td>
        <td>–</td>
      </>
    )
  // The step goes against the gradient.
  const push = -pull.gradient
  const way = Math.abs(push) < LEAST || Number.isNaN(push) ? 'none' : push > 0 ? 'up' : 'down'
  return (
    <>
      <td>
        <PullNumber
          text={formatNumber(pull.contribution)}
          of={`${t('adds')}, ${of}`}
          onPress={onPress && (() => onPress('contribution'))}
        />
      </td>
      <td className={`pulls-${way}`}>
        {way !== 'none' && <Arrow up={push > 0} length={Math.min(1, Math.abs(push) / largest)} />}
        <span className="visually-hidden">{way === 'none' ? '' : `${way === 'up' ? t('up') : t('down')} `}</span>
        <PullNumber text={formatSigned(push)} of={`${t('push')}, ${of}`} onPress={onPress && (() => onPress('push'))} />
      </td>
    </>
  )
}

interface PullNumberProps {
  readonly text: string
  readonly of: string
  readonly onPress: (() => void) | undefined
}

function PullNumber({ text, of, onPress }: PullNumberProps) {
  return onPress ? <NumberButton value={text} of={of} onPress={onPress} /> : text
}

/** Longer where the pull is stronger; at its shortest still an arrow. @param length 0 to 1 */
function Arrow({ up, length }: { readonly up: boolean; readonly length: number }) {
  const size = Math.round((6 + 12 * length) * 10) / 10
  const [tip, tail] = up ? [10 - size / 2, 10 + size / 2] : [10 + size / 2, 10 - size / 2]
  const barb = up ? tip + 4 : tip - 4
  return (
    <svg viewBox="0 0 10 20" aria-hidden="true">
      <path d={`M5 ${tail}V${tip}M1.5 ${barb}L5 ${tip}L8.5 ${barb}`} />
    </svg>
  )
}
