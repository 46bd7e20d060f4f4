/** @file What a control has from its action: id, name, key, whether it can be done now, and how it is done. */
import { t } from '../i18n/words.ts'
import type { Action, ActionName, ArgumentOf } from '../store/app.ts'
import { useAct, useActionId, useApp, useAvailable } from '../store/hooks.ts'
import { shortcutOf } from '../store/keyboard.ts'

/** The argument of an action; undefined where it takes none. */
export type Argument<K extends ActionName> = ArgumentOf<K>[0]

/** A value, or what finds it at the press; undefined: there is nothing to do. */
export type Asked<A> = A | (() => A | undefined)

/** What a button says of its action's argument: nothing where it takes none. */
export type WithArgument<K extends ActionName> = [undefined] extends [Argument<K>]
  ? { readonly argument?: undefined }
  : { readonly argument: Asked<Argument<K>> }

/** The actions that take an `A`. */
export type ActionTaking<A> = {
  [K in ActionName]: [A] extends [Argument<K>] ? ([Argument<K>] extends [A] ? K : never) : never
}[ActionName]

/**
 * @param asked the action's argument, where it takes one
 * @returns `label` is translated; `shortcut` as `aria-keyshortcuts` writes it; `press` performs the action
 */
export function useControl<K extends ActionName>(name: K, asked?: Asked<Argument<K>>) {
  const act = useAct()
  const { actions } = useApp().registry
  const available = useAvailable(name)
  const action: Pick<Action<never>, 'label' | 'keys'> = actions[name]
  return {
    id: useActionId(name),
    label: t(action.label),
    shortcut: shortcutOf(action),
    available,
    press: (): void => {
      const argument = typeof asked === 'function' ? (asked as () => Argument<K> | undefined)() : asked
      if (argument !== undefined || asked === undefined) act(name, ...([argument] as ArgumentOf<K>))
    },
  }
}
