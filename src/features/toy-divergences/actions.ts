/** @file Intents on the divergence bench. */
import type { Gaussian, Mixture, Mode } from '../../divergence/toy/density.ts'
import type { Preset } from '../../divergence/toy/presets.ts'
import type { StudentKind } from '../../divergence/toy/student.ts'
import { action, actionOf, change, clamp } from '../../store/app.ts'
import { TOY_SPEEDS, MOST_TOY_STEPS } from './descent.ts'
import { TOY_IDS, TOY_LIMITS, MOST_MODES } from './settings.ts'

const limited = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  Number(clamp(value, min, max).toFixed(2))

const gaussian = ({ mean, width }: Gaussian): Gaussian => ({
  mean: limited(mean, TOY_LIMITS.mean),
  width: limited(width, TOY_LIMITS.width),
})

const withinLimits = (mode: Mode): Mode => ({ ...gaussian(mode), weight: limited(mode.weight, TOY_LIMITS.weight) })

/** A change of one mode. Its weight is its share of the whole: the others keep their proportions within what is left. */
export interface ModeChange {
  readonly index: number
  readonly part: Partial<Mode>
}

function changedMode(teacher: Mixture, { index, part }: ModeChange): Mixture {
  const others = teacher.filter((_, i) => i !== index)
  const { min } = TOY_LIMITS.weight
  return teacher.map((mode, i) => {
    const own = withinLimits({ ...mode, ...(i === index ? part : {}) })
    if (part.weight === undefined || others.length === 0) return own
    const share = clamp(part.weight, min, 1 - min * others.length)
    if (i === index) return withinLimits({ ...own, weight: share })
    const rest = others.reduce((sum, { weight }) => sum + weight, 0)
    return withinLimits({ ...own, weight: ((1 - share) * mode.weight) / rest })
  })
}

/** The new mode stands where the line is emptiest and takes an equal share. */
function withAnotherMode(teacher: Mixture): Mixture {
  const free = [0, -4, 4, -2, 2]
  const room = (x: number): number => Math.min(...teacher.map(({ mean, width }) => Math.abs(mean - x) - width))
  const mean = free.reduce((best, x) => (room(x) > room(best) ? x : best), 0)
  const share = 1 / (teacher.length + 1)
  return [
    ...teacher.map((mode) => withinLimits({ ...mode, weight: mode.weight * (1 - share) })),
    withinLimits({ mean, width: 0.6, weight: share }),
  ]
}

export const TOY_ACTIONS = {
  chooseToyPreset: actionOf<Preset>({
    id: 'choose-bench-preset',
    label: 'Preset of the divergence bench',
    keys: [],
    perform: (app, { teacher, start }) => {
      change(app, { toyTeacher: teacher, toyStart: start })
      app.session.descent.reset()
    },
  }),
  setToyMode: actionOf<ModeChange>({
    id: 'set-bench-mode',
    label: 'Mode of the teacher on the line',
    keys: [],
    perform: (app, part) => {
      const { toyTeacher } = app.store.getState().settings
      change(app, { toyTeacher: changedMode(toyTeacher, part) })
    },
  }),
  addToyMode: action({
    id: 'add-bench-mode',
    label: 'Add a mode to the bench’s teacher',
    keys: [],
    available: ({ settings }) => settings.toyTeacher.length < MOST_MODES,
    perform: (app) => change(app, { toyTeacher: withAnotherMode(app.store.getState().settings.toyTeacher) }),
  }),
  removeToyMode: action({
    id: 'remove-bench-mode',
    label: 'Remove a mode of the bench’s teacher',
    keys: [],
    available: ({ settings }) => settings.toyTeacher.length > 1,
    perform: (app) => {
      const kept = app.store.getState().settings.toyTeacher.slice(0, -1)
      const total = kept.reduce((sum, { weight }) => sum + weight, 0)
      change(app, { toyTeacher: kept.map((mode) => withinLimits({ ...mode, weight: mode.weight / total })) })
    },
  }),
  setToyStart: actionOf<Partial<Gaussian>>({
    id: 'set-bench-start',
    label: 'Start of the student on the line',
    keys: [],
    perform: (app, part) =>
      change(app, { toyStart: gaussian({ ...app.store.getState().settings.toyStart, ...part }) }),
  }),
  setToyStudent: actionOf<StudentKind>({
    id: 'set-bench-student',
    label: 'Student on the line',
    keys: [],
    perform: (app, toyStudent) => change(app, { toyStudent }),
  }),
  toggleToyDivergence: actionOf<string>({
    id: 'toggle-bench-divergence',
    label: 'Descend a divergence',
    keys: [],
    perform: (app, id) => {
      const { toyDivergences: chosen } = app.store.getState().settings
      const next = TOY_IDS.filter((each) => chosen.includes(each) !== (each === id))
      // An empty bench shows nothing.
      if (next.length > 0) change(app, { toyDivergences: next })
    },
  }),
  runDescent: action({
    id: 'run-descent',
    label: 'Run descent',
    keys: [],
    perform: ({ session: { descent } }) => {
      if (descent.state.getState().step >= MOST_TOY_STEPS) descent.reset()
      descent.setRunning(true)
    },
  }),
  pauseDescent: action({
    id: 'pause-descent',
    label: 'Pause descent',
    keys: [],
    perform: (app) => app.session.descent.setRunning(false),
  }),
  stepDescent: actionOf<number>({
    id: 'step-descent',
    label: 'Step descent',
    keys: [],
    perform: (app, steps) => app.session.descent.advance(steps),
  }),
  resetDescent: action({
    id: 'reset-descent',
    label: 'Reset descent',
    keys: [],
    perform: (app) => app.session.descent.reset(),
  }),
  setDescentSpeed: actionOf<number>({
    id: 'set-descent-speed',
    label: 'Speed of the descent',
    keys: [],
    perform: (app, speed) => app.session.descent.setSpeed(clamp(Math.round(speed), TOY_SPEEDS.min, TOY_SPEEDS.max)),
  }),
} as const
