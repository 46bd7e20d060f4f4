/** @file Bars on the token axis, on the page. */
import { memo } from 'react'
import { DrawnAll } from './drawing/drawn.tsx'
import { type ValueBarsProps, valueBars } from './drawing/value-bars.ts'
import { px } from './scale.ts'
import './value-bars.css'

export const ValueBars = memo(function ValueBars(props: ValueBarsProps) {
  const { columns, height } = props
  const width = columns.count * columns.width
  return (
    <svg
      className="value-bars"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <DrawnAll of={valueBars(props)} />
    </svg>
  )
})
