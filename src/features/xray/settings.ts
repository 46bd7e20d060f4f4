/** @file Settings of the hint X-ray. */
import type { Field } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'
import { CONTEXT_KINDS, type ContextKind } from '../../world/types.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
    /** Contexts with a row in the X-ray, in the order of `CONTEXT_KINDS`. Kinds that a problem lacks have no row there. */
    readonly xray: readonly ContextKind[]
  }
}

const NOTHING = 'none'

/** `answer,trace`, or `none`. */
const kinds: Field<readonly ContextKind[]> = {
  key: 'xray',
  takes: { kind: 'list', of: CONTEXT_KINDS, fewest: 0, most: CONTEXT_KINDS.length },
  parse(text) {
    if (text === NOTHING) return []
    const parts = text.split(',')
    const found = CONTEXT_KINDS.filter((kind) => parts.includes(kind))
    return found.length === parts.length ? found : undefined
  },
  print: (value) => value.join(',') || NOTHING,
}

export const XRAY_SETTINGS = settingsPart({
  defaults: { xray: ['answer', 'trace', 'hint', 'concise', 'document', 'feedback'] },
  fields: { xray: kinds },
})
