// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bearTranslators } from './translated-text.ts'

beforeAll(() => bearTranslators(window as Window & typeof globalThis))
afterEach(cleanup)

/** What a browser's translator does to every text of an element, and the moment in which the page hears of it. */
async function translate(root: Element): Promise<void> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node as Text)
  for (const text of texts) {
    const outer = document.createElement('font')
    const inner = outer.appendChild(document.createElement('font'))
    inner.textContent = `«${text.data}»`
    text.parentNode?.replaceChild(outer, text)
  }
  await act(async () => {})
}

function Line({ count, last }: { readonly count: number; readonly last: boolean }) {
  return (
    <p>
      {count > 2 && <b>many </b>}
      {count} tokens{last ? ' in all' : <i> so far</i>}
    </p>
  )
}

describe('a page that a translator has touched', () => {
  it('is drawn anew where it changes: texts are written, come and go, and none is left behind', async () => {
    const { container, rerender } = render(<Line count={1} last={false} />)
    await translate(container)
    expect(container.textContent).toBe('«1»« tokens»« so far»')
    rerender(<Line count={2} last />)
    await act(async () => {})
    expect(container.textContent).toBe('2« tokens» in all')
    await translate(container)
    rerender(<Line count={3} last={false} />)
    await act(async () => {})
    expect(container.textContent?.replaceAll(/[«»]/g, '')).toBe('many 3 tokens so far')
  })

  it('can be taken away whole', async () => {
    const { container, unmount } = render(<Line count={5} last />)
    await translate(container)
    unmount()
    expect(container.innerHTML).toBe('')
  })
})
