/** @file A picture in SVG painted to PNG by the browser, with the page's own fonts inside: an image may fetch none. */
import type { Picture } from '../store/app.ts'

/** What a canvas can hold in every browser. */
const LARGEST_SIDE = 16_384

/** @throws when the browser cannot paint it */
export async function paintPicture(view: Window, { svg, width, height, scale }: Picture): Promise<Uint8Array> {
  const { document } = view
  if (Math.max(width, height) * scale > LARGEST_SIDE) throw new RangeError('The picture is too large for a canvas.')
  const style = `<style>${await fontRules(view)}</style>`
  const image = document.createElement('img')
  // At its full size from the start: a browser may otherwise paint small and enlarge.
  const sized = svg.replace(/^<svg ([^>]*?)width="[^"]*" height="[^"]*"/, (_, before: string) => {
    return `<svg ${before}width="${width * scale}" height="${height * scale}"`
  })
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sized.replace('>', `>${style}`))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('The browser made no picture.')
  return new Uint8Array(await blob.arrayBuffer())
}

const FAMILIES = /Source S(?:ans 3|erif 4) Variable|JetBrains Mono Variable/

/** The upright Latin faces of the page's fonts, as rules that carry their files. */
async function fontRules({ document }: Window): Promise<string> {
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules]
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .map(({ style }) => ({ style, base: sheet.href ?? document.baseURI })),
  )
  const wanted = faces.filter(({ style }) => {
    const is = (name: string): string => style.getPropertyValue(name)
    return (
      FAMILIES.test(is('font-family')) &&
      is('font-style') !== 'italic' &&
      /U\+0(?:000)?-0*FF/i.test(is('unicode-range'))
    )
  })
  return (await Promise.all(wanted.map(({ style, base }) => embedded(style, base)))).join('')
}

async function embedded(style: CSSStyleDeclaration, base: string): Promise<string> {
  const url = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1]
  if (!url) return ''
  const bytes = new Uint8Array(await (await fetch(new URL(url, base))).arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  const family = style.getPropertyValue('font-family')
  const weight = style.getPropertyValue('font-weight')
  return `@font-face{font-family:${family};font-weight:${weight};src:url(data:font/woff2;base64,${btoa(binary)})}`
}
