/**
 * @file The page's contracts: what an action is, what it works on, and what a feature brings. Features add to the open interfaces
 * (`App`, `Actions`, `Services`, `AppState`, `Settings`) by `declare module`, so that a feature stands in its folder alone and
 * everything is still checked by the compiler.
 */
import type { ComponentType } from 'react'
import type { Engine } from '../engine/requests.ts'
import type { DivergenceChoice } from '../engine/types.ts'
import type { AnySettingsPart, SettingsSchema } from '../settings/schema.ts'
import type { Settings } from '../settings/settings.ts'
import type { Loader } from './model-loader.ts'
import type { Queries, Watch } from './queries.ts'
import type { AppState, AppStore, ForkStart } from './state.ts'

/** The browser's ways out of the page. */
export interface Files {
  save(name: string, data: Uint8Array | string, type: string): void
  /** The whole address of the page with this query; without one, of the page itself. */
  address(query: string): string
  /** The empty page that "Save as one page" fills. Rejects where it cannot be fetched. */
  emptyPage(): Promise<string>
  /** Puts the address of the page with this query where people paste from. */
  copyLink(query: string): Promise<void>
  copyText(text: string): Promise<void>
  /** The charts of a panel as they are on the page; null where there are none. */
  draw(panel: HTMLElement, caption: { title: string; notes: readonly string[] }): Promise<Omit<Picture, 'scale'> | null>
  /** An address under which the page itself finds these bytes, until it lets go of them. */
  hold(data: Uint8Array, type: string): string
  letGo(address: string): void
  /** A picture as PNG. Rejects where the browser cannot paint it. */
  paint(picture: Picture): Promise<Uint8Array>
}

