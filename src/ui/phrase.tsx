/** @file A sentence with controls or marked words in it: the words in any language's order, the nodes where their places stand. */
import { Fragment, type ReactNode } from 'react'

export interface PhraseProps {
  /** A translated sentence whose `{name}` places are filled from `places`. */
  readonly text: string
  readonly places: Readonly<Record<string, ReactNode>>
}

/** A place that nobody fills stands as it is written, so that a slip is seen. */
export function Phrase({ text, places }: PhraseProps) {
  return text.split(/(\{\w+\})/).map((piece, i) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1]
    // Pieces have no name but their place, and never move.
    return <Fragment key={`${i}${piece}`}>{name !== undefined && name in places ? places[name] : piece}</Fragment>
  })
}
