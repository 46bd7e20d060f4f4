/** @file What the gallery asks of an example: a chart with numbers that show what it is for. */
import type { ReactElement } from 'react'

export interface Example {
  /** The file's name in `docs/gallery`, without its ending. */
  readonly name: string
  /** What is drawn, and how it is read. */
  readonly caption: string
  /** Room that the drawing takes, CSS pixels. */
  readonly width: number
  readonly height: number
  /** Drawn by its effects, as recharts does: it has to stand in a page for that. Default false. */
  readonly mounted?: boolean
  /** Elements, or the markup of a whole SVG; colours may be those of the theme, as `var(--ink)`. */
  readonly drawing: ReactElement | string
}