/** A drawing and the size at which it is painted. */
export interface Picture {
  readonly svg: string
  /** Pixels at scale 1. */
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** What works beside the store for as long as the page lives, by name; each feature merges its own. */
// biome-ignore lint/suspicious/noEmptyInterface: features merge their services into it
export interface Services {}

/** The page's conductor: it turns intents into calls of the engine and the engine's answers into state. */
export interface Session extends Services {
  readonly loader: Loader
  readonly queries: Queries
  /** Samples one new rollout with the settings as they stand, then scores it. Resolves when both are done. `from`: where it forks. */
  sample(from?: ForkStart): Promise<void>
  /** Stops the sampling in progress; the part that is written stays and is scored. */
  stop(): void
  /** Scores the rollout on the stage under the wanted conditions that are missing. Never samples. */
  rescore(): Promise<void>
  /** Ends what features do with the engine, which is about to be replaced. */
  releaseEngine(): void
  dispose(): Promise<void>
}

/** What an action works on. */
export interface App {
  readonly store: AppStore
  readonly session: Session
  readonly registry: Registry
  readonly files: Files
  /** Unsigned 32-bit randomness for "new seed"; the only chance on the page, and its outcome is shown and kept. */
  readonly randomSeed: () => number
}

/** One intent: its name, its keys, and what it does with an argument (or with none). */
export interface Action<A> {
  /** Stable: controls carry it as `data-action`, embeds hide by it, lessons and tests find controls by it. */
  readonly id: string
  /** Shown on buttons and in the help sheet. */
  readonly label: string
  /** Keys as KeyboardEvent.key, lower case for letters, with "Shift+" in front where it must be held. */
  readonly keys: readonly string[]
  /** Needs no argument. */
  readonly plain: boolean
  /** Whether it can be done now. Default: always. */
  readonly available?: (state: AppState) => boolean
  readonly perform: (app: App, argument: A) => void
}

/** An action that needs nothing but the page as it stands: keys start it, and the palette offers it. */
export function action(definition: Omit<Action<void>, 'plain'>): Action<void> {
  return { ...definition, plain: true }
}

/** An action that a control gives an argument: `actionOf<number>({ id: 'set-temperature', … })`. */
export function actionOf<A>(definition: Omit<Action<A>, 'plain'>): Action<A> {
  return { ...definition, plain: false }
}

export type ActionTable = Readonly<Record<string, Action<never>>>

/** All actions by name; each feature merges the type of its table. */
// biome-ignore lint/suspicious/noEmptyInterface: features merge their actions into it
export interface Actions {}

export type ActionName = keyof Actions

/** Nothing for an action without argument, else the one argument. */
export type ArgumentOf<K extends ActionName> = Actions[K] extends Action<infer A>
  ? [A] extends [undefined | undefined]
    ? []
    : [A]
  : []

/** Performs an action by name: `act(app, 'setTemperature', 0.7)`. */
export function act<K extends ActionName>(app: App, name: K, ...argument: ArgumentOf<K>): void {
  ;(app.registry.actions[name] as Action<unknown>).perform(app, argument[0])
}

/** Whether an action can be done now. */
export function available(app: Pick<App, 'registry'>, name: ActionName, state: AppState): boolean {
  return (app.registry.actions[name] as Action<never>).available?.(state) ?? true
}

/** What services work with: the state, the models, and questions to the engine. */
export interface ServiceParts {
  readonly store: AppStore
  readonly loader: Loader
  readonly queries: Queries
}

/** What makes a service, and how it ends. */
export interface ServiceDefinition<T> {
  create(parts: ServiceParts): T
  /** The engine is about to be replaced by another one. */
  release?(service: T): void
  dispose?(service: T): void
}

/** A service's definition, whichever service it makes. */
export interface AnyServiceDefinition {
  create(parts: ServiceParts): unknown
  release?(service: never): void
  dispose?(service: never): void
}

/** A view of the page in a frame on somebody else's page: `?embed=1&view=rail`. */
export interface EmbedViewDefinition {
  /** As addresses name it. */
  readonly view: string
  /** Translated where it is shown. */
  readonly title: string
  /** The tab that shows the same on the full page, or null for what stands above the tabs. */
  readonly tab: string | null
  /** Reads a rollout: its models are fetched as soon as someone looks. Others ask for models when they need them. */
  readonly reads: boolean
  readonly Panel: ComponentType
  /** One looks through it: in a small frame nothing of it is folded away, and it scrolls. */
  readonly scrolls?: true
  /** The one button that stays in sight where the frame is small and its controls are folded away. */
  readonly Primary?: ComponentType
}

/** Keys that a feature hears by itself, for the help sheet. */
export interface KeySection {
  readonly title: string
  readonly keys: readonly { readonly keys: readonly string[]; readonly label: string }[]
  /** Whether these keys go before all others now, and so stand first. */
  readonly first?: (state: AppState) => boolean
}

/** All that a feature brings to the page. Every list of the page is derived from these (see registry.ts). */
export interface Feature {
  /** Name of its folder. */
  readonly id: string
  /** What people call it; translated where it is shown. */
  readonly title: string
  /** One sentence on what it is for. */
  readonly summary: string
  /** Id of its tab in the deck, as addresses name it. Absent: it opens no tab. */
  readonly tab?: string
  /** What it draws in a tab: its own, or below what another feature draws in that one's. */
  readonly panel?: { readonly tab: string; readonly Panel: ComponentType }
  readonly embeds?: readonly EmbedViewDefinition[]
  readonly settings?: AnySettingsPart
  /** Its part of the state on a fresh page. */
  readonly slice?: Partial<AppState>
  readonly actions?: ActionTable
  /** By name, as in `Services`. */
  readonly services?: Readonly<Record<string, AnyServiceDefinition>>
  /** What it shows of the engine's answers: what is missing is asked for, earlier ones first. */
  readonly watches?: readonly Watch[]
  /** Divergences that it shows of the rollout on the stage, in the order of need: they are measured where the scores lack them. */
  readonly divergences?: (state: AppState) => readonly DivergenceChoice[]
  /** Whether something of it lies over the page and keeps this key from the page's actions. */
  readonly keepsKey?: (state: AppState, key: string) => boolean
  readonly keySections?: readonly KeySection[]
  /** Parts of the page that it marks as `data-part`, beside its tab: lessons point at them, embeds leave them out. */
  readonly parts?: readonly string[]
  /** Ties to the browser, made once when the page starts (not in a frame). */
  readonly bind?: (app: App, view: Window) => void
  /** What has to wait until the first rollout stands on the page. */
  readonly start?: (app: App, view: Window) => void
}

/** What the features are together. */
export interface Registry {
  readonly features: readonly Feature[]
  readonly actions: Actions
  readonly schema: SettingsSchema
  /** The tabs of the deck in their order; labels are translated where they are shown. */
  readonly tabs: readonly { readonly id: string; readonly label: string }[]
  /** What is drawn in a tab, by its id, in the features' order. */
  readonly panels: ReadonlyMap<string, readonly ComponentType[]>
  readonly embeds: readonly EmbedViewDefinition[]
  /** The part of the state that features bring, on a fresh page. */
  readonly slices: Partial<AppState>
}

/** How an engine is made: at most once for each choice of backend, on first need. */
export type EngineFactory = () => Engine

/** Changes some settings. */
export function change(app: App, part: Partial<Settings>): void {
  app.store.setState(({ settings }) => ({ settings: { ...settings, ...part } }))
}

/** Is the student at work? */
export function writing({ activity }: AppState): boolean {
  return activity === 'sampling' || activity === 'stopping'
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
