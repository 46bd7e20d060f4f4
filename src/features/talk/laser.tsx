/** @file The laser pointer: a dot where the pointer is, and a trail that fades. Drawn beside React, which has nothing to say here. */
import { useEffect, useRef } from 'react'
import { useAppState } from '../../store/hooks.ts'
import './laser.css'

/** Milliseconds that a point of the trail lives, and that the dot stays once the pointer rests. */
const TRAIL = 700
const REST = 1600
/** Half the width of the dot, CSS pixels. */
const DOT = 9

interface Point {
  readonly x: number
  readonly y: number
  readonly at: number
}

export function Laser() {
  const on = useAppState((state) => state.talk.presentation?.laser ?? false)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => (on && canvas.current ? point(canvas.current) : undefined), [on])
  return on ? <canvas ref={canvas} className="laser" /> : null
}

/** Draws until it is ended by what it returns. */
function point(canvas: HTMLCanvasElement): () => void {
  const context = canvas.getContext('2d')
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)')
  let points: readonly Point[] = []
  let frame = 0

  const draw = (): void => {
    frame = 0
    const now = performance.now()
    points = points.filter(({ at }, i) => now - at < (i === points.length - 1 ? REST : TRAIL))
    resize(canvas)
    if (context) paint(context, calm.matches ? points.slice(-1) : points, now)
    if (points.length > 0) frame = requestAnimationFrame(draw)
  }
  const onMove = (event: PointerEvent): void => {
    points = [...points, { x: event.clientX, y: event.clientY, at: performance.now() }]
    frame ||= requestAnimationFrame(draw)
  }
  document.addEventListener('pointermove', onMove)
  return () => {
    document.removeEventListener('pointermove', onMove)
    cancelAnimationFrame(frame)
  }
}

/** As many pixels as the screen has. */
function resize(canvas: HTMLCanvasElement): void {
  const width = Math.round(window.innerWidth * devicePixelRatio)
  const height = Math.round(window.innerHeight * devicePixelRatio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

function paint(context: CanvasRenderingContext2D, points: readonly Point[], now: number): void {
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.lineCap = 'round'
  for (const [i, end] of points.entries()) {
    const start = points[i - 1]
    if (!start) continue
    const left = Math.max(0, 1 - (now - end.at) / TRAIL)
    context.strokeStyle = `rgb(230 20 20 / ${(0.55 * left).toFixed(3)})`
    context.lineWidth = DOT * left
    context.beginPath()
    context.moveTo(start.x, start.y)
    context.lineTo(end.x, end.y)
    context.stroke()
  }
  const last = points.at(-1)
  if (!last) return
  const left = Math.min(1, (2 * (REST - (now - last.at))) / REST)
  context.fillStyle = `rgb(230 20 20 / ${left.toFixed(3)})`
  context.strokeStyle = `rgb(255 255 255 / ${left.toFixed(3)})`
  context.lineWidth = 2
  context.beginPath()
  context.arc(last.x, last.y, DOT, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
}
