/** @file What the eye sees of a text's marks: the colours of the pixels of a screenshot, token by token. */
import type { Locator, Page } from '@playwright/test'

export interface TokenInk {
  /** The token's accessible name, or its text. */
  readonly name: string
  /** Shares of the pixels behind and around the token that are vermilion, and blue. */
  readonly less: number
  readonly more: number
}

/** Reads the ink around every element marked `data-token` in a text. */
export async function inkOf(page: Page, text: Locator): Promise<readonly TokenInk[]> {
  await text.evaluate((list) => list.scrollIntoView({ block: 'nearest', behavior: 'instant' }))
  const boxes = await text.locator('[data-token]').evaluateAll((all) =>
    all.map((each) => {
      const { left, top, width, height } = each.getBoundingClientRect()
      return { name: each.getAttribute('aria-label') ?? each.textContent ?? '', left, top, width, height }
    }),
  )
  const picture = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
  return page.evaluate(
    async ({ boxes, picture }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${picture}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (!context) throw new Error('no canvas')
      context.drawImage(image, 0, 0)
      const scale = image.width / innerWidth
      return boxes.map(({ name, left, top, width, height }) => {
        const { data } = context.getImageData(
          left * scale,
          top * scale,
          Math.max(1, width * scale),
          Math.max(1, height * scale),
        )
        let less = 0
        let more = 0
        for (let i = 0; i < data.length; i += 4) {
          const [r = 0, , b = 0] = data.slice(i, i + 3)
          // Paper itself is a little warmer than grey: a mark is more than that.
          if (r - b > 28) less++
          else if (b - r > 14) more++
        }
        const all = data.length / 4
        return { name, less: less / all, more: more / all }
      })
    },
    { boxes, picture },
  )
}

/** Share of the pixels of a part of the page that are not its ground. */
export async function inkShare(page: Page, part: Locator): Promise<number> {
  const picture = (await part.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context?.drawImage(bitmap, 0, 0)
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
    let drawn = 0
    for (let i = 0; i < pixels.length; i += 4) {
      const far = Math.abs((pixels[i] ?? 0) - (pixels[0] ?? 0)) + Math.abs((pixels[i + 2] ?? 0) - (pixels[2] ?? 0))
      if (far > 60) drawn++
    }
    return drawn / (pixels.length / 4)
  }, picture)
}
