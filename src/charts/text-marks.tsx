/**
 * @file What a teacher makes of every token, drawn under and around a running text: a tint behind it, a bar above it where the
 * teacher finds it likelier and below where it does not, and the other condition in outline.
 */
import { memo, useMemo } from 'react'
import { moves, px, symmetric } from './scale.ts'
import './text-marks.css'

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

/**
 * A handful of shapes for the whole text. An element a token, with its style and its transition, would cost a change of view
 * more than all the drawing; so would drawing again what a flip only hides.
 */
export const TextMarks = memo(function TextMarks(props: TextMarksProps) {
  const { places, without, told, wordsWithout = null, wordsTold = null, onTold, limit } = props
  const { width, height, em } = places
  const on = onTold ? told : without
  const other = onTold ? without : told
  if (em === 0) return null
  return (
    <svg
      className="text-marks"
      viewBox={`0 0 ${px(width)} ${px(height)}`}
      style={{ width: `${px(width / em)}em`, height: `${px(height / em)}em` }}
      aria-hidden="true"
      focusable="false"
    >
      <Condition places={places} gaps={without} words={wordsWithout} limit={limit} told={false} on={!onTold} />
      <Condition places={places} gaps={told} words={wordsTold} limit={limit} told on={onTold} />
      {SIDES.map(({ name, up }) => (
        <g key={name} className={name}>
          {other && <path d={barShapes(places, on, other, limit, up, false)} />}
          <path className="text-marks-bar" d={barShapes(places, on, other, limit, up, true)} />
        </g>
      ))}
      <Notches places={places} gaps={on} limit={limit} />
    </svg>
  )
})

const SIDES = [
  { name: 'less', up: false },
  { name: 'more', up: true },
] as const

interface ConditionProps {
  readonly places: TextPlaces
  readonly gaps: TextGaps
  readonly words: TextWords
  readonly limit: number
  readonly told: boolean
  readonly on: boolean
}

/** What one condition shows by itself: its tints and words while it is on, else its outlines. */
const Condition = memo(function Condition({ places, gaps, words, limit, told, on }: ConditionProps) {
  const tints = useMemo(() => tintShapes(places, gaps, limit), [places, gaps, limit])
  const outlines = useMemo(() => outlineShapes(places, gaps, limit), [places, gaps, limit])
  return (
    <>
      <g className={on ? 'text-marks-tints' : 'text-marks-tints off'}>
        {tints.map(({ side, shade, d }) => (
          <path key={`${side} ${shade}`} className={side} fillOpacity={px((0.55 * shade) / SHADES)} d={d} />
        ))}
      </g>
      <path
        className={`text-marks-outline ${told ? 'told' : 'untold'} ${on ? 'off' : 'on'}`}
        strokeWidth={px(places.em / 26)}
        d={outlines}
      />
      <g className={on ? 'text-marks-words' : 'text-marks-words off'}>
        <Words places={places} words={words} />
      </g>
    </>
  )
})

/** In the teacher's own hand, where no bar stands. Not drawn anew when the condition is hidden. */
const Words = memo(function Words({ places, words }: Pick<ConditionProps, 'places' | 'words'>) {
  const { em, tokens } = places
  return words?.map((word, i) => {
    const place = tokens[i]
    if (word === null || !place) return null
    return (
      // A text's tokens are known by their place.
      <text key={tokenKey(i)} x={px(middle(place))} y={px(place.top - 0.13 * em)} fontSize={px(0.52 * em)}>
        {word}
      </text>
    )
  })
})

const tokenKey = (index: number): string => `token ${index}`

/** Beyond the end of the scale: a cut across the end of the bar. */
function Notches({ places, gaps, limit }: Pick<ConditionProps, 'places' | 'gaps' | 'limit'>) {
  const { em } = places
  const d = drawn(places, gaps, limit)
    .filter(({ clamped }) => clamped)
    .map(({ place, at }) => {
      const y = end(place, em, Math.sign(at) * 0.78)
      return `M${px(middle(place) - (em * BAR.width) / 2 - 1)} ${px(y)}h${px(em * BAR.width + 2)}`
    })
    .join('')
  return <path className="text-marks-notch" strokeWidth={px(em / 13)} d={d} />
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

function outlineShapes(places: TextPlaces, gaps: TextGaps, limit: number): string {
  const { em } = places
  const width = em * BAR.outline
  return drawn(places, gaps, limit)
    .filter(({ at }) => Math.abs(at) >= HAIRLINE)
    .map(({ place, at }) => {
      const foot = at > 0 ? place.top : place.top + place.height
      return `M${px(middle(place) - width / 2)} ${px(foot)}V${px(end(place, em, at))}h${px(width)}V${px(foot)}`
    })
    .join('')
}

interface Tint {
  readonly side: 'less' | 'more'
  /** 1 to SHADES. */
  readonly shade: number
  readonly d: string
}

/** The tokens' backgrounds, those of one colour and shade as one shape. */
function tintShapes(places: TextPlaces, gaps: TextGaps, limit: number): readonly Tint[] {
  const shapes = new Map<string, Tint>()
  const radius = places.em / 9
  for (const { place, at } of drawn(places, gaps, limit)) {
    const shade = Math.round(Math.abs(at) * SHADES)
    if (shade === 0) continue
    const side = at < 0 ? 'less' : 'more'
    const key = `${side} ${shade}`
    shapes.set(key, { side, shade, d: (shapes.get(key)?.d ?? '') + rounded(place, radius) })
  }
  return [...shapes.values()]
}

function rounded({ left, top, width, height }: TextPlace, wish: number): string {
  const r = px(Math.min(wish, width / 2, height / 2))
  const [w, h] = [px(width - 2 * r), px(height - 2 * r)]
  const arc = (x: number, y: number): string => `a${r} ${r} 0 0 1 ${x} ${y}`
  return `M${px(left + r)} ${px(top)}h${w}${arc(r, r)}v${h}${arc(-r, r)}h${-w}${arc(-r, -r)}v${-h}${arc(r, -r)}z`
}
