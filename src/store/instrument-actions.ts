/** @file Intents of the divergence rail and the pivot waterfall. They read the rollout anew; none samples. */
import { DIVERGENCES } from '../divergence/registry.ts'
import type { Settings } from '../settings/settings.ts'
import { action, change, clamp } from './action.ts'
import {
  INSTRUMENT_DEFAULTS,
  MAX_CLIP,
  MAX_GATE,
  MAX_PREFIX,
  MAX_SUPPORT_K,
  MIN_STUDENT_TOP,
  type RailScale,
  type SupportChoice,
} from './instrument-settings.ts'
import { type ParamChoice, withParam } from './scoring-actions.ts'

const hundredths = (value: number): number => Math.round(value * 100) / 100

export const INSTRUMENT_ACTIONS = {
  toggleStrip: action<string>({
    id: 'toggle-strip',
    label: 'Show a divergence on the rail',
    keys: [],
    perform: (app, id) => {
      const { rail } = app.store.getState().settings
      const wanted = rail.includes(id) ? rail.filter((each) => each !== id) : [...rail, id]
      // A rail without strips shows nothing: the last one stays.
      if (wanted.length === 0) return
      change(app, { rail: DIVERGENCES.map((each) => each.id).filter((each) => wanted.includes(each)) })
    },
  }),
  setRailPair: action<readonly [first: string, second: string]>({
    id: 'set-rail-pair',
    label: 'Compare two rankings',
    keys: [],
    perform: (app, railPair) => change(app, { railPair }),
  }),
  setRailScale: action<RailScale>({
    id: 'set-rail-scale',
    label: 'Scale of the strips',
    keys: [],
    perform: (app, railScale) => change(app, { railScale }),
  }),
  setSupport: action<SupportChoice>({
    id: 'set-support',
    label: 'Support',
    keys: [],
    perform: (app, support) => change(app, { support }),
  }),
  setSupportK: action<number>({
    id: 'set-support-k',
    label: 'Entries of the support',
    keys: [],
    perform: (app, k) => change(app, { supportK: clamp(Math.round(k), 1, MAX_SUPPORT_K) }),
  }),
  setSupportOf: action<Settings['supportOf']>({
    id: 'set-support-of',
    label: 'Whose most likely entries',
    keys: [],
    perform: (app, supportOf) => change(app, { supportOf }),
  }),
  scrubDivergenceParam: action<ParamChoice>({
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
    perform: (app) => app.store.setState(({ measured }) => ({ measured: { ...measured, failure: null } })),
  }),
  setClip: action<number>({
    id: 'set-clip',
    label: 'Limit of one token',
    keys: [],
    perform: (app, clip) => change(app, { clip: clamp(Math.round(clip * 1e4) / 1e4, 0, MAX_CLIP) }),
  }),
  setEntryClip: action<number>({
    id: 'set-entry-clip',
    label: 'Limit of one vocabulary entry',
    keys: [],
    perform: (app, clip) => change(app, { entryClip: clamp(Math.round(clip * 1e4) / 1e4, 0, MAX_CLIP) }),
  }),
  setTeacherGate: action<number>({
    id: 'set-teacher-gate',
    label: 'Teacher’s entropy above',
    keys: [],
    perform: (app, nats) => change(app, { teacherGate: clamp(hundredths(nats), 0, MAX_GATE) }),
  }),
  setStudentTop: action<number>({
    id: 'set-student-top',
    label: 'Share of highest student entropies',
    keys: [],
    perform: (app, share) => change(app, { studentTop: clamp(hundredths(share), MIN_STUDENT_TOP, 1) }),
  }),
  setPrefix: action<number>({
    id: 'set-prefix',
    label: 'First tokens only',
    keys: [],
    perform: (app, tokens) => change(app, { prefix: clamp(Math.round(tokens), 0, MAX_PREFIX) }),
  }),
  clearThresholds: action({
    id: 'clear-thresholds',
    label: 'No thresholds',
    keys: [],
    perform: (app) => {
      const { clip, entryClip, teacherGate, studentTop, prefix } = INSTRUMENT_DEFAULTS
      change(app, { clip, entryClip, teacherGate, studentTop, prefix })
    },
  }),
} as const
