/**
 * @file What a teacher makes of every token, as shapes under and around a running text: a tint behind it, a bar above it where the
 * teacher finds it likelier and below where it does not, and the other condition in outline. Pure.
 */
import { moves, px, symmetric } from '../scale.ts'
import type { Drawing, Shape } from './shape.ts'

/** Where a token stands, in CSS pixels from the text's upper left corner. */
export interface TextPlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface TextPlaces {
  readonly width: number
  readonly height: number
  /** The text's size, pixels: all measures of the marks are shares of it. */
  readonly em: number
  readonly tokens: readonly TextPlace[]
}

/** Nats of each token; null where there is none (an environment's token). Null for all: not scored. */
export type TextGaps = readonly (number | null)[] | null

/** What the teacher would rather have written, for each token; null where it agrees. */
export type TextWords = readonly (string | null)[] | null

export interface TextMarksProps {
  readonly places: TextPlaces
  readonly without: TextGaps
  readonly told: TextGaps
  /** The words over the text, without and with context. */
  readonly wordsWithout?: TextWords
  readonly wordsTold?: TextWords
  /** The bars are those of the teacher with context. */
  readonly onTold: boolean
  /** End of the scale, nats. */
  readonly limit: number
}

/** Heights and widths as shares of the text's size. */
const BAR = { reach: 0.46, width: 0.4, outline: 0.6 } as const

/** A bar lower than this share of the scale would be a hairline: noise to the eye. Tint and name keep the number. */
const HAIRLINE = 0.05

/** Shades of a tint: more than the eye tells apart side by side. */
const SHADES = 14

/** All marks of a text, for whoever draws them once. */
export function textMarks(props: TextMarksProps): Drawing {
  const { places, without, told, wordsWithout = null, wordsTold = null, onTold, limit } = props
  return [
    ...conditionMarks(
      tintMarks(places, without, limit),
      outlineMark(places, without, limit, false),
      wordMarks(places, wordsWithout),
      !onTold,
    ),
    ...conditionMarks(
      tintMarks(places, told, limit),
      outlineMark(places, told, limit, true),
      wordMarks(places, wordsTold),
      onTold,
    ),
    ...barMarks(places, onTold ? told : without, onTold ? without : told, limit),
  ]
}

/** What one condition shows by itself: its tints and words while it is on, else its outlines. */
export function conditionMarks(tints: Drawing, outline: Shape, words: Drawing, on: boolean): Drawing {
  return [
    { name: 'g', className: 'text-marks-tints', off: !on, content: tints },
    { ...outline, off: on },
    {
      name: 'g',
      className: 'text-marks-words',
      off: !on,
      fill: 'teacher-ink',
      font: 'prose',
      attributes: { fontStyle: 'italic', fontWeight: 600, textAnchor: 'middle' },
      content: words,
    },
  ]
}

/** The tokens' backgrounds, those of one colour and shade as one shape. */
export function tintMarks(places: TextPlaces, gaps: TextGaps, limit: number): Drawing {
  const shapes = new Map<string, { readonly side: 'less' | 'more'; readonly shade: number; readonly d: string }>()
  const radius = places.em / 9
  for (const { place, at } of drawn(places, gaps, limit)) {
    const shade = Math.round(Math.abs(at) * SHADES)
    if (shade === 0) continue
    const side = at < 0 ? 'less' : 'more'
    const key = `${side} ${shade}`
    shapes.set(key, { side, shade, d: (shapes.get(key)?.d ?? '') + rounded(place, radius) })
  }
  return [...shapes.values()].map(({ side, shade, d }) => ({
    name: 'path',
    className: side,
    fill: side,
    attributes: { fillOpacity: px((0.55 * shade) / SHADES), d },
  }))
}

export function outlineMark(places: TextPlaces, gaps: TextGaps, limit: number, told: boolean): Shape {
  const { em } = places
  const width = em * BAR.outline
  const d = drawn(places, gaps, limit)
    .filter(({ at }) => Math.abs(at) >= HAIRLINE)
    .map(({ place, at }) => {
      const foot = at > 0 ? place.top : place.top + place.height
      return `M${px(middle(place) - width / 2)} ${px(foot)}V${px(end(place, em, at))}h${px(width)}V${px(foot)}`
    })
    .join('')
  return {
    name: 'path',
    className: told ? 'text-marks-outline told' : 'text-marks-outline untold',
    fill: 'none',
    stroke: told ? 'context' : 'ink-3',
    attributes: { strokeWidth: px(em / 26), opacity: 0.75, d },
  }
}

