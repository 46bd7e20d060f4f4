/** @file Shapes on the page: elements that React keeps, in the colours and fonts of the theme. */
import { createElement, Fragment, memo } from 'react'
import { attributesOf, type Drawing, type Shape, THEME_FONTS, THEME_INKS } from './shape.ts'

export interface DrawnProps {
  readonly shape: Shape
}

/** One shape with all that is in it. The same object again is not looked at again: charts keep what a change of view leaves as it is. */
export const Drawn = memo(function Drawn({ shape }: DrawnProps) {
  const { content = [] } = shape
  const inside = typeof content === 'string' ? [content] : content.map(drawn)
  return createElement(shape.name, attributesOf(shape, THEME_INKS, THEME_FONTS), ...inside)
})

const drawn = (shape: Shape | null) => shape && <Drawn shape={shape} />

/** A whole chart: shapes are who they are by their place in it. */
export function DrawnAll({ of }: { readonly of: Drawing }) {
  return createElement(Fragment, null, ...of.map(drawn))
}
