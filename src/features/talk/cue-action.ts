/** @file What a cue does on its own once its state stands: it writes, trains, flips the context or opens bets, and is watched while it does. */

import type { Cue, OptionBet } from '../../formats/talk.ts'
import { translate } from '../../i18n/words.ts'
import { paceOf } from '../../settings/run-work.ts'
import type { App } from '../../store/app.ts'
import { allRollouts } from '../../store/rollout-history.ts'
import { problemRef, sameProblem, viewOf } from '../../store/scoring.ts'
import { openRound } from './bets.ts'
import { openOptions, type RoomState } from './room.ts'

/** How an action ended: done, failed, or not within its time. */
export interface CueOutcome {
  readonly outcome: 'done' | 'failed' | 'late'
  /** What the page would have told of a failure; it is for the speaker alone. */
  readonly trouble: string | null
}

/** Milliseconds that an engine may do nothing that is seen after it was stopped, before it is thrown away. */
const GRACE = 1500
/** A training step cannot be broken off: one in progress may take so many times as long as those before it. */
const STEPS_OF_GRACE = 3
/** Milliseconds in which the room sees the marks before the note changes them. */
const BEAT = 900

/**
 * Does what the cue says.
 * @param patience milliseconds that it may take
 * @param wanted whether anybody still waits for it
 */
export function runCueAction(app: App, cue: Cue, patience: number, wanted: () => boolean): Promise<CueOutcome> {
  return watched(app, patience, () => perform(app, cue, wanted))
}

/** Writes a new rollout of the problem on the stage and has it scored. @param patience milliseconds */
export function sampleWatched(app: App, patience: number): Promise<CueOutcome> {
  return watched(app, patience, () => sampleAnew(app))
}

/** Stops everything and waits; an engine that does not let go is thrown away, and another one is started. */
export async function bringToRest(app: App): Promise<void> {
  app.session.stop()
  app.session.training.pause()
  if (await atRest(app)) return
  app.session.training.leave()
  await app.session.loader.reset()
  void app.session.loader.loadChosen()
}

/** Whether the engine comes to do nothing more. False once it neither does nor gets on for its grace. */
export function atRest({ store }: App): Promise<boolean> {
  const grace = (): number => {
    const pace = paceOf(store.getState().training.run?.reports ?? [])
    return Math.max(GRACE, STEPS_OF_GRACE * 1000 * (pace ?? 0))
  }
  const busy = (): boolean => {
    const { activity, training } = store.getState()
    return activity === 'sampling' || activity === 'stopping' || training.activity !== 'idle'
  }
  return new Promise((resolve) => {
    if (!busy()) return resolve(true)
    const end = (value: boolean): void => {
      clearTimeout(timer)
      stop()
      resolve(value)
    }
    let timer = setTimeout(() => end(false), grace())
    const stop = store.subscribe((state, before) => {
      if (!busy()) return end(true)
      const { rollout, training, activity } = state
      const stands = rollout === before.rollout && training === before.training && activity === before.activity
      if (stands) return
      clearTimeout(timer)
      timer = setTimeout(() => end(false), grace())
    })
  })
}

/** Resolves with whether it came to its end. */
async function perform(app: App, { action, title }: Cue, wanted: () => boolean): Promise<boolean> {
  const { store, session } = app
  switch (action?.do) {
    case 'sample': {
      if (!(await atRest(app))) return false
      if (!wanted()) return true
      return sampleAnew(app)
    }
    case 'train':
      return train(app, action.steps, wanted)
    case 'context': {
      await new Promise((resolve) => setTimeout(resolve, BEAT))
      if (!wanted()) return true
      store.setState(({ settings }) => ({ settings: { ...settings, privileged: !settings.privileged } }))
      await session.rescore()
      return store.getState().rollout === null || viewOf(store.getState()).shown !== null
    }
    case 'bet': {
      const { rollout } = store.getState()
      if (!rollout) return true
      store.setState(({ talk }) => ({
        talk: {
          ...talk,
          bets: openRound(talk.bets, rollout.id),
          betting: true,
          room: roomOf(action, rollout.id, title, talk.room),
        },
      }))
      return true
    }
    default:
      return true
  }
}

/** Options go to the phones at once; a bet on tokens does when the speaker says so. */
function roomOf(
  { options, answer = null }: Partial<OptionBet>,
  run: number,
  question: string,
  before: RoomState | null,
): RoomState | null {
  return options ? openOptions(run, question, { options, answer }, (before?.nth ?? -1) + 1) : null
}

async function train({ store, session }: App, steps: number, wanted: () => boolean): Promise<boolean> {
  const learned = (): number => store.getState().training.run?.reports.length ?? 0
  await session.training.reset()
  for (let i = 0; i < steps && wanted(); i++) {
    const before = learned()
    await session.training.step()
    if (learned() === before) return false
  }
  return true
}

/** Whether a new rollout of this very problem stands on the stage, read by the teacher. A failure gives the stage back to an old one. */
async function sampleAnew({ store, session }: App): Promise<boolean> {
  const known = new Set(allRollouts(store.getState()).map(({ id }) => id))
  await session.sample()
  const state = store.getState()
  const { rollout, settings } = state
  const fresh = rollout !== null && !known.has(rollout.id) && rollout.result !== null
  return fresh && sameProblem(rollout.problem, problemRef(settings)) && viewOf(state).shown !== null
}

/** The outcome of work that has so long, milliseconds. Notices that it raises are taken off the page. */
async function watched({ store }: App, patience: number, work: () => Promise<boolean>): Promise<CueOutcome> {
  const before = new Set(store.getState().notices.map(({ id }) => id))
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience)
  })
  const done = work().then(
    (good) => (good ? 'done' : 'failed'),
    () => 'failed' as const,
  )
  const outcome = await Promise.race([done, late])
  clearTimeout(timer)
  const { notices } = store.getState()
  const fresh = notices.filter(({ id }) => !before.has(id))
  const trouble = fresh.at(-1)
  if (fresh.length > 0) store.setState({ notices: notices.filter(({ id }) => before.has(id)) })
  return { outcome, trouble: trouble ? translate(trouble.message) : null }
}
