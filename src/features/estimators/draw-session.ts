/** @file Draws for the estimators, in portions, so that they fall while more are on their way and can be stopped. */

import { isCancelled } from '../../engine/errors.ts'
import type { DrawRequest } from '../../engine/types.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import { detailedToken } from '../../store/focused-token.ts'
import type { Loader } from '../../store/model-loader.ts'
import { notify } from '../../store/notices.ts'
import { problemRef, viewOf } from '../../store/scoring.ts'
import type { AppState, AppStore } from '../../store/state.ts'
import {
  biasOf,
  drawSubject,
  drawsOnView,
  type EstimatorId,
  exactValues,
  NO_DRAWS,
  type Summary,
  summarize,
  weighted,
} from './draws.ts'

/** One call of the engine. A position costs next to nothing, a rollout is written and read. */
const PORTIONS = { position: 500, problem: 16 } as const

export interface DrawSession {
  /** Adds draws to those on view. Resolves when they are there, or when something else came on view. */
  draw(count: number): Promise<void>
  /** Stops the drawing in progress; what was drawn stays. */
  stop(): void
  /** Forgets what was drawn. */
  clear(): void
  /** What the draws on view say of an estimator of reverse KL. */
  statistics(id: EstimatorId): EstimatorStatistics
}

export interface EstimatorStatistics extends Summary {
  /** The value that it estimates, nats, or the estimators' mean where only draws know it; NaN before the first draw. */
  readonly exact: number
  /** Mean distance from the exact value over the draws, importance weights not cut. */
  readonly bias: number
}

declare module '../../store/app.ts' {
  interface Services {
    readonly draws: DrawSession
  }
}

export function createDrawSession(store: AppStore, loader: Loader): DrawSession {
  let drawing: AbortController | null = null

  async function draw(count: number): Promise<void> {
    const state = store.getState()
    const subject = drawSubject(state)
    if (subject === null || drawing) return
    const controller = new AbortController()
    const { signal } = controller
    drawing = controller
    const { draws: before, every } = state.drawing.subject === subject ? state.drawing : NO_DRAWS
    const wanted = before.length + count
    store.setState({ drawing: { subject, draws: before, every, wanted } })
    try {
      const { student, teacher } = modelsOf(state)
      const engine = await loader.ensure([student, teacher], signal)
      const whole = every.length === 0 ? requestFor(store.getState(), 0, 1) : null
      if (whole?.scope === 'position' && drawSubject(store.getState()) === subject) {
        const all = await engine.draw({ ...whole, every: true }, { signal })
        store.setState(({ drawing }) => ({ drawing: { ...drawing, every: all } }))
      }
      for (let done = before.length; done < wanted; ) {
        const now = store.getState()
        if (drawSubject(now) !== subject) break
        const request = requestFor(now, done, Math.min(wanted - done, PORTIONS[state.settings.drawScope]))
        if (!request) break
        const draws = await engine.draw(request, { signal })
        store.setState(({ drawing }) => ({ drawing: { ...drawing, draws: [...drawing.draws, ...draws] } }))
        done += draws.length
      }
    } catch (error) {
      if (!isCancelled(error)) notify(store, error, null)
    } finally {
      drawing = null
      store.setState(({ drawing }) => ({ drawing: { ...drawing, wanted: null } }))
    }
  }

  function statistics(id: EstimatorId): EstimatorStatistics {
    const state = store.getState()
    const draws = drawsOnView(state)
    const exact = exactValues(draws, state.settings.drawScope)
    return {
      ...summarize(weighted(draws, id, state.settings.drawClip)),
      exact: exact[0] ?? Number.NaN,
      bias: biasOf(weighted(draws, id, 0), exact).mean,
    }
  }

  return {
    draw,
    stop: () => drawing?.abort(),
    clear: () => store.setState({ drawing: NO_DRAWS }),
    statistics,
  }
}

function modelsOf({ settings, run }: AppState): { readonly student: string; readonly teacher: string } {
  const { drawScope, student, teacher } = settings
  return { student: drawScope === 'position' && run ? run.student : student, teacher }
}

/** The next `n` draws after the first `done`: their seeds count up, whatever the portions are. */
function requestFor(state: AppState, done: number, n: number): DrawRequest | null {
  const { settings, run } = state
  const { teacher, drawTemperature: temperature, drawSeed, student, maxTokens } = settings
  const common = { teacher, context: viewOf(state).context, temperature, seed: drawSeed + done, n }
  if (settings.drawScope === 'problem') {
    return { ...common, scope: 'problem', student, problem: problemRef(settings), maxTokens }
  }
  const index = detailedToken(state)
  return run?.rollout && index !== null ? { ...common, scope: 'position', rollout: run.rollout, index } : null
}

export const DRAW_SERVICE: ServiceDefinition<DrawSession> = {
  create: createDrawSession,
  dispose: (draws) => draws.stop(),
}
