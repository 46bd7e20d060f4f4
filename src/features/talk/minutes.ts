/** @file Times of a talk as a speaker reads them. */

/** Milliseconds as `12:05`. */
export function minutes(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
