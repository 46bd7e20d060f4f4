// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { atlasTexts } from '../../i18n/atlas/texts.ts'
import { ATLAS, atlasEntry, nearnessOf } from '../../methods/atlas/atlas.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import type { Phase } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { NoResizes } from '../../testing/no-resizes.ts'
import { atlasQuery, readAtlas } from './address.ts'
import { Atlas } from './atlas.tsx'
import { FACETS, valuesOf } from './facets.ts'
import { flowOf, partsFlow } from './flow.ts'
import { mapPlaces } from './map-layout.ts'
import { countsOf, found, searchTexts } from './search.ts'
import { compareToggled, MOST_COMPARED, toggled, WHOLE_ATLAS } from './state.ts'

afterEach(cleanup)

const ENGLISH = searchTexts({})
const names = (text: string, texts = ENGLISH) => found({ text, facets: {} }, texts).map(({ id }) => id)

describe('search', () => {
  it('understands names, arXiv numbers, parts and what people call them', () => {
    expect(names('gkd')[0]).toBe('gkd')
    expect(names('2306.13649')).toContain('gkd')
    expect(names('arxiv:2601.18734')).toEqual(['opsd'])
    for (const [word, part] of [
      ['top-k', 'D.topk'],
      ['ema', 'T.ema'],
    ] as const)
      for (const { id } of ATLAS.filter(({ parts }) => parts.some((own) => own === part)))
        expect(names(word), `${word} in ${id}`).toContain(id)
    expect(names('jensen–shannon')).toEqual(names('jensen-shannon'))
    expect(names('no such thing')).toEqual([])
    expect(names('  ')).toHaveLength(ATLAS.length)
  })

  it('counts for a value what choosing it shows', () => {
    const state = toggled({ ...WHOLE_ATLAS, text: 'kl' }, 'teacher', 'self')
    for (const facet of FACETS)
      for (const [value, n] of countsOf(facet, state, ENGLISH)) {
        const alone = { ...state, facets: { ...state.facets, [facet.id]: [value] } }
        expect(found(alone, ENGLISH), `${facet.id} ${value}`).toHaveLength(n)
      }
  })

  it('takes any value of a facet, and all facets', () => {
    const self = found(toggled(WHOLE_ATLAS, 'teacher', 'self'), ENGLISH)
    const both = found(toggled(toggled(WHOLE_ATLAS, 'teacher', 'self'), 'teacher', 'larger'), ENGLISH)
    const strict = found(toggled(toggled(WHOLE_ATLAS, 'teacher', 'self'), 'c1', 'yes'), ENGLISH)
    expect(both.length).toBeGreaterThan(self.length)
    expect(strict.length).toBeLessThan(self.length)
    expect(strict.every(({ teacher, c1 }) => teacher.includes('self') && c1 === 'yes')).toBe(true)
  })
})

describe('in other languages', () => {
  it('says two sentences of every entry, and finds by them as by the English ones', async () => {
    for (const [language, end] of [
      ['zh', '。'],
      ['es', '.'],
    ] as const) {
      const texts = await atlasTexts(language)
      expect(Object.keys(texts).toSorted()).toEqual(ATLAS.map(({ id }) => id).toSorted())
      for (const sentence of Object.values(texts).flat()) expect(sentence.endsWith(end), sentence).toBe(true)
      const [first] = texts.gkd ?? ['']
      expect(names(first, searchTexts(texts))).toEqual(['gkd'])
      expect(names('any divergence between the two', searchTexts(texts))).toEqual(['gkd'])
    }
    expect(await atlasTexts('en')).toEqual({})
  })
})

