/** @file The page's app for unit tests: all features, without a browser. Tests change what they try and leave the rest. */
import type { Engine } from '../engine/requests.ts'
import { REGISTRY } from '../features/index.ts'
import type { Settings } from '../settings/settings.ts'
import type { App, Session } from '../store/app.ts'
import { createSession as sessionOf } from '../store/session.ts'
import { type AppStore, createAppStore as storeOf } from '../store/state.ts'

export const { actions: ACTIONS, features: FEATURES, schema: SCHEMA } = REGISTRY
export const { defaults: DEFAULTS, fields: FIELDS, restore, toQuery } = SCHEMA

/** A store at rest with these settings and all slices. */
export const createAppStore = (settings: Settings): AppStore => storeOf(settings, REGISTRY.slices)

/** A session with the services of all features. */
export const createSession = (store: AppStore, createEngine: () => Engine): Session =>
  sessionOf(store, createEngine, REGISTRY.features)

/** An app of these parts. */
export const appOf = <P extends Omit<App, 'registry'>>(parts: P): P & App =>
  Object.assign(parts, { registry: REGISTRY })
