/** @file What the eye sees of a text's marks: the colours of the pixels of a screenshot, token by token. */
import { expect, type Locator, type Page } from '@playwright/test'
import { gapOf } from './token-names.ts'

export interface TokenInk {
  /** The token's accessible name, or its text. */
  readonly name: string
  /** Shares of the pixels behind and around the token that are vermilion, and blue. */
  readonly less: number
  readonly more: number
}

/** A token and where it stands in the window. */
export interface TokenBox {
  readonly name: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Nats from which on a mark must be seen, and up to which none may be. */
const SEEN = 0.9
const UNSEEN = 0.08

/** Reads the ink around every element marked `data-token` in a text. */
export async function inkOf(page: Page, text: Locator): Promise<readonly TokenInk[]> {
  await text.evaluate((list) => list.scrollIntoView({ block: 'nearest', behavior: 'instant' }))
  const boxes = await text.locator('[data-token]').evaluateAll(tokenBoxes)
  const picture = (await page.screenshot({ animations: 'disabled', caret: 'hide' })).toString('base64')
  return page.evaluate(measureInk, { boxes, picture })
}

/** Runs in the page, on these tokens or on all. */
export function tokenBoxes(tokens: readonly Element[] = [...document.querySelectorAll('[data-token]')]): TokenBox[] {
  return tokens.map((token) => {
    const { left, top, width, height } = token.getBoundingClientRect()
    return { name: token.getAttribute('aria-label') ?? token.textContent ?? '', left, top, width, height }
  })
}

/** Runs in the page. `picture`: of its window, as PNG in base64. */
export async function measureInk({
  boxes,
  picture,
}: {
  readonly boxes: readonly TokenBox[]
  readonly picture: string
}): Promise<TokenInk[]> {
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
}

/** Ink where the gap is, in its colour, and none where it is not. */
export function expectInk(all: readonly TokenInk[], where: string, least = 3): void {
  const marked = all.filter(({ name }) => Math.abs(gapOf(name)) >= SEEN)
  expect(marked.length, where).toBeGreaterThanOrEqual(least)
  for (const { name, less, more } of marked)
    expect(gapOf(name) < 0 ? less : more, `${where}: ${name}`).toBeGreaterThan(0.2)
  for (const { name, less, more } of all)
    if (Math.abs(gapOf(name)) < UNSEEN) expect(less + more, `${where}: ${name}`).toBeLessThan(0.1)
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