describe('address', () => {
  it('says the whole state, and nothing of the usual', () => {
    expect(atlasQuery(WHOLE_ATLAS)).toBe('')
    for (const facet of FACETS)
      for (const value of valuesOf(facet, ATLAS)) {
        const state = toggled({ ...WHOLE_ATLAS, text: 'a & b', view: 'table', card: 'gkd' }, facet.id, value)
        expect(readAtlas(atlasQuery(state))).toEqual(state)
      }
    const four = ['gkd', 'opsd', 'minillm', 'sdft-continual', 'distillm'].reduce(compareToggled, WHOLE_ATLAS)
    expect(four.compared).toHaveLength(MOST_COMPARED)
    expect(readAtlas(atlasQuery(four))).toEqual(four)
    const form = { ...WHOLE_ATLAS, card: 'gkd.jsd', compared: ['gkd.jsd', 'gkd'] }
    expect(readAtlas(atlasQuery(form))).toEqual(form)
  })

  it('reads past what it does not know', () => {
    expect(
      readAtlas('?view=globe&card=gkd.nothing&teacher=nobody&teacher=self&teacher=self&compare=x,gkd,gkd&__proto__=1'),
    ).toEqual({
      ...WHOLE_ATLAS,
      facets: { teacher: ['self'] },
      compared: ['gkd'],
    })
    expect(readAtlas(`q=${'x'.repeat(5000)}`).text).toHaveLength(200)
  })
})

describe('map', () => {
  const places = mapPlaces(ATLAS, 0.034, 0.54)
  const distance = (a: string, b: string): number => {
    const [one, other] = [a, b].map((id) => places.find((place) => place.id === id))
    if (!one || !other) throw new Error(`${a} or ${b} has no place`)
    return Math.hypot(one.x - other.x, 0.54 * (one.y - other.y))
  }

  it('stands in the file that the page reads, to four digits', async () => {
    const lines = places.map(
      ({ id, x, y }) => `  { "id": "${id}", "x": ${Number(x.toFixed(4))}, "y": ${Number(y.toFixed(4))} }`,
    )
    // `npm run unit -- src/features/atlas -u` writes it anew.
    await expect(`[\n${lines.join(',\n')}\n]\n`).toMatchFileSnapshot('map-places.json')
  })

  it('keeps what shares parts nearer than what does not', () => {
    const ids = places.map(({ id }) => id)
    const pairs = ids.flatMap((a, i) => ids.slice(0, i).map((b) => [a, b] as const))
    const mean = (some: readonly (readonly [string, string])[]) =>
      some.reduce((sum, [a, b]) => sum + distance(a, b), 0) / some.length
    const nearness = ([a, b]: readonly [string, string]) => nearnessOf(atlasEntry(a), atlasEntry(b))
    expect(mean(pairs.filter((pair) => nearness(pair) >= 0.4))).toBeLessThan(
      0.6 * mean(pairs.filter((pair) => nearness(pair) === 0)),
    )
  })

  it('covers no dot with another, and leaves none out of the frame', () => {
    for (const [i, { id, x, y }] of places.entries()) {
      expect(x >= 0 && x <= 1 && y >= 0 && y <= 1, id).toBe(true)
      for (const other of places.slice(0, i)) expect(distance(id, other.id)).toBeGreaterThan(0.02)
    }
    expect(places).toHaveLength(ATLAS.filter(({ parts }) => parts.length > 0).length)
    expect(mapPlaces([], 0.1, 1)).toEqual([])
  })
})

describe('flow', () => {
  it('reads the stations off the recipe', () => {
    const recipe = recipeById('opsd')
    const [write, read, count, learn] = flowOf(recipe, recipe.phases[0] as Phase<Term>)
    expect(write?.who).toEqual(['the student, live'])
    expect(read?.parts).toEqual(expect.arrayContaining(['T.frozen', 'C.trace']))
    expect(count?.parts).toContain('W.tokclip')
    expect(learn?.parts).toContain('D.jsd')
  })

  it('shows where a work leaves the field', () => {
    const fails = (id: string) => partsFlow(atlasEntry(id)).map(({ fails }) => fails ?? '')
    for (const { id, outside } of ATLAS.filter((entry) => entry.outside)) {
      expect(fails(id).includes('c1'), id).toBe(outside?.fails !== 'c2')
      expect(fails(id).includes('c2'), id).toBe(outside?.fails !== 'c1')
    }
  })
})

