/** @file Whether the page is being laid out for paper: charts that follow the width of the screen take the paper's. */
import { useSyncExternalStore } from 'react'

/**
 * Pixels that a chart has on paper beside its names: the narrower of A4 and Letter within the margins of src/app/print.css. No element can be asked:
 * nothing is measured between the word that the page will be printed and the print.
 */
export const PAPER_WIDTH = 620

let announced = false

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia('print')
  const before = (): void => {
    announced = true
    changed()
  }
  const after = (): void => {
    announced = false
    changed()
  }
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  list.addEventListener('change', changed)
  return () => {
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
    list.removeEventListener('change', changed)
  }
}

export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => announced || window.matchMedia('print').matches)
}
