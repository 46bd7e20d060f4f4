/** @file From the list of features to everything that the page reads off it. */
import { createSchema } from '../settings/schema.ts'
import type { Action, Actions, Feature, Registry } from './app.ts'
import type { AppState } from './state.ts'

/** The same slice, but no field may stand in it that the page's state does not have: the compiler's own check lets such a field pass. */
type KnownFields<F extends Feature> = {
  readonly slice?: { readonly [K in keyof F['slice']]: K extends keyof AppState ? F['slice'][K] : never }
}

/** Keeps the literal types of a feature. */
export function defineFeature<const F extends Feature>(feature: F & KnownFields<F>): F {
  return feature
}

/**
 * @param features in the order of tabs, palette and help
 * @throws RangeError for two features, actions, tabs or embed views of one name
 */
export function createRegistry(features: readonly Feature[]): Registry {
  const tabs = features.flatMap(({ tab, title }) => (tab === undefined ? [] : [{ id: tab, label: title }]))
  const embeds = features.flatMap((feature) => feature.embeds ?? [])
  const tables = features.map((feature) => feature.actions ?? {})
  const all = tables.flatMap((table) => Object.values(table) as readonly Action<never>[])
  unique(
    'feature',
    features.map(({ id }) => id),
  )
  unique(
    'action',
    tables.flatMap((table) => Object.keys(table)),
  )
  unique(
    'action id',
    all.map(({ id }) => id),
  )
  unique(
    'tab',
    tabs.map(({ id }) => id),
  )
  unique(
    'embed view',
    embeds.map(({ view }) => view),
  )
  return {
    features,
    // The tables hold every name of Actions, which is how features merge into it: the compiler cannot count them.
    actions: Object.assign({}, ...tables) as Actions,
    schema: createSchema(
      features.flatMap(({ settings }) => settings ?? []),
      tabs.map(({ id }) => id),
    ),
    tabs,
    panels: new Map(
      tabs.map(({ id }) => [id, features.flatMap(({ panel }) => (panel?.tab === id ? [panel.Panel] : []))]),
    ),
    embeds,
    slices: Object.assign({}, ...features.map(({ slice }) => slice ?? {})) as Partial<AppState>,
  }
}

/** All actions of the page, in the features' order. */
export function allActions({ actions }: Pick<Registry, 'actions'>): readonly Action<never>[] {
  return Object.values(actions) as readonly Action<never>[]
}

function unique(what: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new RangeError(`two features bring the ${what} “${twice}”`)
}
