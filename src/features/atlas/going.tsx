/** @file What the parts of the atlas share: how one goes elsewhere, and what can be done with a method. All of it stays the same while one looks around. */

import { createContext, type MouseEvent, type ReactNode, useContext } from 'react'
import type { AtlasTexts } from '../../i18n/atlas/types.ts'
import type { AtlasState } from './state.ts'

/** The two conditions of on-policy distillation, as entry and glossary call them. */
export type ConditionId = 'c1' | 'c2'

/** What a method's buttons do: on the page they act at once; from the atlas' own page running and racing lead to it. */
export interface Deeds {
  readonly run: (id: string) => void
  readonly race: (ids: readonly string[]) => void
  /** Puts it on the workbench, to be changed. */
  readonly start: (id: string) => void
  readonly toTrainer: (id: string) => void
  /** Makes it the page's recipe; the atlas' own page has none. */
  readonly choose?: (id: string) => void
  /** Says what C1 or C2 means, in the page's glossary. */
  readonly explain?: (term: ConditionId) => void
  /** Hands a page to the visitor, as a file. */
  readonly save: (name: string, html: string) => void
}

/** Ids of the page's actions, by which embeds hide controls; none on the atlas' own page. */
export interface DeedIds {
  readonly look: string
  readonly run: string
  readonly race: string
  readonly start: string
  readonly toTrainer: string
  readonly save: string
  readonly explain: string
}

export interface Going {
  readonly ids?: DeedIds
  /** What is said of the entries in the page's language; who is missing there is told of in English. */
  readonly texts: AtlasTexts
  readonly change: (update: (state: AtlasState) => AtlasState) => void
  /** An address that opens the atlas like this. */
  readonly address: (state: AtlasState) => string
  readonly deeds: Deeds
}

const Context = createContext<Going | null>(null)

export const GoingProvider = Context.Provider

/** @throws Error outside of the atlas */
export function useGoing(): Going {
  const going = useContext(Context)
  if (!going) throw new Error('This part of the atlas stands outside of it.')
  return going
}

interface WayProps {
  /** What the link's address opens. */
  readonly to: AtlasState
  /** What following it here does to the state. */
  readonly follow: (state: AtlasState) => AtlasState
  readonly className?: string
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link within the atlas: an address that can be copied or opened in a tab, followed without leaving the page. */
export function Way({ to, follow, className, current, children }: WayProps) {
  const { change, address } = useGoing()
  return (
    <a
      href={address(to)}
      className={className}
      aria-current={current ? 'true' : undefined}
      onClick={(event) => followed(event) && change(follow)}
    >
      {children}
    </a>
  )
}

/** Whether a press means "here": with a modifier the browser opens another tab or window. */
export function followed(event: MouseEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return false
  event.preventDefault()
  return true
}
