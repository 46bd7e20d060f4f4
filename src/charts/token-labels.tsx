/** @file The tokens themselves on the token axis, on the page: as large as whoever looks needs them. */
import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { usePrinting } from '../ui/use-printing.ts'
import { useWhole } from '../ui/whole.ts'
import { Drawn, DrawnAll } from './drawing/drawn.tsx'
import {
  type LabelsLayout,
  type LabelToken,
  LEAST_WHOLE,
  labelsLayout,
  lineRules,
  tokenLabel,
} from './drawing/token-labels.ts'
import type { TextLine } from './lines.ts'
import { px, type TokenColumns } from './scale.ts'
import './token-labels.css'

export interface TokenLabelsProps {
  readonly columns: TokenColumns
  readonly tokens: readonly LabelToken[]
  readonly lines: readonly TextLine[]
  /** Pixels. */
  readonly height: number
}

export const TokenLabels = memo(function TokenLabels({ columns, tokens, lines, height }: TokenLabelsProps) {
  const svg = useRef<SVGSVGElement>(null)
  const asked = useLeastType(svg)
  const whole = useWhole()
  const least = usePrinting() || whole ? LEAST_WHOLE : asked
  const width = columns.count * columns.width
  const { size, longest, places } = useMemo(
    () => labelsLayout(columns, tokens, least, height),
    [columns, tokens, least, height],
  )
  return (
    <svg
      ref={svg}
      className="token-labels"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
      style={{ fontSize: size }}
    >
      <DrawnAll of={lineRules(columns, tokens, lines, height)} />
      {Array.from(tokens.entries(), ([place, { text, source }]) =>
        places && !places.has(place) ? null : (
          <Label
            key={place}
            text={text}
            source={source}
            index={place}
            columns={columns}
            size={size}
            longest={longest}
            height={height}
          />
        ),
      )}
    </svg>
  )
})

interface LabelProps extends LabelToken, Pick<LabelsLayout, 'size' | 'longest'> {
  readonly index: number
  readonly columns: TokenColumns
  readonly height: number
}

/** Drawn once: while the student writes, only the newest label is new. */
const Label = memo(function Label({ index, columns, size, longest, height, ...token }: LabelProps) {
  return <Drawn shape={tokenLabel(token, index, columns, { size, longest }, height)} />
})

/** The least size of type, pixels, where `--label-rems` asks for one; 0 where all tokens are labelled, however small. */
function useLeastType(svg: RefObject<SVGSVGElement | null>): number {
  const [least, setLeast] = useState(0)
  useLayoutEffect(() => {
    const element = svg.current
    if (!element) return
    const read = (): void => {
      const rems = Number.parseFloat(getComputedStyle(element).getPropertyValue('--label-rems'))
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
      setLeast(Number.isFinite(rems * rem) ? rems * rem : 0)
    }
    read()
    window.addEventListener('resize', read)
    return () => window.removeEventListener('resize', read)
  }, [svg])
  return least
}
