/** @file One chart on the whole screen: it is marked, the styles hide what is around it, and it grows as far as the screen allows. */
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { chartsIn } from './charts-in.ts'

/** A chart grows to this many times its size on the stage at most. */
const LARGEST = 4

/** How much larger the rows of a token axis are than beside the text: they keep their type and their columns. */
export type Growth = number

/**
 * Marks the n-th chart of the instrument with `data-filled`, also when it is drawn later or anew.
 * @param floor what the chart may fill
 * @param filled which chart, from 1; null for none
 */
export function useFilled(floor: RefObject<HTMLElement | null>, filled: number | null): Growth {
  const [growth, setGrowth] = useState<Growth>(1)
  useLayoutEffect(() => {
    const { current } = floor
    if (!current || filled === null) return
    const apply = (): void => {
      const wanted = chartsIn(current)[filled - 1] ?? null
      for (const chart of current.querySelectorAll('[data-filled]')) if (chart !== wanted) unmark(chart)
      if (wanted && !wanted.hasAttribute('data-filled')) wanted.setAttribute('data-filled', '')
      current.toggleAttribute('data-filling', wanted !== null)
    }
    apply()
    // Panels come late, and draw their charts anew.
    const observer = new MutationObserver(apply)
    observer.observe(current, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      current.removeAttribute('data-filling')
      for (const chart of current.querySelectorAll('[data-filled]')) unmark(chart)
    }
  }, [floor, filled])

  useEffect(() => {
    setGrowth(1)
    if (filled === null) return
    // The chart takes the whole width first; then there is a height to grow from.
    const frame = requestAnimationFrame(() => {
      const chart = floor.current?.querySelector<HTMLElement>('[data-filled]')
      const room = chart?.closest<HTMLElement>('.stage-instrument')
      if (!chart || !room || chart.scrollHeight === 0) return
      const free = (0.96 * room.clientHeight) / chart.scrollHeight
      const times = Math.min(LARGEST, Math.max(1, Math.floor(free * 20) / 20))
      if (chart.matches('.axis-grid')) setGrowth(rowsGrow(chart, 0.96 * room.clientHeight))
      else if (times > 1.1) chart.style.setProperty('zoom', times.toFixed(2))
    })
    return () => cancelAnimationFrame(frame)
  }, [floor, filled])
  return growth
}

/** How many times higher the rows can be: the tokens' labels above them stay as they are. */
function rowsGrow(chart: HTMLElement, height: number): number {
  const labels = chart.querySelector('.token-labels')?.getBoundingClientRect().height ?? 0
  const rows = chart.scrollHeight - labels
  return rows > 0 ? Math.min(LARGEST, Math.max(1, (height - labels) / rows)) : 1
}

function unmark(chart: Element): void {
  chart.removeAttribute('data-filled')
  if (chart instanceof HTMLElement) chart.style.removeProperty('zoom')
}
