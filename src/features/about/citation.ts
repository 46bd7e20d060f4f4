/** @file How the page is cited; CITATION.cff at the top of the repository says the same, and a test compares the two. */

export const CITATION = {
  title: 'OPD playground: on-policy distillation, live in the browser',
  authors: 'The OPD playground contributors',
  version: '0.1.0',
  year: 2026,
} as const

/** A BibTeX entry. @param address where the page stands */
export function bibtex(address: string): string {
  const { title, authors, version, year } = CITATION
  return [
    '@software{opd_playground,',
    `  title = {${title}},`,
    `  author = {{${authors}}},`,
    `  year = {${year}},`,
    `  version = {${version}},`,
    `  url = {${address}},`,
    '}',
  ].join('\n')
}
