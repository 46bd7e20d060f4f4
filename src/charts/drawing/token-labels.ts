/** @file The tokens themselves on the token axis, as shapes: short ones upright, words turned to stand in their column. Pure. */
import { CHARACTER, isUpright, labelPlaces, labelWords } from '../label-places.ts'
import type { TextLine } from '../lines.ts'
import { columnCentre, px, type TokenColumns } from '../scale.ts'
import type { Drawing, Shape } from './shape.ts'

export interface LabelToken {
  readonly text: string
  readonly source: 'student' | 'environment'
}

export interface LabelsLayout {
  /** Type size, pixels. */
  readonly size: number
  /** Characters; what is longer is cut. */
  readonly longest: number
  /** Indices of the tokens that are labelled; null for all. */
  readonly places: ReadonlySet<number> | null
}

const LONGEST = 9
/** Type sizes, pixels: a turned word must not touch its neighbours. */
const LARGEST = 12.5
const SMALLEST = 10
/** Where the columns are as narrow as it takes, as many tokens are labelled as stand side by side in this size. */
export const LEAST_WHOLE = 10.5
/** Pixels below the words. */
const FOOT = 6

/** The least size of type where nothing asks for one: all tokens are labelled as long as their columns have room for it. */
export const leastFor = ({ width }: TokenColumns): number => (width < SMALLEST ? LEAST_WHOLE : 0)

/**
 * How large labels are, and which tokens have one.
 * @param least type size in pixels below which a label is rather left out; 0 to label all, however small
 * @param height pixels
 */
export function labelsLayout(
  columns: TokenColumns,
  tokens: readonly LabelToken[],
  least: number,
  height: number,
): LabelsLayout {
  const size = Math.max(least, Math.min(LARGEST, Math.max(SMALLEST, columns.width * 0.95)))
  const longest = least > 0 ? Math.floor((height - FOOT) / (CHARACTER * size)) : LONGEST
  const texts = tokens.map(({ text }) => text)
  return { size, longest, places: least > 0 ? labelPlaces(texts, columns.width, size, longest) : null }
}

/** The rules that end the text's lines. */
export function lineRules(
  columns: TokenColumns,
  tokens: readonly LabelToken[],
  lines: readonly TextLine[],
  height: number,
): Drawing {
  return lines
    .filter(({ end }) => end < tokens.length)
    .map(({ end }) => {
      const x = px(end * columns.width)
      return { name: 'line', stroke: 'line', attributes: { x1: x, x2: x, y1: 0, y2: height } }
    })
}

/** One token's label. */
export function tokenLabel(
  { text, source }: LabelToken,
  index: number,
  columns: TokenColumns,
  { size, longest }: Pick<LabelsLayout, 'size' | 'longest'>,
  height: number,
): Shape {
  const { words, sign } = labelWords(text, longest)
  const x = columnCentre(columns, index)
  const y = height - FOOT
  return {
    name: 'text',
    fill: sign || source === 'environment' ? 'ink-3' : 'ink',
    attributes: {
      ...(source === 'environment' ? { fontStyle: 'italic' } : {}),
      ...(isUpright(words, size, columns.width)
        ? { x: px(x), y, textAnchor: 'middle' }
        : { transform: `translate(${px(x + Math.max(4, 0.32 * size))} ${y}) rotate(-90)` }),
    },
    content: words,
  }
}

/** All of it, for a file. */
export function tokenLabels(
  columns: TokenColumns,
  tokens: readonly LabelToken[],
  lines: readonly TextLine[],
  height: number,
): Drawing {
  const layout = labelsLayout(columns, tokens, leastFor(columns), height)
  return [
    ...lineRules(columns, tokens, lines, height),
    {
      name: 'g',
      font: 'token',
      attributes: { fontSize: layout.size, fontWeight: 450 },
      content: tokens.map((token, i) =>
        layout.places && !layout.places.has(i) ? null : tokenLabel(token, i, columns, layout, height),
      ),
    },
  ]
}
