/** @file Pixels of an element that something above it scales. */

/**
 * How much larger an element is on the screen than it was laid out: 1 unless something above it is scaled.
 * A pointer's place in it is (clientX − left) / scaleOf(element) pixels of its own.
 */
export function scaleOf(element: HTMLElement): number {
  const { width } = element.getBoundingClientRect()
  return element.offsetWidth > 0 && width > 0 ? width / element.offsetWidth : 1
}
