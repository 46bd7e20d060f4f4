/** @file A plot into which values stream at every frame, and beside it the same curves as bare paths: what a frame of each costs. */

import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { type Curve, TONES } from '../src/charts/curve.ts'
import { CurvePlot } from '../src/charts/plots/curve-plot.tsx'
import '../src/ui/theme.css'
import { POINTS, SERIES } from './streams.ts'

const SIZE = { width: 640, height: 220 }

/** Waves with noise of their own that travel: every frame all values are new, while the axes stand still as they do in a run. */
function curvesAt(frame: number): readonly Curve[] {
  return Array.from({ length: SERIES }, (_, series) => ({
    id: `series ${series}`,
    label: `series ${series}`,
    tone: TONES[series % TONES.length] ?? 'ink',
    dash: series,
    points: Array.from({ length: POINTS }, (_, i) => {
      const at = frame + i
      return {
        x: i,
        y: 1 + series / 8 + 0.4 * Math.sin(at / 90 + series) + 0.1 * Math.sin(at * 12.9898 + series * 78.233),
      }
    }),
  }))
}

const whole = (value: number): string => String(Math.round(value))
const short = (value: number): string => value.toFixed(1)

function Streamed({ frame }: { readonly frame: number }) {
  return (
    <CurvePlot
      summary="Eight curves."
      curves={curvesAt(frame)}
      x={[0, POINTS]}
      y={[0, 3]}
      over="steps"
      formatX={whole}
      formatY={short}
    />
  )
}

/** The least that drawing these values takes: a path's text for each, set by hand. */
function barePaths(room: HTMLElement): (frame: number) => void {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('width', String(SIZE.width))
  svg.setAttribute('height', String(SIZE.height))
  const paths = Array.from({ length: SERIES }, () => document.createElementNS(space, 'path'))
  for (const path of paths) {
    path.setAttribute('fill', 'none')
    path.setAttribute('stroke', 'black')
  }
  svg.append(...paths)
  room.append(svg)
  return (frame) => {
    for (const [series, { points }] of curvesAt(frame).entries())
      paths[series]?.setAttribute(
        'd',
        `M${points.map(({ x, y }) => `${(x / POINTS) * SIZE.width},${(1 - y / 3) * SIZE.height}`).join('L')}`,
      )
  }
}

window.streamCurves = async (kind, frames) => {
  const room = document.querySelector<HTMLElement>('#room')
  if (!room) throw new Error('There is no room for a plot.')
  room.style.cssText = `width:${SIZE.width}px;--curve-height:${SIZE.height - 31}px`
  const root = kind === 'plot' ? createRoot(room) : null
  const draw = root ? (frame: number) => flushSync(() => root.render(<Streamed frame={frame} />)) : barePaths(room)
  for (let frame = 0; frame < frames; frame++) {
    await new Promise(requestAnimationFrame)
    draw(frame)
  }
  root?.unmount()
  room.replaceChildren()
}
