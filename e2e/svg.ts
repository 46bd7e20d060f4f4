/** @file An exported SVG as the browser reads it. The page's policy lets no string become markup, so it is fetched rather than parsed. */
import type { JSHandle, Page } from '@playwright/test'

const ADDRESS = '/under-test.svg'

/** The root element of an SVG's text, as a handle in the page. */
export async function svgRoot(page: Page, text: string): Promise<JSHandle<Element>> {
  await page.route(`**${ADDRESS}`, (route) => route.fulfill({ contentType: 'image/svg+xml', body: text }))
  const root = await page.evaluateHandle(
    (address) =>
      new Promise<Element>((resolve, reject) => {
        const request = new XMLHttpRequest()
        request.open('GET', address)
        request.responseType = 'document'
        request.onload = () => {
          const found = request.responseXML?.documentElement
          if (found) resolve(found)
          else reject(new Error('The text is no SVG.'))
        }
        request.onerror = () => reject(new Error('The text cannot be fetched.'))
        request.send()
      }),
    ADDRESS,
  )
  await page.unroute(`**${ADDRESS}`)
  return root
}
