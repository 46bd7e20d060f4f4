/** @file Links into the running page, and the link to what it shows. */
import { t } from '../i18n/words.ts'
import { ADDRESS_VERSION, type SettingName } from '../settings/schema.ts'
import type { Settings } from '../settings/settings.ts'
import { BARE_STAGE, type Stage } from '../settings/stage-link.ts'
import type { App, Registry } from './app.ts'
import { applySettings } from './apply-settings.ts'
import { tell } from './notices.ts'
import { makingOf } from './replay-link.ts'
import { modelById, shippedModels } from './scoring.ts'
import type { AppState, AppStore } from './state.ts'

/** Whoever sits before the page chose these: a link changes them only where it names them. */
const PERSONAL = ['theme', 'language', 'backend'] as const satisfies readonly (keyof Settings)[]

/**
 * Applies a link's query (with or without '?') to the running page: every setting that it does not name takes its usual value, as
 * on a fresh page, but for theme, language and backend, which stay. Never throws. Returns the sentence about what was not
 * understood, which is also shown, or null. A link that asks for a live rollout (`run=1`) does not sample here: only opening a
 * page does. `run`: id of the run that stood on the stage then, where that is known.
 */
export function applyQuery(app: App, query: string, run?: number | null): string | null {
  const { settings, given, stage, notice } = app.registry.schema.restore(query)
  const present = app.store.getState().settings
  const kept = Object.fromEntries(PERSONAL.filter((name) => !given.has(name)).map((name) => [name, present[name]]))
  applySettings(app, { settings: { ...settings, ...kept }, pinned: stage.pinned, run })
  if (notice) tell(app.store, notice)
  return notice
}

/**
 * The query (without '?') that "Copy link" copies. With a live rollout on the stage it carries what made that rollout, and `run=1`:
 * whoever opens it gets the same tokens on the same backend. Models that were trained here stay here.
 */
export function currentQuery(app: App): string {
  const state = app.store.getState()
  const making = makingOf(state)
  const settings = { ...state.settings, ...shippedModels(state), ...making?.made }
  return named(
    app.registry.schema.toQuery(settings, '', {
      ...BARE_STAGE,
      ...making?.stage,
      pinned: state.pinned,
      live: making !== null,
    }),
  )
}

/**
 * The query of the address bar: the settings as they stand. Where they are those of the live rollout on the stage it says how that is
 * made again, so that a reload or a bookmark shows the same; where they have moved on it does not, and nothing samples by itself.
 */
export function addressQuery({ registry }: Pick<App, 'registry'>, state: AppState, present: string): string {
  const { changedNames, toQuery } = registry.schema
  const settings = { ...state.settings, ...shippedModels(state) }
  const making = makingOf(state)
  const stands = making !== null && changedNames({ ...settings, ...making.made }, settings).length === 0
  const stage: Stage = { ...BARE_STAGE, ...(stands && { ...making.stage, live: true }), pinned: state.pinned }
  return named(toQuery(settings, present, stage))
}

/** A bare address opens the first text (see settings/first.ts): where nothing differs from the usual settings, the version alone asks for them. */
const named = (query: string): string => query || `v=${ADDRESS_VERSION}`

/**
 * Names of models are only known once the list of models is here. Those of a link that are not on it give way to the usual ones,
 * with one sentence; likewise whenever a link is applied later.
 */
export function replaceUnknownModels({ store, registry }: App): () => void {
  return store.subscribe(({ engine, settings, rollout }, before) => {
    if (engine.models !== before.engine.models || settings !== before.settings || rollout !== before.rollout)
      settleModels(store, registry)
  })
}

function settleModels(store: AppStore, { schema }: Registry): void {
  const { engine, settings, rollout } = store.getState()
  if (engine.models.length === 0) return
  // What an imported trace holds of a model that is not here can be read all the same.
  const read = new Set([rollout?.student, ...Object.values(rollout?.scores ?? {}).map(({ score }) => score.teacher)])
  const isHere = (id: string): boolean => modelById(engine.models, id) !== null || read.has(id)
  const missing: string[] = []
  const settle = <K extends SettingName>(name: K): Partial<Settings> => {
    const { models, withModels } = schema.fields[name]
    const named = models?.(settings[name]) ?? []
    if (!withModels || named.every(isHere)) return {}
    missing.push(...named.filter((id) => !isHere(id)))
    const usual = models?.(schema.defaults[name]) ?? []
    return {
      [name]: withModels(
        settings[name],
        named.map((id, i) => (isHere(id) ? id : (usual[i] ?? id))),
      ),
    }
  }
  const settled = (Object.keys(schema.fields) as SettingName[]).map(settle)
  if (missing.length === 0) return
  store.setState({ settings: Object.assign({}, settings, ...settled) })
  const names = [...new Set(missing)].map((id) => `“${id}”`).join(', ')
  tell(store, t('There is no model called {names} here; the usual one stands in.', { names }))
}
