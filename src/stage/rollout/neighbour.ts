/** @file Where an arrow key leads from a token: along the text, or to the nearest token of the line above or below. */

/** Index of the token to go to, or null when the key does not walk or there is nowhere to go. */
export function neighbour(list: HTMLElement, from: number, key: string): number | null {
  const chips = [...list.querySelectorAll<HTMLElement>('[data-token]')]
  const last = chips.length - 1
  if (key === 'ArrowRight') return from < last ? from + 1 : null
  if (key === 'ArrowLeft') return from > 0 ? from - 1 : null
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowDown') return nearest(chips, from, 1)
  if (key === 'ArrowUp') return nearest(chips, from, -1)
  return null
}

/** The token of the next line in a direction whose middle is closest; lines are told apart by where they stand. */
function nearest(chips: readonly HTMLElement[], from: number, direction: 1 | -1): number | null {
  const boxes = chips.map((chip) => chip.getBoundingClientRect())
  const here = boxes[from]
  if (!here) return null
  const beyond = boxes
    .map((box, index) => ({ box, index }))
    .filter(({ box }) => (box.top - here.top) * direction > here.height / 2)
  if (beyond.length === 0) return null
  const top = beyond.map(({ box }) => box.top).reduce((a, b) => (direction === 1 ? Math.min(a, b) : Math.max(a, b)))
  const middle = (box: DOMRect): number => box.left + box.width / 2
  return beyond
    .filter(({ box }) => Math.abs(box.top - top) < box.height / 2)
    .reduce((a, b) => (Math.abs(middle(b.box) - middle(here)) < Math.abs(middle(a.box) - middle(here)) ? b : a)).index
}
