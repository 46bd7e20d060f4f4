/**
 * @file The descent on the divergence bench. It moves at every frame, so it has a store of its own: nothing else on the
 * page asks anything when it changes.
 */

import { createStore, type StoreApi } from 'zustand/vanilla'
import { mixtureLogits } from '../../divergence/toy/density.ts'
import { advanced, type DescentLane, type Goal, newLane } from '../../divergence/toy/descent.ts'
import { startOf } from '../../divergence/toy/student.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import { rememberLast } from '../../store/remember-last.ts'
import type { AppStore } from '../../store/state.ts'

export interface DescentState {
  readonly running: boolean
  readonly step: number
  /** Steps a frame. */
  readonly speed: number
  /** One for each chosen divergence. */
  readonly lanes: readonly DescentLane[]
}

/** Enough for everything that moves to arrive. */
export const MOST_TOY_STEPS = 2000
export const TOY_SPEEDS = { min: 1, max: 10 } as const

export interface Descent {
  readonly state: StoreApi<DescentState>
  setRunning(running: boolean): void
  setSpeed(speed: number): void
  /** So many steps more, in every lane. Pauses at the end. */
  advance(steps: number): void
  /** Back to the start. */
  reset(): void
}

declare module '../../store/app.ts' {
  interface Services {
    readonly descent: Descent
  }
}

/** Every lane asks for the same one, frame after frame. */
const teacherLogits = rememberLast(mixtureLogits)

/** The teacher of a lane, as the settings have it. */
export function goalOf({ toyTeacher, params }: Settings, id: string): Goal {
  return { teacherLogits: teacherLogits(toyTeacher), params: params[id] }
}

/** Every lane's students before the first step. */
function freshLanes(settings: Settings): readonly DescentLane[] {
  const student = startOf(settings.toyStudent, settings.toyStart)
  return settings.toyDivergences.map((id) => newLane(id, student, goalOf(settings, id)))
}

export function createDescent(store: AppStore): Descent {
  const state = createStore<DescentState>()(() => ({
    running: false,
    step: 0,
    speed: 2,
    lanes: freshLanes(store.getState().settings),
  }))

  const reset = (): void => state.setState({ running: false, step: 0, lanes: freshLanes(store.getState().settings) })

  store.subscribe(({ settings }, before) => {
    const changed = (name: keyof Settings): boolean => settings[name] !== before.settings[name]
    // A teacher that moves under a student's feet is followed; another student begins anew.
    if (changed('toyStart') || changed('toyStudent') || changed('toyDivergences')) reset()
    else if (state.getState().step === 0 && (changed('toyTeacher') || changed('params'))) reset()
  })

  return {
    state,
    reset,
    setRunning: (running) => state.setState({ running }),
    setSpeed: (speed) => state.setState({ speed }),
    advance(steps) {
      const { settings } = store.getState()
      state.setState(({ step, lanes, running }) => {
        const count = Math.min(steps, MOST_TOY_STEPS - step)
        return {
          step: step + count,
          lanes: lanes.map((lane) => advanced(lane, goalOf(settings, lane.id), count)),
          running: running && step + count < MOST_TOY_STEPS,
        }
      })
    },
  }
}

export const DESCENT_SERVICE: ServiceDefinition<Descent> = { create: ({ store }) => createDescent(store) }
