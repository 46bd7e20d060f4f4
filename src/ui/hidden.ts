/**
 * @file Controls that are not offered. Most go by the style sheet of whoever hides them (every control carries its action's id as
 * `data-action`); those that are words of a sentence ask here, and stay to be read as plain words.
 */
import { createContext, useContext } from 'react'

/** Ids of the actions whose controls are not offered. */
export const HiddenActions = createContext<ReadonlySet<string>>(new Set())

/** Whether the controls of this action are not offered. */
export function useHidden(action: string | undefined): boolean {
  const hidden = useContext(HiddenActions)
  return action !== undefined && hidden.has(action)
}
