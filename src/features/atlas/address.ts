/** @file The address of what a visitor of the atlas looks at. Pure. */
import { isChoice } from './choice.ts'
import { allValuesOf, FACETS } from './facets.ts'
import { ATLAS_VIEWS, type AtlasState, MOST_COMPARED, WHOLE_ATLAS } from './state.ts'

const LONGEST_TEXT = 200

/** Reads an address; what it does not know counts as not said. */
export function readAtlas(query: string): AtlasState {
  const said = new URLSearchParams(query)
  const facets = FACETS.map((facet) => {
    const known = allValuesOf(facet)
    // One by one: the name of a section may hold a comma.
    return [facet.id, [...new Set(said.getAll(facet.id))].filter((value) => known.includes(value))] as const
  })
  const card = said.get('card')
  return {
    text: (said.get('q') ?? '').slice(0, LONGEST_TEXT),
    view: ATLAS_VIEWS.find((view) => view === said.get('view')) ?? WHOLE_ATLAS.view,
    facets: Object.fromEntries(facets.filter(([, values]) => values.length > 0)),
    card: card !== null && isChoice(card) ? card : null,
    compared: [...new Set((said.get('compare') ?? '').split(','))].filter(isChoice).slice(0, MOST_COMPARED),
  }
}

/** The query string, without '?', of what differs from the whole atlas. */
export function atlasQuery({ text, view, facets, card, compared }: AtlasState): string {
  const query = new URLSearchParams()
  if (text.trim() !== '') query.set('q', text)
  if (view !== WHOLE_ATLAS.view) query.set('view', view)
  for (const { id } of FACETS) {
    for (const value of facets[id] ?? []) query.append(id, value)
  }
  if (card !== null) query.set('card', card)
  if (compared.length > 0) query.set('compare', compared.join(','))
  return query.toString()
}
