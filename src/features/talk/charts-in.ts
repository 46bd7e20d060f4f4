/** @file The charts of the instrument on the stage, as they can fill the screen one by one. */

/** What a panel marks as a figure and draws with, outermost first. Tables and sentences are no charts. */
export function chartsIn(root: ParentNode): readonly HTMLElement[] {
  const figures = [...root.querySelectorAll<HTMLElement>('.stage-instrument [data-figure]:not([data-figure="off"])')]
  return figures.filter(
    (figure) => !figure.parentElement?.closest('[data-figure]') && figure.querySelector('svg, canvas, .strip') !== null,
  )
}
