// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { framed } from './chart-figure.ts'
import { paintOf } from './css-colour.ts'
import { drawPage } from './draw-page.ts'
import { type Box, type Layout, linesOf } from './layout.ts'

const INK = { sheet: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', 'ink-2': 'rgb(80, 80, 80)' }

/** jsdom lays nothing out: boxes stand in data-box as "left top width height", a text fills its parent's. */
const layout: Layout = {
  box: (element) => boxOf(element),
  pieces: (node) => [{ text: node.data.trim(), ...boxOf(node.parentElement) }],
  ascent: () => 0.75,
}

function boxOf(element: Element | null): Box {
  const [left = 0, top = 0, width = 0, height = 0] = (element?.getAttribute('data-box') ?? '').split(' ').map(Number)
  return { left, top, width, height }
}

function page(html: string): Element {
  document.body.innerHTML = html
  return document.body.firstElementChild as Element
}

function parsed(svg: string): Document {
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml')
  expect(read.querySelector('parsererror')).toBeNull()
  return read
}

const PANEL = `
  <div data-figure data-box="100 200 300 60">
    <b data-box="100 200 80 20" style="color: rgb(10, 20, 30); font-size: 16px; text-align: right">gap &lt; 0 &amp; “–∞”</b>
    <input value="control">
    <span data-figure="off" data-box="0 0 10 10">not of the chart</span>
    <span data-box="100 220 1 1" style="overflow: hidden">for ears alone</span>
    <i data-box="100 230 50.12345 10" style="background-color: rgba(200, 100, 0, 0.5); border-top-width: 2px; border-top-style: dashed; border-top-color: rgb(1, 2, 3)"></i>
    <svg data-box="190 200 210 60" viewBox="0 0 210 60" class="chart">
      <g style="fill: rgb(9, 8, 7)"><path class="x" d="M0 0h9" aria-label="no"></path><text x="5">7 nats</text></g>
      <rect width="4" height="9" style="display: none"></rect>
    </svg>
  </div>`

describe('a panel as a figure', () => {
  const drawing = () => drawPage(page(PANEL), layout)
  const figure = () => framed([drawing()], { title: 'Rail & “co”', notes: ['Student a, teacher b.', 'Seed 1.'] }, INK)

  it('is XML with live words, and stands on its own', () => {
    const { svg, width, height } = figure()
    const root = parsed(svg).documentElement
    expect(root.getAttribute('viewBox')).toBe(`0 0 ${width} ${height}`)
    const texts = [...root.querySelectorAll('text')].map(({ textContent }) => textContent)
    expect(texts).toEqual(['Rail & “co”', 'gap < 0 & “–∞”', '7 nats', 'Student a, teacher b.', 'Seed 1.'])
    expect(root.querySelector('title')?.textContent).toBe('Rail & “co”')
    expect(root.querySelector('desc')?.textContent).toBe('Student a, teacher b. Seed 1.')
    expect(svg).not.toMatch(/var\(|class=|style=|href|url\(|foreignObject|aria-|data-/)
    expect(root.querySelectorAll('style, image, script').length).toBe(0)
  })

  it('leaves out what is operated, hidden or said to ears alone', () => {
    expect(figure().svg).not.toMatch(/control|not of the chart|for ears/)
    expect(parsed(figure().svg).querySelectorAll('svg svg rect')).toHaveLength(0)
  })

  it('rounds to three decimals and is the same every time', () => {
    const numbers = figure().svg.match(/\d+\.\d+/g) ?? []
    expect(numbers.filter((number) => /\.\d{4,}/.test(number))).toEqual([])
    expect(figure().svg).toBe(figure().svg)
    expect(figure().svg).toMatchSnapshot()
  })

  it('stacks charts that would lie over each other, and leaves others where they stand', () => {
    const chart = (left: number): ReturnType<typeof drawing> => ({
      markup: '<path/>',
      left,
      top: 0,
      width: 400,
      height: 50,
    })
    const shifts = (svg: string) => [...svg.matchAll(/translate\(([^)]*)\)/g)].map(([, at]) => at)
    expect(shifts(framed([chart(0), chart(500)], { title: '', notes: [] }, INK).svg)).toEqual(['16 46', '16 46'])
    expect(shifts(framed([chart(0), chart(100)], { title: '', notes: [] }, INK).svg)).toEqual(['16 46', '-84 110'])
  })

  it('breaks long notes so that none leaves the sheet, also where no spaces are written', () => {
    const notes = ['many words '.repeat(30).trim(), '没有空格的句子'.repeat(20)]
    const { svg, width } = framed([drawing()], { title: '', notes }, INK)
    const lines = [...parsed(svg).querySelectorAll('text')].slice(3).map(({ textContent }) => textContent ?? '')
    expect(lines.length).toBeGreaterThan(6)
    expect(Math.max(...lines.map((line) => line.length)) * 6).toBeLessThanOrEqual(width)
    expect(lines.join('').replaceAll(' ', '')).toBe(notes.join('').replaceAll(' ', ''))
  })
})

describe('lines of text', () => {
  const row = (text: string, top: number, from = 0) =>
    [...text].map((letter, i) => ({ text: letter, left: from + i * 10, top, width: 10, height: 16 }))

  it('are put together from characters that stand level', () => {
    const lines = linesOf([...row('one two ', 0), ...row('three', 20)], Number.POSITIVE_INFINITY)
    expect(lines).toEqual([
      { text: 'one two', left: 0, top: 0, width: 70, height: 16 },
      { text: 'three', left: 0, top: 20, width: 50, height: 16 },
    ])
  })

  it('end in an ellipsis where the page cuts them off', () => {
    expect(linesOf(row('abcdef', 0), 35).map(({ text }) => text)).toEqual(['abc…'])
  })
})

describe('a computed colour', () => {
  it.each([
    ['rgb(1, 2, 3)', { colour: 'rgb(1, 2, 3)', opacity: 1 }],
    ['rgba(1, 2, 3, 0.5)', { colour: 'rgb(1, 2, 3)', opacity: 0.5 }],
    ['color(srgb 1 0.5 0 / 0.25)', { colour: 'rgb(255, 128, 0)', opacity: 0.25 }],
    ['color(srgb 0.2 -0.01 1e-3)', { colour: 'rgb(51, 0, 0)', opacity: 1 }],
    ['rgba(0, 0, 0, 0)', null],
    ['none', null],
    ['url("#a")', null],
  ])('%s', (written, read) => expect(paintOf(written)).toEqual(read))
})
