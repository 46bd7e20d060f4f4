/** @file What the command palette offers: the registry's actions that need no argument, the divergences, and the instruments. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import type { Action, App } from '../../store/action.ts'
import { ACTIONS, DIVERGENCE_KEYS } from '../../store/actions.ts'
import type { AppState } from '../../store/state.ts'
import { TABS } from '../../store/tabs.ts'

export interface Command {
  readonly id: string
  readonly label: string
  readonly keys: readonly string[]
  run(app: App): void
}

/** What can be done now, in the registry's order. An action that takes an argument declares it, and is left out. */
export function commands(state: AppState): readonly Command[] {
  const actions = (Object.values(ACTIONS) as readonly Action<never>[])
    .filter(({ perform }) => perform.length < 2)
    .filter((action) => action !== (ACTIONS.togglePalette as Action<never>) && (action.available?.(state) ?? true))
  const plain = (actions as Action<void>[]).map(({ id, label, keys, perform }) => ({
    ...{ id, label: t(label), keys },
    run: (app: App) => perform(app),
  }))
  const divergences = DIVERGENCES.map(({ id, name }) => ({
    id: `divergence-${id}`,
    label: t('Measure by {divergence}', { divergence: t(name) }),
    keys: DIVERGENCE_KEYS.filter(({ divergence }) => divergence === id).map(({ key }) => key),
    run: (app: App) => ACTIONS.setDivergence.perform(app, id),
  }))
  const tabs = TABS.filter(({ id }) => id !== state.settings.tab).map(({ id, label }) => ({
    id: `tab-${id}`,
    label: t('Open {instrument}', { instrument: t(label) }),
    keys: [],
    run: (app: App) => ACTIONS.openTab.perform(app, id),
  }))
  return [...plain, ...divergences, ...tabs]
}

/** Those whose label holds every word of the query, in any order. */
export function matching(all: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
}
