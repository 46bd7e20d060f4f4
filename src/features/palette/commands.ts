/** @file What the command palette offers: the registry's actions that need no argument, the divergences, and the tabs. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import { type Action, type App, act } from '../../store/app.ts'
import { DIVERGENCE_KEYS } from '../../store/keyboard.ts'
import { allActions } from '../../store/registry.ts'
import type { AppState } from '../../store/state.ts'

export interface Command {
  readonly id: string
  /** Id of the action that it performs. */
  readonly action: string
  readonly label: string
  readonly keys: readonly string[]
  run(app: App): void
}

/** What can be done now, in the registry's order. */
export function commands({ registry }: Pick<App, 'registry'>, state: AppState): readonly Command[] {
  const actions = allActions(registry).filter(
    ({ id, plain, available }) => plain && id !== registry.actions.togglePalette.id && (available?.(state) ?? true),
  ) as readonly Action<never>[] as readonly Action<void>[]
  const plain = actions.map(({ id, label, keys, perform }) => ({
    id,
    action: id,
    label: t(label),
    keys,
    run: (app: App) => perform(app),
  }))
  const divergences = DIVERGENCES.map(({ id, name }) => ({
    id: `divergence-${id}`,
    action: registry.actions.setDivergence.id,
    label: t('Measure by {divergence}', { divergence: t(name) }),
    keys: DIVERGENCE_KEYS.filter(({ divergence }) => divergence === id).map(({ key }) => key),
    run: (app: App) => act(app, 'setDivergence', id),
  }))
  const tabs = registry.tabs
    .filter(({ id }) => id !== state.settings.tab)
    .map(({ id, label }) => ({
      id: `tab-${id}`,
      action: registry.actions.openTab.id,
      label: t('Open {instrument}', { instrument: t(label) }),
      keys: [],
      run: (app: App) => act(app, 'openTab', id),
    }))
  return [...plain, ...divergences, ...tabs]
}

/** Those whose label holds every word of the query, in any order. */
export function matching(all: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
}
