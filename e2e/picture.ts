/**
 * @file The page as it looked when somebody looked at it and found it good: a picture of the window, committed as the mean colour of every
 * square of some 30 pixels. So coarse, it is the same whatever a machine makes of the edges of letters, and still shows what a person would see from
 * three steps away: a panel that is gone, that lies elsewhere or over another, a theme's colours, a text without its marks.
 */
import { expect, type Page } from '@playwright/test'

/** Pixels of a square's side: a line of the text on the stage is two of them. */
const SQUARE = 30

/**
 * A square has another colour when it is off by more than so much of the way from black to white. Measured on the first sight, of 1,440 squares: letters drawn with other
 * hinting, without subpixels or at twice the density change none, no font but the page's own and DejaVu 11; marks that are gone change 22, all that lies 6 pixels lower 56,
 * the note that is handed over 18, a text that is 5 % larger some 300.
 */
const THRESHOLD = 0.06
/** So many squares may have another colour: as a share, and in small pictures. */
const SHARE = 0.01
const FEW = 8

/**
 * Compares the window, scrolled to its top, with `e2e/pictures/<name>.png`; `npm run e2e -- e2e/ink.spec.ts -u` commits to what is there.
 */
export async function expectPicture(page: Page, name: string): Promise<void> {
  const area = await page.evaluate(async () => {
    scrollTo({ top: 0, behavior: 'instant' })
    await document.fonts.ready
    return innerWidth * innerHeight
  })
  const maxDiffPixels = Math.max(FEW, Math.floor((SHARE * area) / SQUARE ** 2))
  // What is fetched late may still come.
  await expect(async () => {
    expect(await squares(page)).toMatchSnapshot(`${name}.png`, { threshold: THRESHOLD, maxDiffPixels })
  }).toPass({ intervals: [300, 600, 1200], timeout: 20_000 })
}

/** Families that the letters of an element are really drawn in; the page brings none for Chinese. */
export async function familiesOf(page: Page, selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  await session.detach()
  return fonts.map(({ familyName }) => familyName)
}

/** The window as PNG, a pixel a square. */
async function squares(page: Page): Promise<Buffer> {
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const small = await page.evaluate(meanColours, { picture: picture.toString('base64'), side: SQUARE })
  return Buffer.from(small, 'base64')
}

/** Runs in the page. @returns a PNG in base64 */
async function meanColours({ picture, side }: { readonly picture: string; readonly side: number }): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${picture}`
  await image.decode()
  const [columns, rows] = [Math.round(innerWidth / side), Math.round(innerHeight / side)]
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  context.drawImage(image, 0, 0)
  const means = new ImageData(columns, rows)
  for (let square = 0; square < columns * rows; square++) {
    const [column, row] = [square % columns, Math.floor(square / columns)]
    const left = Math.floor((column * image.width) / columns)
    const top = Math.floor((row * image.height) / rows)
    const width = Math.floor(((column + 1) * image.width) / columns) - left
    const height = Math.floor(((row + 1) * image.height) / rows) - top
    const { data } = context.getImageData(left, top, width, height)
    const sums = [0, 0, 0]
    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (data[i + c] ?? 0)
    means.data.set([...sums.map((sum) => Math.round((4 * sum) / data.length)), 255], 4 * square)
  }
  canvas.width = columns
  canvas.height = rows
  context.putImageData(means, 0, 0)
  return canvas.toDataURL('image/png').split(',')[1] ?? ''
}
