/** @file Intents of the pivot waterfall. They read the rollout anew; none samples. */
import { action, actionOf, change, clamp } from '../../store/app.ts'
import { MAX_CLIP, MAX_GATE, MAX_PREFIX, MIN_STUDENT_TOP, WATERFALL_SETTINGS } from './settings.ts'

const hundredths = (value: number): number => Math.round(value * 100) / 100

export const WATERFALL_ACTIONS = {
  setClip: actionOf<number>({
    id: 'set-clip',
    label: 'Limit of one token',
    keys: [],
    perform: (app, clip) => change(app, { clip: clamp(Math.round(clip * 1e4) / 1e4, 0, MAX_CLIP) }),
  }),
  setEntryClip: actionOf<number>({
    id: 'set-entry-clip',
    label: 'Limit of one vocabulary entry',
    keys: [],
    perform: (app, clip) => change(app, { entryClip: clamp(Math.round(clip * 1e4) / 1e4, 0, MAX_CLIP) }),
  }),
  setTeacherGate: actionOf<number>({
    id: 'set-teacher-gate',
    label: 'Teacher’s entropy above',
    keys: [],
    perform: (app, nats) => change(app, { teacherGate: clamp(hundredths(nats), 0, MAX_GATE) }),
  }),
  setStudentTop: actionOf<number>({
    id: 'set-student-top',
    label: 'Share of highest student entropies',
    keys: [],
    perform: (app, share) => change(app, { studentTop: clamp(hundredths(share), MIN_STUDENT_TOP, 1) }),
  }),
  setPrefix: actionOf<number>({
    id: 'set-prefix',
    label: 'First tokens only',
    keys: [],
    perform: (app, tokens) => change(app, { prefix: clamp(Math.round(tokens), 0, MAX_PREFIX) }),
  }),
  clearThresholds: action({
    id: 'clear-thresholds',
    label: 'No thresholds',
    keys: [],
    perform: (app) => change(app, WATERFALL_SETTINGS.defaults),
  }),
} as const
