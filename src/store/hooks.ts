/** @file The store's only tie to React: read a part of the state, perform an action. */
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { useStore } from 'zustand'
import { PLACES, type Settings } from '../settings/settings.ts'
import { currentQuery } from './address.ts'
import { type ActionName, type App, type ArgumentOf, act, available } from './app.ts'
import { type Sleeper, sleeperOf, sleepless } from './asleep.ts'
import type { AppState, AppStore } from './state.ts'

interface Page extends Sleeper {
  readonly app: App
  readonly settingsOf: (state: AppState) => Settings
}

const PageContext = createContext<Page | null>(null)

interface AppProviderProps {
  readonly value: App
  readonly children: ReactNode
}

/** Gives the page its app. */
export function AppProvider({ value, children }: AppProviderProps) {
  const page = useMemo(() => pageOf(value, sleepless(value.store)), [value])
  return createElement(PageContext.Provider, { value: page }, children)
}

const pageOf = (app: App, sleeper: Sleeper): Page => ({ app, settingsOf: createSettingsReader(app.store), ...sleeper })

interface WhileOpenProps {
  readonly tab: string
  readonly children: ReactNode
}

/** A panel, which follows the state while its tab is open: else the state stands still for it, and it is drawn no more. */
export function WhileOpen({ tab, children }: WhileOpenProps) {
  const app = useApp()
  const page = useMemo(
    () =>
      pageOf(
        app,
        sleeperOf(app.store, ({ settings }) => settings.tab === tab),
      ),
    [app, tab],
  )
  return createElement(PageContext.Provider, { value: page }, children)
}

function usePage(): Page {
  const page = useContext(PageContext)
  if (!page) throw new Error('This component stands outside AppProvider.')
  return page
}

/** The page's app, for hooks of features. */
export function useApp(): App {
  return usePage().app
}

/** A part of the state; the component renders again when it changes (compared by identity). */
export function useAppState<T>(select: (state: AppState) => T): T {
  return useStore(usePage().followed, select)
}

/** Whether the panel around it is open, for effects that go on while they stand: true outside of panels. */
export function useAwake(): boolean {
  const { isAwake, onTurn } = usePage()
  return useSyncExternalStore(onTurn, isAwake, isAwake)
}

/**
 * The settings as a view needs them: the same object for as long as only where one looks has changed (`PLACES`), so that opening a tab
 * draws none of the others. Its `tab` is the one that is open whenever it is read.
 */
export function useSettings(): Settings {
  return useAppState(usePage().settingsOf)
}

/** Gives all views of a page the same object. */
function createSettingsReader(store: AppStore): Page['settingsOf'] {
  let last: Settings | null = null
  let given: Settings | null = null
  return ({ settings }) => {
    if (given === null || !sameButPlaces(settings, last)) {
      given = {
        ...settings,
        get tab() {
          return store.getState().settings.tab
        },
      }
    }
    last = settings
    return given
  }
}

function sameButPlaces(settings: Settings, last: Settings | null): boolean {
  if (settings === last || last === null) return settings === last
  return (Object.keys(settings) as (keyof Settings)[]).every((name) => isPlace(name) || settings[name] === last[name])
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

const isPlace = (name: keyof Settings): boolean => PLACES.some((place) => place === name)
