/**
 * @file Leads through a lesson: sets the page up for a step, watches the store until its check holds, and puts everything back
 * when the person leaves.
 */

import type { Settings } from '../../settings/settings.ts'
import { addressQuery } from '../../store/address.ts'
import type { App } from '../../store/app.ts'
import { applySettings } from '../../store/apply-settings.ts'
import { problemRef, sameProblem } from '../../store/scoring.ts'
import type { AppState, AppStore } from '../../store/state.ts'
import { lessonOf } from './content/registry.ts'
import type { LessonState, Position } from './state.ts'
import type { Lesson, Scene, Step } from './types.ts'

/** What the person had before. */
type Home = Pick<
  AppState,
  'settings' | 'rollout' | 'past' | 'future' | 'pinned' | 'hovered' | 'drawing' | 'compared' | 'seedTouched'
>

interface Guide {
  /** null when the page was loaded in the middle of a lesson. */
  home: Home | null
  before: Scene | null
  /** Counts the beginnings: an older one that is still being prepared gives way. */
  turn: number
  end: () => void
}

const guides = new WeakMap<AppStore, Guide>()

const sceneOf = ({ store, session }: App): Scene => ({
  state: store.getState(),
  descent: session.descent.state.getState(),
  services: session,
})

const set = (app: App, part: Partial<LessonState>): void =>
  app.store.setState(({ lessons }) => ({ lessons: { ...lessons, ...part } }))

/** How the page looks is the person's own business, in lessons too. */
const own = ({ theme, language, units, backend, gapScale }: Settings): Partial<Settings> => ({
  ...{ theme, language, units, backend, gapScale },
})

/** The settings that a step begins with: its lesson's, and what this and the earlier steps need. */
function settingsFor({ store, registry }: App, lesson: Lesson, step: number): Settings {
  const { settings: present } = store.getState()
  const needs = lesson.steps.slice(0, step).map((each) => each.needs ?? {})
  return Object.assign({}, registry.schema.defaults, { seedLocked: true }, lesson.settings, ...needs, own(present))
}

/** Begins a step. The page is set up first; what the person had is kept for `leave`. */
export async function begin(app: App, at: Position): Promise<void> {
  const guide = guideOf(app)
  const turn = ++guide.turn
  const state = app.store.getState()
  if (!state.lessons.at && state.lessons.home === null) {
    guide.home = homeOf(state)
    set(app, { home: addressQuery(app, state, '') })
    await keepTrained(app)
  }
  const lesson = lessonOf(at.lesson)
  const step = stepOf(at)
  set(app, {
    ...{ listed: false, at, phase: 'preparing', shown: false, seen: null },
    places: { ...app.store.getState().lessons.places, [at.lesson]: at.step },
  })
  guide.before = null
  app.session.descent.reset()
  if (state.lessons.at?.lesson !== at.lesson) app.session.draws.clear()
  // A race that one lesson began would keep the engine from the next.
  if (state.lessons.at && state.lessons.at.lesson !== at.lesson && state.race.activity !== 'idle')
    app.session.race.stop()
  applySettings(app, { settings: settingsFor(app, lesson, at.step), pinned: null })
  if (step.run) await stage(app)
  if (guide.turn !== turn) return
  const pinned = step.pin?.(sceneOf(app)) ?? null
  app.store.setState({ pinned, hovered: pinned })
  guide.before = sceneOf(app)
  set(app, { phase: 'doing' })
}

/** "Show me": the step's own action, on the real page. */
export function show(app: App): void {
  const { at, phase } = app.store.getState().lessons
  if (!at || phase !== 'doing') return
  set(app, { shown: true })
  stepOf(at).show(app)
}

/** The page as it was before the first step, rollouts and all. */
export function leave(app: App): void {
  const guide = guideOf(app)
  const { home: query } = app.store.getState().lessons
  guide.turn += 1
  app.session.stop()
  app.session.draws.stop()
  app.session.descent.reset()
  if (app.store.getState().race.activity !== 'idle') app.session.race.stop()
  app.session.training.pause()
  set(app, { at: null, home: null, phase: 'doing', shown: false, seen: null })
  const look = own(app.store.getState().settings)
  if (guide.home) app.store.setState({ ...guide.home, settings: { ...guide.home.settings, ...look } })
  else if (query !== null) applySettings(app, { settings: { ...app.registry.schema.restore(query).settings, ...look } })
  guide.home = null
  guide.before = null
  guide.end()
  guides.delete(app.store)
  void app.session.rescore()
}

function guideOf(app: App): Guide {
  const known = guides.get(app.store)
  if (known) return known
  const look = (): void => check(app)
  const ends = [app.store.subscribe(look), app.session.descent.state.subscribe(look)]
  const guide: Guide = { home: null, before: null, turn: 0, end: () => ends.map((end) => end()) }
  guides.set(app.store, guide)
  return guide
}

function stepOf({ lesson, step }: Position): Step {
  const found = lessonOf(lesson).steps[step - 1]
  if (!found) throw new RangeError(`lesson ${lesson} has no step ${step}`)
  return found
}

/** Done once is done: what the person does next may undo it, and takes nothing back. What there is to see follows the page. */
function check(app: App): void {
  const before = guides.get(app.store)?.before
  const { at, phase, progress, seen: known } = app.store.getState().lessons
  if (!before || !at || phase === 'preparing') return
  const step = stepOf(at)
  const now = sceneOf(app)
  if (phase === 'doing' && !step.done(now, before)) return
  const seen = step.seen(now, before)
  if (phase === 'doing') {
    set(app, { phase: 'done', seen, progress: progress.includes(step.id) ? progress : [...progress, step.id] })
  } else if (JSON.stringify(seen) !== JSON.stringify(known)) set(app, { seen })
}

/** The rollout of the settings on the stage, with its scores: kept where it is there, written where not. */
async function stage(app: App): Promise<void> {
  await resting(app)
  const { settings, rollout } = app.store.getState()
  const there =
    rollout?.result &&
    !rollout.fork &&
    sameProblem(rollout.problem, problemRef(settings)) &&
    rollout.student === settings.student &&
    rollout.sampling.seed === settings.seed &&
    rollout.sampling.temperature === settings.temperature
  await (there ? app.session.rescore() : app.session.sample())
  await resting(app)
}

/** Resolves when the student neither writes nor is read. */
function resting(app: App): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => app.store.getState().activity === 'idle'
    if (look()) return resolve()
    const end = app.store.subscribe(() => {
      if (!look()) return
      end()
      resolve()
    })
  })
}

function homeOf(state: AppState): Home {
  const { settings, rollout, past, future, pinned, hovered, drawing, compared, seedTouched } = state
  return { settings, rollout, past, future, pinned, hovered, drawing, compared, seedTouched }
}

/** A run that learned keeps its curves by itself; its weights become a model of the page, since lessons train too. */
async function keepTrained(app: App): Promise<void> {
  const { training } = app.store.getState()
  if (!training.run || !training.open || training.at === 0 || training.activity !== 'idle') return
  await app.session.training.adopt(`${training.run.name}, step ${training.at}`)
}
