/** @file Which entries of the atlas a search and its facets leave. Pure. */
import type { AtlasTexts } from '../../i18n/atlas/types.ts'
import { t } from '../../i18n/words.ts'
import { ATLAS } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { familyOf, PART_FAMILIES, partName } from '../../methods/part-names.ts'
import { AXES, FACETS, type Facet, facetById } from './facets.ts'
import type { AtlasState } from './state.ts'

/** Without marks on letters, in lower case: “Jensen–Shannon” is found by "jensen-shannon". */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .toLowerCase()
}

/** As it stands and in the page's language: names of the field are typed in English everywhere. */
const both = (english: string): string => `${english}\n${t(english)}`

/** All that can be searched for in an entry; its parts by id, family and name ("top-k", "EMA"). */
function textOf(entry: AtlasEntry, told: readonly string[]): string {
  const { id, name, aliases, section, alsoIn, arxiv, code, date, about, parts } = entry
  return folded(
    [
      ...[id, name, ...aliases, arxiv ? `arXiv:${arxiv}` : '', code, date, ...about, ...told],
      ...[section, ...alsoIn].map(both),
      ...parts.map((part) => `${part} ${both(PART_FAMILIES[familyOf(part)])} ${both(partName(part))}`),
      ...FACETS.slice(0, AXES).flatMap(({ of, label }) => of(entry).map((value) => both(label(value)))),
    ].join('\n'),
  ).concat(
    '\n',
    ACRONYMS.filter(([part]) => parts.some((own) => own === part))
      .map(([, words]) => words)
      .join(' '),
  )
}

/** What people call parts, beside the names that stand here. */
const ACRONYMS: readonly (readonly [part: string, words: string])[] = [
  ['T.ema', 'ema'],
  ['D.topk', 'top-k topk'],
  ['D.rkl', 'rkl'],
  ['D.fkl', 'fkl'],
  ['D.jsd', 'jsd'],
  ['D.tvd', 'tvd tv'],
  ['D.k1pg', 'k1 policy gradient'],
  ['D.ce', 'sft'],
  ['X.grpo', 'grpo'],
]

/** What can be searched for in an entry. */
export type SearchTexts = (entry: AtlasEntry) => string

/** In the language of the page now; put together when somebody searches. @param texts what is said of the entries in that language */
export function searchTexts(texts: AtlasTexts): SearchTexts {
  const known = new Map<string, string>()
  return (entry) => {
    const text = known.get(entry.id) ?? textOf(entry, texts[entry.id] ?? [])
    known.set(entry.id, text)
    return text
  }
}

/** What was found last: the cards, and every facet's numbers, ask for the same text. */
const last = new WeakMap<SearchTexts, { readonly text: string; readonly entries: readonly AtlasEntry[] }>()

/** The entries in whose texts all words of a search stand. */
function saying(text: string, texts: SearchTexts): readonly AtlasEntry[] {
  const before = last.get(texts)
  if (before?.text === text) return before.entries
  const words = wordsOf(text)
  const entries =
    words.length === 0 ? ATLAS : ATLAS.filter((entry) => words.every((word) => texts(entry).includes(word)))
  last.set(texts, { text, entries })
  return entries
}

const wordsOf = (text: string): readonly string[] => folded(text).split(/\s+/).filter(Boolean)

function holds(facet: Facet, chosen: readonly string[], entry: AtlasEntry): boolean {
  return chosen.length === 0 || facet.of(entry).some((value) => chosen.includes(value))
}

const NAMES = new Map<AtlasEntry, string>()

/** All that an entry is called, as it is searched: put together once, every facet's numbers ask for it. */
function namesOf(entry: AtlasEntry): string {
  const { id, name, aliases } = entry
  const names = NAMES.get(entry) ?? folded([id, name, ...aliases].join(' '))
  NAMES.set(entry, names)
  return names
}

/** The entries that fit, those whose names say it first. */
export function found(
  { text, facets }: Pick<AtlasState, 'text' | 'facets'>,
  texts: SearchTexts,
): readonly AtlasEntry[] {
  const words = wordsOf(text)
  const chosen = Object.entries(facets).map(([id, values]) => [facetById(id), values] as const)
  const fitting = saying(text, texts).filter((entry) => chosen.every(([facet, values]) => holds(facet, values, entry)))
  if (words.length === 0) return fitting
  const named = (entry: AtlasEntry): boolean => {
    const names = namesOf(entry)
    return words.every((word) => names.includes(word))
  }
  return [...fitting.filter(named), ...fitting.filter((entry) => !named(entry))]
}

/** How many entries each value of a facet would show, with what else is chosen. */
export function countsOf(
  facet: Facet,
  state: Pick<AtlasState, 'text' | 'facets'>,
  texts: SearchTexts,
): ReadonlyMap<string, number> {
  const { [facet.id]: _, ...others } = state.facets
  const counts = new Map<string, number>()
  for (const entry of found({ text: state.text, facets: others }, texts))
    for (const value of facet.of(entry)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
