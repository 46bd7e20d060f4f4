/** @file Settings of the two instruments that hold readings of one text against each other: the hint X-ray and Compare. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import type { Field } from '../../settings/fields.ts'
import { CONTEXT_KINDS, type ContextKind } from '../../world/types.ts'

export type SideName = 'a' | 'b'

/** One pinned view: who reads, what they were told, and what is drawn of it. */
export interface Side {
  readonly teacher: string
  readonly context: ContextKind | null
  /** 'gap', or a divergence's id. */
  readonly measure: string
}

export interface CompareSettings {
  /** Contexts with a row in the X-ray, in the order of `CONTEXT_KINDS`. Kinds that a problem lacks have no row there. */
  readonly xray: readonly ContextKind[]
  readonly compareA: Side
  readonly compareB: Side
}

export const GAP_MEASURE = 'gap'

export const COMPARE_DEFAULTS: CompareSettings = {
  xray: ['answer', 'trace', 'hint', 'concise', 'document', 'feedback'],
  compareA: { teacher: 'teacher', context: null, measure: GAP_MEASURE },
  compareB: { teacher: 'teacher', context: 'trace', measure: GAP_MEASURE },
}

const MEASURES: readonly string[] = [GAP_MEASURE, ...DIVERGENCES.map(({ id }) => id)]
const NOTHING = 'none'

const kindOf = (text: string): ContextKind | undefined => CONTEXT_KINDS.find((kind) => kind === text)

/** `answer,trace`, or `none`. */
const kinds: Field<readonly ContextKind[]> = {
  key: 'xray',
  parse(text) {
    if (text === NOTHING) return []
    const parts = text.split(',')
    const found = CONTEXT_KINDS.filter((kind) => parts.includes(kind))
    return found.length === parts.length ? found : undefined
  },
  print: (value) => value.join(',') || NOTHING,
}

/** `teacher:trace:reverse-kl` */
const side = (key: string): Field<Side> => ({
  key,
  parse(text) {
    const [teacher = '', told = '', measure = '', ...rest] = text.split(':')
    const context = told === NOTHING ? null : kindOf(told)
    const fits = /^[a-z0-9][a-z0-9._-]{0,63}$/i.test(teacher) && MEASURES.includes(measure) && rest.length === 0
    return fits && context !== undefined ? { teacher, context, measure } : undefined
  },
  print: ({ teacher, context, measure }) => [teacher, context ?? NOTHING, measure].join(':'),
})

export const COMPARE_FIELDS: { readonly [K in keyof CompareSettings]: Field<CompareSettings[K]> } = {
  xray: kinds,
  compareA: side('a'),
  compareB: side('b'),
}
