/**
 * @file What is drawn on the token axis and around a text, as data: shapes with their places, coloured by what the colours mean. Charts
 * are pure functions from numbers to shapes; the page (`drawn.tsx`), files (`markup.ts`) and cells of notebooks (`nodes.ts`) write
 * them down, each in its own way, so that nothing is drawn twice.
 */

/** Colours by what they mean: the custom properties of the page's theme without their dashes. */
export const INKS = [
  ...(['sheet', 'ink', 'ink-2', 'ink-3', 'line', 'line-strong', 'less', 'more', 'context'] as const),
  ...(['student', 'student-ink', 'teacher', 'teacher-ink'] as const),
] as const
export type Ink = (typeof INKS)[number]

/** A colour for each, as CSS writes it. */
export type Inks = Readonly<Record<Ink, string>>

/** The colours of the page's own theme, whichever it is: for whatever is drawn inside it. */
export const THEME_INKS = Object.fromEntries(INKS.map((ink) => [ink, `var(--${ink})`])) as Record<Ink, string>

/** Fonts by what they are for. */
export type Font = 'page' | 'token' | 'prose'

export type Fonts = Readonly<Record<Font, string>>

export const THEME_FONTS: Fonts = {
  page: 'var(--font-page)',
  token: 'var(--font-token)',
  prose: 'var(--font-prose)',
}

/** SVG's attributes in React's spelling; lengths are pixels. */
export interface Shape {
  readonly name: 'g' | 'line' | 'path' | 'rect' | 'text' | 'tspan'
  /** For the page alone: what moves, and what a theme draws otherwise. */
  readonly className?: string
  /** Kept ready for a change of view: the page hides it by its class `off`, a file leaves it out. */
  readonly off?: boolean
  readonly fill?: Ink | 'none'
  readonly stroke?: Ink | 'none'
  readonly font?: Font
  readonly attributes?: Readonly<Record<string, string | number>>
  /** Words, or shapes; what is not there keeps its place, so that the shapes after it stay who they are. */
  readonly content?: string | readonly (Shape | null)[]
}

/** The shapes of one chart, in the order in which they are painted. */
export type Drawing = readonly (Shape | null)[]

/** `strokeWidth` as SVG itself spells it. None of the names that are used here has a capital in SVG. */
export const svgName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Attributes of a shape with its colours and its font, in React's spelling. */
export function attributesOf(
  { className, off, fill, stroke, font, attributes }: Shape,
  inks: Inks,
  fonts: Fonts,
): Readonly<Record<string, string | number>> {
  const colour = (ink: Ink | 'none'): string => (ink === 'none' ? ink : inks[ink])
  const classes = [className, off && 'off'].filter(Boolean).join(' ')
  return {
    ...(classes ? { className: classes } : {}),
    ...attributes,
    ...(fill ? { fill: colour(fill) } : {}),
    ...(stroke ? { stroke: colour(stroke) } : {}),
    ...(font ? { fontFamily: fonts[font] } : {}),
  }
}
