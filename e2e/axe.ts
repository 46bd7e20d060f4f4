/** @file What axe finds on a page. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    /** Puts the panels that were set aside where they were. */
    bringClosedBack?: () => void
  }
}

/** Rules whose answer a theme can change, by its colours or the size of its letters. */
const LOOKS = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']

/**
 * Expects that axe finds nothing on the page, or on what one selector finds. Every rule runs, as axe comes. Its newer mode opens an
 * empty page each time to put the findings of frames together, and looks up the details of every rule that passed: both cost more than
 * the search, and a page without frames needs neither. It is put into a page once: compiling it takes a quarter of a search.
 * Panels that are closed are out of the document meanwhile: nobody meets them, and axe walks through all that is there before it asks what
 * it was pointed at, which is most of its time once every instrument has been open.
 * @param only 'looks' where the same elements stood before in another theme, and every rule has run on them
 */
export async function expectAccessible(page: Page, part?: string, only?: 'looks'): Promise<void> {
  const there = page.frames().length === 1 && (await page.evaluate(() => 'axe' in window))
  const axe = new AxeBuilder({ page, ...(there && { axeSource: ';' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], ...(only && { runOnly: LOOKS }) })
  await page.evaluate(setClosedAside)
  const { violations } = await (part ? axe.include(part) : axe).analyze()
  await page.evaluate(() => window.bringClosedBack?.())
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  )
}

/** Runs in the page. */
function setClosedAside(): void {
  const closed = [...document.querySelectorAll('[role="tabpanel"][hidden]')].map((panel) => {
    const place = document.createComment('')
    panel.replaceWith(place)
    return { panel, place }
  })
  window.bringClosedBack = () => {
    for (const { panel, place } of closed) place.replaceWith(panel)
    delete window.bringClosedBack
  }
}
