/** @file Bars on the token axis, as shapes: one value a token, about zero or from zero up, with the other condition as an outline. Pure. */
import { MINUS } from '../format.ts'
import { columnCentre, moves, px, symmetric, type TokenColumns } from '../scale.ts'
import type { Drawing, Ink, Shape } from './shape.ts'

export interface ValueBarsProps {
  readonly columns: TokenColumns
  /** One for each token; null where there is none (not scored yet, or an environment's token). */
  readonly values: readonly (number | null)[]
  /** The same under the other condition, drawn in outline; null for no outlines. */
  readonly ghosts: readonly (number | null)[] | null
  /** The outlines are those of the teacher with context. */
  readonly ghostsTold: boolean
  /** End of the scale, in the values' unit. */
  readonly limit: number
  /** 'gap' from -limit to limit in vermilion and blue, which mean the gap alone; 'signed' in ink; 'size' from 0 in ink. */
  readonly kind: 'gap' | 'signed' | 'size'
  /** Pixels. */
  readonly height: number
}

/** An outline lower than this, in pixels, is a line on the zero line and means nothing. */
const HAIRLINE = 1

/**
 * One shape for a row's bars of one hue: an element with a transition and its events for each token costs a change of view more
 * than all its drawing. Fixed scale, fixed columns: nothing moves while values arrive. What lies beyond the scale gets a notch,
 * infinities their sign as well.
 */
export function valueBars({ columns, values, ghosts, ghostsTold, limit, kind, height }: ValueBarsProps): Drawing {
  const width = columns.count * columns.width
  const zero = kind === 'size' ? height - 1 : height / 2
  const reach = kind === 'size' ? height - 4 : height / 2 - 3
  const bar = Math.max(4, Math.min(14, columns.width * 0.56))
  const outline = Math.min(columns.width - 2, bar + 5)
  const bars = values.flatMap((value, i) =>
    value === null || Number.isNaN(value)
      ? []
      : [
          {
            centre: columnCentre(columns, i),
            endless: !Number.isFinite(value),
            ...symmetric(value, limit),
            other: ghosts ? symmetric(ghosts[i] ?? 0, limit).at : null,
          },
        ],
  )
  /** The bars on a sign's side, be it under one condition only: those that move at a flip, or those that do not. */
  const blocks = (sign: Sign, moving: boolean): string =>
    bars
      .filter(({ at, other }) => other === null || onSide(at, sign) !== 0 || onSide(other, sign) !== 0)
      .filter(({ at, other }) => moves(onSide(at, sign), other === null ? null : onSide(other, sign), reach) === moving)
      .map(({ at, centre }) => block(centre, bar, zero, zero - onSide(at, sign) * reach))
      .join('')
  const notches = (sign: Sign): string =>
    bars
      .filter(({ at, clamped }) => clamped && onSide(at, sign) !== 0)
      .map(({ at, centre }) => notch(centre, zero - at * reach, at > 0))
      .join('')
  const outlines = (all: readonly (number | null)[]): string =>
    all
      .map((value, i) => {
        const at = value === null ? 0 : symmetric(value, limit).at
        return Math.abs(at) * reach < HAIRLINE ? '' : block(columnCentre(columns, i), outline, zero, zero - at * reach)
      })
      .join('')
  return [
    {
      name: 'line',
      className: 'bars-zero',
      stroke: 'line-strong',
      attributes: { x1: 0, x2: px(width), y1: zero, y2: zero },
    },
    ghosts && {
      name: 'path',
      className: ghostsTold ? 'bars-ghost told' : 'bars-ghost',
      fill: 'none',
      stroke: ghostsTold ? 'context' : 'ink-3',
      attributes: { opacity: 0.7, d: outlines(ghosts) },
    },
    ...HUES[kind].map(({ hue, ink, sign }): Shape => {
      const beyond = notches(sign)
      return {
        name: 'g',
        className: hue,
        fill: ink,
        content: [
          ghosts && { name: 'path', attributes: { d: blocks(sign, false) } },
          { name: 'path', className: 'bars-bar', attributes: { d: blocks(sign, true) } },
          beyond === '' ? null : { name: 'path', className: 'bars-notch', attributes: { d: beyond } },
        ],
      }
    }),
    ...bars
      .filter(({ endless }) => endless)
      .map(
        ({ at, centre }): Shape => ({
          name: 'text',
          className: 'bars-endless',
          fill: 'ink',
          font: 'page',
          attributes: {
            ...{ x: px(centre + 6), y: px(zero - at * reach + (at > 0 ? 9 : -1)), fontSize: 11, fontWeight: 600 },
          },
          content: at > 0 ? '∞' : `${MINUS}∞`,
        }),
      ),
  ]
}

type Sign = -1 | 0 | 1

interface Hue {
  readonly hue: string
  readonly ink: Ink
  readonly sign: Sign
}

/** What hues a row has, and which values are drawn in them: those of one sign, or all (0). */
const HUES: Readonly<Record<ValueBarsProps['kind'], readonly Hue[]>> = {
  gap: [
    { hue: 'bars-less', ink: 'less', sign: -1 },
    { hue: 'bars-more', ink: 'more', sign: 1 },
  ],
  signed: [{ hue: 'bars-size', ink: 'ink-2', sign: 0 }],
  size: [{ hue: 'bars-size', ink: 'ink-2', sign: 0 }],
}

/** The part of a value on a sign's side of zero; the bar of the other side stays, without height, so that shapes can morph. */
const onSide = (at: number, sign: Sign): number => (at * sign < 0 ? 0 : at)

/** A bar from the zero line to its end. */
const block = (centre: number, width: number, zero: number, end: number): string =>
  `M${px(centre - width / 2)} ${zero}h${px(width)}V${px(end)}h${px(-width)}z`

/** "Goes on beyond": a small arrow head past the bar's end. */
const notch = (x: number, y: number, up: boolean): string => `M${px(x - 5)} ${px(y)}h10l-5 ${up ? -3 : 3}z`