describe('the page', () => {
  const deeds = { run: vi.fn(), race: vi.fn(), start: vi.fn(), toTrainer: vi.fn(), save: vi.fn() }

  /** Narrowed from the start: role by role, 190 cards take jsdom a minute. */
  function Page({ text }: { readonly text: string }) {
    const [state, setState] = useState({ ...WHOLE_ATLAS, text })
    const [going] = useState({ texts: {}, change: setState, address: () => '#', deeds })
    return <Atlas state={state} going={going} level={1} />
  }

  beforeEach(() => {
    Element.prototype.scrollIntoView = () => {}
    vi.stubGlobal('ResizeObserver', NoResizes)
    deeds.run.mockClear()
  })

  it('gives a phone a map of its own width, with type of the same size and the names that fit', () => {
    const mapAt = (width: number) => {
      const wide = vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(width)
      const { container } = render(<Page text="" />)
      wide.mockRestore()
      const svg = container.querySelector('.atlas-map nav > svg')
      const shown = { box: svg?.getAttribute('viewBox'), names: svg?.querySelectorAll('text').length ?? 0 }
      const dots = [...(svg?.querySelectorAll('g') ?? [])].map((dot) =>
        Number(/translate\(([\d.]+)/.exec(dot.getAttribute('transform') ?? '')?.[1]),
      )
      cleanup()
      return { ...shown, last: Math.max(...dots), dots: dots.length }
    }
    const [wide, phone] = [mapAt(1100), mapAt(345)]
    expect(wide.box).toBe('0 0 1000 540')
    expect(phone.box).toBe('0 0 340 440')
    expect(phone.dots).toBe(wide.dots)
    expect(phone.last).toBeLessThan(340)
    expect(phone.names).toBeGreaterThan(5)
    expect(phone.names).toBeLessThan(wide.names)
  })

  it('shows a card for every entry, named by it', () => {
    const { container } = render(<Page text="" />)
    const cards = [...container.querySelectorAll('article')]
    const named = cards.map((card) => document.getElementById(card.getAttribute('aria-labelledby') ?? '')?.textContent)
    expect(named).toEqual(ATLAS.map(({ name }) => name))
  })

  it('finds a method, runs it, races it, compares it, and says what cannot be done', async () => {
    render(<Page text="2601.18734" />)
    for (const axis of ['Teacher source', 'Supervision signal', 'Rollout consumption', 'Pipeline slot'])
      expect(screen.getByRole('group', { name: axis }).querySelectorAll('a').length).toBeGreaterThan(5)
    const card = screen.getByRole('article', { name: /^OPSD/ })
    const press = (name: string) => fireEvent.click(within(card).getByRole('button', { name }))
    press('Run')
    expect(deeds.run).toHaveBeenCalledWith('opsd')
    press('Race')
    fireEvent.click(within(card).getAllByRole('button').at(-1)!)
    expect(deeds.race.mock.calls[0]?.[0]?.[0]).toBe('opsd')
    press('Compare')
    expect(screen.getByRole('region', { name: 'Side by side' })).toBeTruthy()
    press('Export to trainer')
    expect(deeds.toTrainer).toHaveBeenCalledWith('opsd')
    fireEvent.click(within(card).getByRole('link', { name: /^OPSD/ }))
    const whole = screen.getByRole('article', { name: /^OPSD/ })
    expect(within(whole).getByText('Who writes')).toBeTruthy()
    expect(screen.getAllByRole('article')).toHaveLength(1)
    expect(within(whole).getByText('Parameters')).toBeTruthy()
    fireEvent.click(within(whole).getByText('Start from'))
    expect(deeds.start).toHaveBeenCalledWith('opsd')
    // What its sources dispute is a switch, and says who says so.
    fireEvent.click(within(whole).getByLabelText('forward-kl'))
    expect(within(whole).getByText(/as the best of the paper/)).toBeTruthy()
    // Every button means the form that is shown.
    const pressWhole = (name: string) => fireEvent.click(within(whole).getByRole('button', { name }))
    for (const name of ['Run', 'Race', 'Start from', 'Export to trainer', 'Compare']) pressWhole(name)
    expect(deeds.run).toHaveBeenLastCalledWith('opsd.forward-kl')
    expect(deeds.start).toHaveBeenLastCalledWith('opsd.forward-kl')
    expect(deeds.toTrainer).toHaveBeenLastCalledWith('opsd.forward-kl')
    fireEvent.click(whole.querySelector('.atlas-opponents button')!)
    expect(deeds.race.mock.lastCall?.[0]?.[0]).toBe('opsd.forward-kl')
    const beside = screen.getByRole('region', { name: 'Side by side' })
    expect(within(beside).getAllByText('(forward-kl)').length).toBeGreaterThan(0)
    expect(within(beside).getByText('The recipes differ in 1 place')).toBeTruthy()
    expect(within(beside).getByText('phases[0].loss[0].divergence')).toBeTruthy()
    fireEvent.click(within(whole).getByText('Save the card'))
    await vi.waitFor(() => expect(deeds.save).toHaveBeenCalled(), { timeout: 20_000 })
    const [name, page] = deeds.save.mock.calls[0] ?? []
    expect(name).toBe('opsd.forward-kl.html')
    expect(page).toMatch(/^<!doctype html>[\s\S]*as the best of the paper[\s\S]*<math/)
    expect(page).not.toMatch(/<button|<script|katex-html/)
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search methods' }), { target: { value: 'no such thing' } })
    expect(screen.getByText(/Nothing in the atlas is called that/)).toBeTruthy()
  })

  it('tells of an entry in the language of the page, and in English what lacks a translation', () => {
    const going = { texts: { opsd: ['一。', '二。'] as const }, change: () => {}, address: () => '#', deeds }
    const { container } = render(<Atlas state={{ ...WHOLE_ATLAS, text: '2601.18734' }} going={going} level={1} />)
    expect(container.querySelector('article')?.textContent).toContain('一。二。')
    cleanup()
    render(<Atlas state={{ ...WHOLE_ATLAS, text: '2306.13649' }} going={going} level={1} />)
    const [sentence] = atlasEntry('gkd').about
    expect(screen.getByText(sentence, { exact: false }).lang).toBe('en')
  })

  it('judges the form that is shown: with a text of the larger model among them the texts are partly its own', () => {
    render(<Page text="2601.21968" />)
    const card = screen.getByRole('article', { name: /^OVD/ })
    fireEvent.click(within(card).getByRole('link', { name: /^OVD/ }))
    const whole = screen.getByRole('article', { name: /^OVD/ })
    const verdict = () => whole.querySelector('.atlas-strict dd b')?.className
    const note = () => whole.textContent?.includes('The judge here is a stated rule')
    expect([verdict(), note()]).toEqual(['yes', true])
    fireEvent.click(within(whole).getByLabelText('filter'))
    expect([verdict(), note()]).toEqual(['partial', false])
  })

  it('does not run what only stands beside the field, and says what would repair it', () => {
    render(<Page text="x-lion" />)
    const card = screen.getByRole('article', { name: 'Lion' })
    fireEvent.click(within(card).getByRole('button', { name: 'Run' }))
    expect(deeds.run).not.toHaveBeenCalled()
    fireEvent.click(within(card).getByRole('link', { name: 'Lion' }))
    const whole = screen.getByRole('article', { name: 'Lion' })
    expect(whole.textContent).toContain('C1 fails here')
    fireEvent.click(within(whole).getByRole('button', { name: 'Make it on-policy' }))
    expect(screen.getByRole('article', { name: atlasEntry(atlasEntry('x-lion').outside!.repair).name })).toBeTruthy()
  })
})
