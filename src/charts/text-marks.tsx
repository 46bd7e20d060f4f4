/** @file A teacher's marks on a running text, on the page: they lie under it and are as large as it is. */
import { memo, useMemo } from 'react'
import { DrawnAll } from './drawing/drawn.tsx'
import {
  barMarks,
  conditionMarks,
  outlineMark,
  type TextGaps,
  type TextMarksProps,
  type TextPlaces,
  type TextWords,
  tintMarks,
  wordMarks,
} from './drawing/text-marks.ts'
import { px } from './scale.ts'
import './text-marks.css'

/**
 * A handful of shapes for the whole text. An element a token, with its style and its transition, would cost a change of view
 * more than all the drawing; so would drawing again what a flip only hides.
 */
export const TextMarks = memo(function TextMarks(props: TextMarksProps) {
  const { places, without, told, wordsWithout = null, wordsTold = null, onTold, limit } = props
  const { width, height, em } = places
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
      <DrawnAll of={barMarks(places, onTold ? told : without, onTold ? without : told, limit)} />
    </svg>
  )
})

interface ConditionProps {
  readonly places: TextPlaces
  readonly gaps: TextGaps
  readonly words: TextWords
  readonly limit: number
  readonly told: boolean
  readonly on: boolean
}

/** Shapes are kept from flip to flip: what is only hidden is not drawn again. */
const Condition = memo(function Condition({ places, gaps, words, limit, told, on }: ConditionProps) {
  const tints = useMemo(() => tintMarks(places, gaps, limit), [places, gaps, limit])
  const outline = useMemo(() => outlineMark(places, gaps, limit, told), [places, gaps, limit, told])
  const written = useMemo(() => wordMarks(places, words), [places, words])
  return <DrawnAll of={conditionMarks(tints, outline, written, on)} />
})
