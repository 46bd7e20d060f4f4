/** @file Settings of the divergence rail. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import { choice, several, subset } from '../../settings/fields.ts'
import { settingsPart } from '../../settings/settings.ts'

export const RAIL_SCALES = ['absolute', 'relative'] as const
export type RailScale = (typeof RAIL_SCALES)[number]

declare module '../../settings/settings.ts' {
  interface Settings {
    /** Ids of the divergences with a strip on the rail, in the order of the registry. */
    readonly rail: readonly string[]
    /** The two whose ranking of the tokens is compared. */
    readonly railPair: readonly string[]
    /** 'relative': every strip over its own mean. */
    readonly railScale: RailScale
  }
}

const IDS = DIVERGENCES.map(({ id }) => id)

export const RAIL_SETTINGS = settingsPart({
  defaults: {
    rail: ['forward-kl', 'reverse-kl', 'jsd'],
    railPair: ['forward-kl', 'reverse-kl'],
    railScale: 'absolute',
  },
  fields: {
    rail: subset('rail', IDS, 1),
    railPair: several('pair', IDS, [2, 2]),
    railScale: choice('rail-scale', RAIL_SCALES),
  },
})
