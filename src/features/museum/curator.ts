/** @file Shows an exhibit: puts its state on the page and measures it with the engine, once for each variant. */

import { isCancelled, toEngineError } from '../../engine/errors.ts'
import { message } from '../../message/message.ts'
import { CORE_DEFAULTS, type Settings } from '../../settings/settings.ts'
import { addressQuery } from '../../store/address.ts'
import type { App } from '../../store/app.ts'
import { applySettings } from '../../store/apply-settings.ts'
import type { AppStore } from '../../store/state.ts'
import { exhibitById } from './exhibits/registry.ts'
import type { MuseumState } from './state.ts'
import type { ExhibitId, Variant } from './types.ts'

const running = new WeakMap<AppStore, AbortController>()

const set = (app: App, part: Partial<MuseumState>): void =>
  app.store.setState(({ museum }) => ({ museum: { ...museum, ...part } }))

/** Shows one variant of an exhibit and measures it where that has not been done yet. */
export async function exhibit(app: App, id: ExhibitId, variant: Variant): Promise<void> {
  const { museum, settings } = app.store.getState()
  const { settings: wanted, measure, evidence } = exhibitById(id)
  if (museum.home === null) set(app, { home: addressQuery(app, app.store.getState(), '') })
  set(app, { exhibit: id, fixed: variant === 'fixed', failure: null })
  const next: Settings = { ...settings, ...wanted(variant), tab: 'museum' }
  applySettings(app, { settings: next })
  if (museum.busy || museum.results[id]?.[variant]) return
  const controller = new AbortController()
  running.set(app.store, controller)
  const { signal } = controller
  set(app, { busy: { exhibit: id, variant, done: 0, series: [] } })
  try {
    const engine = await app.session.loader.ensure([CORE_DEFAULTS.student, CORE_DEFAULTS.teacher], signal)
    const result = await measure(engine, variant, {
      signal,
      onProgress: (done, series) => set(app, { busy: { exhibit: id, variant, done, series } }),
    })
    const { results } = app.store.getState().museum
    set(app, { results: { ...results, [id]: { ...results[id], [variant]: { ...result, evidence } } } })
    if (result.model !== null) {
      const models = await engine.models()
      app.store.setState((state) => ({ engine: { ...state.engine, models } }))
    }
  } catch (error) {
    if (!isCancelled(error)) fail(app, id, error)
  } finally {
    running.delete(app.store)
    set(app, { busy: null })
  }
}

function fail(app: App, exhibit: ExhibitId, error: unknown): void {
  const { sentences } = toEngineError(error, {
    code: 'session-failed',
    message: message('The exhibit could not be measured.'),
    remedy: message('Try again; if it stays, reload the page.'),
  })
  set(app, { failure: { exhibit, ...sentences } })
}

/** The measurement in progress ends without a result. */
export function stopMeasuring(app: App): void {
  running.get(app.store)?.abort()
}

/** The page as it was before the first exhibit; what was measured stays. */
export function goHome(app: App): void {
  const { home } = app.store.getState().museum
  if (home === null) return
  set(app, { home: null, fixed: false })
  const { settings } = app.registry.schema.restore(home)
  applySettings(app, { settings: { ...settings, tab: 'museum' } })
}

/** The model that an exhibit trained writes the problem on the stage. */
export function letItWrite(app: App): void {
  const { exhibit: id, fixed, results } = app.store.getState().museum
  const model = results[id]?.[fixed ? 'fixed' : 'broken']?.model
  if (!model) return
  const part = id === 'vocabulary-mismatch' ? { teacher: model } : { student: model, teacher: CORE_DEFAULTS.teacher }
  applySettings(app, { settings: { ...app.store.getState().settings, ...part, privileged: false } })
  void app.session.sample()
}
