/** @file Both models' entropies on the token axis, on the page. */
import { memo } from 'react'
import { DrawnAll } from './drawing/drawn.tsx'
import { type EntropyLinesProps, entropyLines } from './drawing/entropy-lines.ts'
import { px } from './scale.ts'

export const EntropyLines = memo(function EntropyLines(props: EntropyLinesProps) {
  const { columns, height } = props
  const width = px(columns.count * columns.width)
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <DrawnAll of={entropyLines(props)} />
    </svg>
  )
})
