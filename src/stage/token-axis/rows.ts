/** @file The heights of the rows, in pixels, shared by the charts and their names. */
export const ROWS = { labels: 68, gap: 76, divergence: 56, entropy: 56 } as const
