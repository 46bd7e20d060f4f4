/** @file The clock that measures: it never jumps, as the wall's does when it is set. */

/** Milliseconds since 1970 as the page began, plus how long ago that is. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now()
}
