/** @file What a visitor of the atlas looks at. Pure, and without the atlas' data. */

export const ATLAS_VIEWS = ['map', 'timeline', 'table'] as const
export type AtlasView = (typeof ATLAS_VIEWS)[number]

export interface AtlasState {
  /** What is searched for, as it was typed. */
  readonly text: string
  readonly view: AtlasView
  /** Chosen values by facet: any of a facet's, and of all facets. */
  readonly facets: Readonly<Record<string, readonly string[]>>
  /** Id of the open card, or of the form of a method that it shows: `gkd`, `gkd.jsd`. */
  readonly card: string | null
  /** Ids that stand side by side, at most `MOST_COMPARED`; those of forms likewise. */
  readonly compared: readonly string[]
}

export const WHOLE_ATLAS: AtlasState = { text: '', view: 'map', facets: {}, card: null, compared: [] }

export const MOST_COMPARED = 4

/** With a value of a facet chosen, or no longer. */
export function toggled(state: AtlasState, facet: string, value: string): AtlasState {
  const before = state.facets[facet] ?? []
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value]
  const { [facet]: _, ...others } = state.facets
  return { ...state, facets: after.length > 0 ? { ...others, [facet]: after } : others }
}

/** With an entry among those compared, or no longer. A fifth takes the place of the oldest. */
export function compareToggled(state: AtlasState, id: string): AtlasState {
  const { compared } = state
  return {
    ...state,
    compared: compared.includes(id) ? compared.filter((each) => each !== id) : [...compared, id].slice(-MOST_COMPARED),
  }
}
