/** @file The heights of the rows, in pixels, shared by the charts and their names. */
export const ROWS: Readonly<Record<'labels' | 'gap' | 'divergence' | 'entropy', number>> = {
  labels: 68,
  gap: 76,
  divergence: 56,
  entropy: 56,
}
