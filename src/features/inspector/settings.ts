/** @file Settings of the token inspector. */
import { number } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
    /** How many of each model's most likely tokens are listed; their union and the written token. */
    readonly topEntries: number
    /** Of the next-step ghost: the new weights are the old ones minus this times the gradient. FITTED: chosen for the position. */
    readonly stepSize: number
  }
}

export const MAX_TOP_ENTRIES = 20
/** Gradients differ by four powers of ten from token to token. */
export const STEP_SIZES = { min: 0.000001, max: 1 } as const
/** The step size that follows the position (see `fittedRate`). */
export const FITTED = 0

export const INSPECTOR_SETTINGS = settingsPart({
  defaults: { topEntries: 4, stepSize: FITTED },
  fields: {
    topEntries: number('entries', 1, MAX_TOP_ENTRIES, true),
    stepSize: number('ghost-step', FITTED, STEP_SIZES.max, false),
  },
})