/** In the teacher's own hand, where no bar stands. */
export function wordMarks({ em, tokens }: TextPlaces, words: TextWords): Drawing {
  return (words ?? []).map((word, i): Shape | null => {
    const place = tokens[i]
    if (word === null || !place) return null
    const at = { x: px(middle(place)), y: px(place.top - 0.13 * em), fontSize: px(0.52 * em) }
    return { name: 'text', attributes: at, content: word }
  })
}

/** The bars of the condition on view, and a cut across the end of each that goes on beyond the scale. */
export function barMarks(places: TextPlaces, on: TextGaps, other: TextGaps, limit: number): Drawing {
  return [
    ...SIDES.map(
      ({ side, up }): Shape => ({
        name: 'g',
        className: side,
        fill: side,
        content: [
          other && { name: 'path', attributes: { d: barShapes(places, on, other, limit, up, false) } },
          {
            name: 'path',
            className: 'text-marks-bar',
            attributes: { d: barShapes(places, on, other, limit, up, true) },
          },
        ],
      }),
    ),
    {
      name: 'path',
      className: 'text-marks-notch',
      fill: 'none',
      stroke: 'sheet',
      attributes: { strokeWidth: px(places.em / 13), d: notches(places, on, limit) },
    },
  ]
}

const SIDES = [
  { side: 'less', up: false },
  { side: 'more', up: true },
] as const

function notches(places: TextPlaces, gaps: TextGaps, limit: number): string {
  const { em } = places
  return drawn(places, gaps, limit)
    .filter(({ clamped }) => clamped)
    .map(({ place, at }) => {
      const y = end(place, em, Math.sign(at) * 0.78)
      return `M${px(middle(place) - (em * BAR.width) / 2 - 1)} ${px(y)}h${px(em * BAR.width + 2)}`
    })
    .join('')
}

interface Drawn {
  readonly index: number
  readonly place: TextPlace
  /** -1 to 1. */
  readonly at: number
  readonly clamped: boolean
}

function drawn({ tokens }: TextPlaces, gaps: TextGaps, limit: number): readonly Drawn[] {
  if (!gaps) return []
  return tokens.flatMap((place, index) => {
    const gap = gaps[index]
    return gap === null || gap === undefined ? [] : [{ index, place, ...symmetric(gap, limit) }]
  })
}

const middle = ({ left, width }: TextPlace): number => left + width / 2

/** Where a bar of this height ends: above the token for what is positive, else below it. */
const end = ({ top, height }: TextPlace, em: number, at: number): number =>
  at < 0 ? top + height - at * em * BAR.reach : top - at * em * BAR.reach

/**
 * The bars of one side, those that move at a flip or those that do not. What has a bar on this side under the other condition
 * stays, without height, so that shapes can morph.
 */
function barShapes(
  places: TextPlaces,
  gaps: TextGaps,
  others: TextGaps,
  limit: number,
  up: boolean,
  moving: boolean,
): string {
  const { em } = places
  const width = em * BAR.width
  const onSide = (at: number): number => (Math.abs(at) >= HAIRLINE && at > 0 === up ? at : 0)
  return drawn(places, gaps, limit)
    .map(({ index, place, at }) => {
      const here = onSide(at)
      const there = others ? onSide(symmetric(others[index] ?? 0, limit).at) : null
      if ((here === 0 && there === 0) || moves(here, there, em * BAR.reach) !== moving) return ''
      const foot = up ? place.top : place.top + place.height
      return `M${px(middle(place) - width / 2)} ${px(foot)}h${px(width)}V${px(here === 0 ? foot : end(place, em, at))}h${px(-width)}z`
    })
    .join('')
}

function rounded({ left, top, width, height }: TextPlace, wish: number): string {
  const r = px(Math.min(wish, width / 2, height / 2))
  const [w, h] = [px(width - 2 * r), px(height - 2 * r)]
  const arc = (x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`
  return `M${px(left + r)} ${px(top)}h${w}${arc(r, r)}v${h}${arc(-r, r)}h${-w}${arc(-r, -r)}v${-h}${arc(r, -r)}z`
}
