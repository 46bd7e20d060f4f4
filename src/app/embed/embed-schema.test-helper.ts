/** @file The schema of a state as an object: what each field of the address says that it takes. */
import type { Takes } from '../../settings/fields.ts'
import type { Settings } from '../../settings/settings.ts'
import { DEFAULTS, FIELDS } from '../../testing/app.ts'

type Schema = Readonly<Record<string, unknown>>

export function stateSchema(): Schema {
  const names = Object.keys(FIELDS) as (keyof Settings)[]
  const properties = Object.fromEntries(
    names.map((name) => [FIELDS[name].key, { ...ofField(name), default: usual(name) }]),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'State of the OPD playground',
    description:
      'Every setting that a link carries, by its name in the address. In an address: numbers and words as they stand, true and false as 1 and 0, lists with commas. What is not named takes its default; a value that is not understood is named in one notice and its default stands in.',
    type: 'object',
    properties: {
      v: { description: 'Version of the address format.', const: 1 },
      ...properties,
      token: { description: 'The selected token, counted from 0.', type: 'integer', minimum: 0 },
      run: { description: 'Sample when the page opens.', type: 'boolean' },
    },
  }
}

function ofField(name: keyof Settings): Schema {
  const takes: Takes = FIELDS[name].takes
  switch (takes.kind) {
    case 'number':
      return { type: takes.whole ? 'integer' : 'number', minimum: takes.min, maximum: takes.max }
    case 'choice':
      return { enum: takes.values }
    case 'flag':
      return { type: 'boolean' }
    case 'list':
      return LIST
    case 'text':
      return Array.isArray(DEFAULTS[name]) && DEFAULTS[name].every((each) => typeof each === 'string') ? LIST : TEXT
  }
}

/** A host may give a list as one, or as the address writes it. */
const LIST: Schema = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }
const TEXT: Schema = { type: 'string' }

function usual(name: keyof Settings): unknown {
  const value = DEFAULTS[name]
  return typeof value === 'object' ? print(name) : value
}

function print<K extends keyof Settings>(name: K): string {
  return FIELDS[name].print(DEFAULTS[name])
}
