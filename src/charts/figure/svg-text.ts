/** @file SVG as text: elements with their attributes written out, so that a file stands on its own. */
import { px } from '../scale.ts'

/** Fonts by name: where the page's own are missing, the nearest that a reader's machine has. */
export const PAGE_FONT = "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif"
export const TOKEN_FONT = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace"

export type Attributes = Readonly<Record<string, string | number>>

/** `<name a="1">content</name>`; numbers keep three decimals. Content is markup: pass words through `words`. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? px(value) : words(value)}"`,
  )
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`
}

/** Words as XML can hold them; control characters, which it cannot hold, become a replacement character. */
export function words(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
