/** @file A sentence whose words of ours can be asked: each where it first stands, in whatever language. */
import { Fragment, type ReactNode } from 'react'
import { t } from '../i18n/words.ts'
import { MathText } from '../ui/math-text.tsx'
import { Term } from './term.tsx'
import { TERMS, type TermId } from './terms.ts'

export interface TermTextProps {
  /** A translated sentence. */
  readonly text: string
  /** Words that it may hold, by their ids; one that is not in it is left out. */
  readonly of: readonly TermId[]
}

/** Finds the words by their names in the glossary, so that no translation has to mark them. */
export function TermText({ text, of }: TermTextProps) {
  const found = of
    .flatMap((id) => {
      const place = placeOf(text, id)
      return place ? [{ id, ...place }] : []
    })
    .sort((a, b) => a.start - b.start)
  const pieces: ReactNode[] = []
  let at = 0
  for (const { id, start, end } of found) {
    // Part of a longer term, which stands there already.
    if (start < at) continue
    pieces.push(
      <Fragment key={id}>
        <MathText text={text.slice(at, start)} />
        <Term of={id}>{text.slice(start, end)}</Term>
      </Fragment>,
    )
    at = end
  }
  return (
    <>
      {pieces}
      <MathText text={text.slice(at)} />
    </>
  )
}

/** Letters that an ending may add to a word: “divergences”, “divergencias”. */
const ENDING = 3

/** Where a term first stands in a sentence, with its ending, under any of the names that the glossary has for it. */
function placeOf(text: string, id: TermId): { readonly start: number; readonly end: number } | null {
  for (const name of t(TERMS[id].name).split(/[,，、]\s*/)) {
    const word = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    // Scripts without spaces have neither beginnings of words nor endings.
    const pattern = /\p{Script=Han}/u.test(name) ? word : `(?<!\\p{L})${word}\\p{L}{0,${ENDING}}(?!\\p{L})`
    const found = new RegExp(pattern, 'iu').exec(text)
    if (found) return { start: found.index, end: found.index + found[0].length }
  }
  return null
}
