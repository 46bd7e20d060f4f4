/** @file Intents that read a rollout anew: who teaches, what they were told, how disagreement is measured. None samples. */
import { DIVERGENCES } from '../divergence/registry.ts'
import {
  type DivergenceParams,
  MAX_SUPPORT_K,
  type MarkChoice,
  type Settings,
  type SupportChoice,
} from '../settings/settings.ts'
import type { ContextKind } from '../world/types.ts'
import { action, actionOf, change, clamp } from './app.ts'
import { forgetFailures } from './queries.ts'
import { scoreFailures, type WantedScore } from './score-queries.ts'

export interface ParamChoice {
  /** Of the divergence. */
  readonly id: string
  readonly param: string
  readonly value: number
}

/** The parameters with one changed, held within its range; null where there is no such parameter. Defaults are left out. */
export function withParam(params: DivergenceParams, { id, param, value }: ParamChoice): DivergenceParams | null {
  const spec = DIVERGENCES.find((divergence) => divergence.id === id)?.params.find((each) => each.id === param)
  if (!spec || Number.isNaN(value)) return null
  const { [param]: _old, ...others } = params[id] ?? {}
  const chosen = clamp(value, spec.min, spec.max)
  const values = chosen === spec.default ? others : { ...others, [param]: chosen }
  const { [id]: _before, ...rest } = params
  return Object.keys(values).length > 0 ? { ...rest, [id]: values } : rest
}

export const SCORING_ACTIONS = {
  setStudent: actionOf<string>({
    id: 'set-student',
    label: 'Student',
    keys: [],
    perform: (app, student) => {
      const { settings } = app.store.getState()
      // A student that teaches itself goes on doing so.
      change(app, { student, teacher: settings.teacher === settings.student ? student : settings.teacher })
      void app.session.rescore()
    },
  }),
  setTeacher: actionOf<string>({
    id: 'set-teacher',
    label: 'Teacher',
    keys: [],
    perform: (app, teacher) => {
      change(app, { teacher })
      void app.session.rescore()
    },
  }),
  togglePrivileged: action({
    id: 'toggle-privileged',
    label: 'Privileged context',
    keys: ['p'],
    perform: (app) => {
      change(app, { privileged: !app.store.getState().settings.privileged })
      void app.session.rescore()
    },
  }),
  setContext: actionOf<ContextKind>({
    id: 'set-context',
    label: 'Context',
    keys: [],
    perform: (app, context) => {
      change(app, { context })
      void app.session.rescore()
    },
  }),
  setDivergence: actionOf<string>({
    id: 'set-divergence',
    label: 'Divergence',
    keys: [],
    // Whoever chooses a measure wants to see it in the text.
    perform: (app, divergence) => change(app, { divergence, marks: 'divergence' }),
  }),
  setMarks: actionOf<MarkChoice>({
    id: 'set-marks',
    label: 'What the marks show',
    keys: [],
    perform: (app, marks) => change(app, { marks }),
  }),
  setDivergenceParam: actionOf<ParamChoice>({
    id: 'set-divergence-param',
    label: 'Divergence parameter',
    keys: [],
    perform: (app, choice) => {
      const params = withParam(app.store.getState().settings.params, choice)
      if (!params) return
      change(app, { params })
      void app.session.rescore()
    },
  }),
  rescore: action({
    id: 'rescore',
    label: 'Score again',
    keys: [],
    perform: (app) => void app.session.rescore(),
  }),
  setSupport: actionOf<SupportChoice>({
    id: 'set-support',
    label: 'Support',
    keys: [],
    perform: (app, support) => change(app, { support }),
  }),
  setSupportK: actionOf<number>({
    id: 'set-support-k',
    label: 'Entries of the support',
    keys: [],
    perform: (app, k) => change(app, { supportK: clamp(Math.round(k), 1, MAX_SUPPORT_K) }),
  }),
  setSupportOf: actionOf<Settings['supportOf']>({
    id: 'set-support-of',
    label: 'Whose most likely entries',
    keys: [],
    perform: (app, supportOf) => change(app, { supportOf }),
  }),
  scrubDivergenceParam: actionOf<ParamChoice>({
    id: 'scrub-divergence-param',
    label: 'Divergence parameter, while it moves',
    keys: [],
    perform: (app, choice) => {
      const params = withParam(app.store.getState().settings.params, choice)
      if (params) change(app, { params })
    },
  }),
  measureAgain: action({
    id: 'measure-again',
    label: 'Measure again',
    keys: [],
    perform: (app) => forgetFailures(app.store, 'measure'),
  }),
  wantReadings: actionOf<readonly WantedScore[]>({
    id: 'want-readings',
    label: 'Readings of the open instrument',
    keys: [],
    perform: (app, wanted) => app.store.setState({ readings: { wanted } }),
  }),
  readAgain: action({
    id: 'read-again',
    label: 'Read again',
    keys: [],
    available: (state) => scoreFailures(state).length > 0,
    perform: (app) => forgetFailures(app.store, 'score'),
  }),
} as const
