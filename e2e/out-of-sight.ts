/** @file Whether an embedded view is seen whole. */
import type { Page } from '@playwright/test'

/** What scrolls, and what of the figure lies beyond its place. */
export function outOfSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string => `${element.tagName}.${element.className}`
    const place = document.querySelector('main')?.getBoundingClientRect() ?? new DOMRect()
    const scrolls = [...document.querySelectorAll('*')].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element)
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
      const moves = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
      return (
        (moves(overflowX) && scrollWidth > clientWidth + 1) || (moves(overflowY) && scrollHeight > clientHeight + 1)
      )
    })
    const folded = (element: Element | null): boolean =>
      element !== null && (getComputedStyle(element).clipPath === 'inset(50%)' || folded(element.parentElement))
    const beyond = [...document.querySelectorAll('[data-glance]')].filter((element) => {
      if (folded(element)) return false
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return right > place.right + 1 || left < place.left - 1 || top < place.top - 1 || bottom > place.bottom + 1
    })
    return [...scrolls.map((each) => `scrolls: ${name(each)}`), ...beyond.map((each) => `cut: ${name(each)}`)]
  })
}
