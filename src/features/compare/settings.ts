/** @file Settings of Compare: the two readings that are held against each other. */

import { DIVERGENCES } from '../../divergence/registry.ts'
import { message } from '../../message/message.ts'
import { type Field, MODEL_NAME } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'
import { GAP_MEASURE } from '../../store/provenance/provenance.ts'
import { CONTEXT_KINDS, type ContextKind } from '../../world/types.ts'

export type SideName = 'a' | 'b'

/** One pinned view: who reads, what they were told, and what is drawn of it. */
export interface Side {
  readonly teacher: string
  readonly context: ContextKind | null
  /** 'gap', or a divergence's id. */
  readonly measure: string
}

declare module '../../settings/settings.ts' {
  interface Settings {
    readonly compareA: Side
    readonly compareB: Side
  }
}

const MEASURES: readonly string[] = [GAP_MEASURE, ...DIVERGENCES.map(({ id }) => id)]
const NOTHING = 'none'

/** `teacher:trace:reverse-kl` */
const side = (key: string): Field<Side> => ({
  key,
  takes: { kind: 'text', expected: message('teacher, context and measure such as teacher:trace:gap') },
  parse(text) {
    const [teacher = '', told = '', measure = '', ...rest] = text.split(':')
    const context = told === NOTHING ? null : CONTEXT_KINDS.find((kind) => kind === told)
    const fits = MODEL_NAME.test(teacher) && MEASURES.includes(measure) && rest.length === 0
    return fits && context !== undefined ? { teacher, context, measure } : undefined
  },
  print: ({ teacher, context, measure }) => [teacher, context ?? NOTHING, measure].join(':'),
  models: ({ teacher }) => [teacher],
  withModels: (value, [teacher = value.teacher]) => ({ ...value, teacher }),
})

export const COMPARE_SETTINGS = settingsPart({
  defaults: {
    compareA: { teacher: 'teacher', context: null, measure: GAP_MEASURE },
    compareB: { teacher: 'teacher', context: 'trace', measure: GAP_MEASURE },
  },
  fields: { compareA: side('a'), compareB: side('b') },
})
