/** @file Settings of the token inspector. */
import { type Field, number } from './fields.ts'

export interface InspectorSettings {
  /** How many of each model's most likely tokens are listed; their union and the written token. */
  readonly topEntries: number
  /** Of the next-step ghost: the new weights are the old ones minus this times the gradient. */
  readonly ghostRate: number
}

export const MAX_TOP_ENTRIES = 20
export const GHOST_RATES = { min: 0.00001, max: 1 } as const

export const INSPECTOR_DEFAULTS: InspectorSettings = { topEntries: 4, ghostRate: 0.001 }

export const INSPECTOR_FIELDS: { readonly [K in keyof InspectorSettings]: Field<InspectorSettings[K]> } = {
  topEntries: number('entries', 1, MAX_TOP_ENTRIES, true),
  ghostRate: number('ghost-step', GHOST_RATES.min, GHOST_RATES.max, false),
}
