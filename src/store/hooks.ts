/** @file The store's only tie to React: read a part of the state, perform an action. */
import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../settings/settings.ts'
import { currentQuery } from './address.ts'
import { type ActionName, type App, type ArgumentOf, act, available } from './app.ts'
import type { AppState } from './state.ts'

const AppContext = createContext<App | null>(null)

/** Gives the page its app. */
export const AppProvider = AppContext.Provider

/** The page's app, for hooks of features. */
export function useApp(): App {
  const app = useContext(AppContext)
  if (!app) throw new Error('This component stands outside AppProvider.')
  return app
}

/** A part of the state; the component renders again when it changes (compared by identity). */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(useApp().store, select)
}

/**
 * The settings as a view needs them: the same object for as long as nothing but the open tab has changed, so that opening one draws
 * none of the others. Its own `tab` may be an earlier one: what asks for that asks the state.
 */
export function useSettings(): Settings {
  return useAppState(settingsButTab)
}

let lastSettings: Settings | null = null

function settingsButTab({ settings }: AppState): Settings {
  const last = lastSettings
  const same =
    last !== null &&
    (Object.keys(settings) as (keyof Settings)[]).every((name) => name === 'tab' || settings[name] === last[name])
  if (!same) lastSettings = settings
  return same ? last : settings
}

/** An address is read by nobody while a view changes: making it waits until the change is on screen. Milliseconds. */
const ADDRESS_PAUSE = 250

/** The address that shows this very state, whole; it follows the page a moment behind. */
export function useAddress(): string {
  const app = useApp()
  const [address, setAddress] = useState(() => app.files.address(currentQuery(app)))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        setAddress(app.files.address(currentQuery(app)))
      }, ADDRESS_PAUSE)
    }
    follow()
    const unsubscribe = app.store.subscribe(follow)
    return () => {
      unsubscribe()
      clearTimeout(timer)
    }
  }, [app])
  return address
}

/** Performs actions of the registry by name: `act('setTemperature', 0.7)`. */
export function useAct(): <K extends ActionName>(name: K, ...argument: ArgumentOf<K>) => void {
  const app = useApp()
  return useCallback((name, ...argument) => act(app, name, ...argument), [app])
}

/** The id of an action, for `data-action` of a control that performs it. */
export function useActionId(name: ActionName): string {
  return useApp().registry.actions[name].id
}

/** Whether an action can be done now. */
export function useAvailable(name: ActionName): boolean {
  const app = useApp()
  return useAppState((state) => available(app, name, state))
}
