/** @file What streams in the benchmark of curves. */
export const POINTS = 1000
export const SERIES = 8

/** Through the house's plots, or as bare paths. */
export type StreamKind = 'plot' | 'paths'

declare global {
  interface Window {
    /** Draws so many frames, one an animation frame. */
    streamCurves?: (kind: StreamKind, frames: number) => Promise<void>
  }
}
