/** @file Draws for the estimators, in portions, so that they fall while more are on their way and can be stopped. */

import { isCancelled } from '../../engine/errors.ts'
import type { DrawRequest, EstimatorDraw } from '../../engine/types.ts'
import { message } from '../../message/message.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { notify } from '../../store/notices.ts'
import type { Query } from '../../store/queries.ts'
import { problemRef, viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
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

function createDrawSession({ store, queries }: ServiceParts): DrawSession {
  let drawing: AbortController | null = null

  async function draw(count: number): Promise<void> {
    const state = store.getState()
    const subject = drawSubject(state)
    if (subject === null || drawing) return
    const controller = new AbortController()
    drawing = controller
    const { draws: before, every } = state.drawing.subject === subject ? state.drawing : NO_DRAWS
    const wanted = before.length + count
    store.setState({ drawing: { subject, draws: before, every, wanted } })
    try {
      if (every.length === 0 && state.settings.drawScope === 'position') {
        const query = drawQuery(state, subject, 0, 'every')
        if (query) await queries.ask(query, controller.signal)
      }
      for (let done = before.length; done < wanted; ) {
        const now = store.getState()
        if (drawSubject(now) !== subject) break
        const query = drawQuery(now, subject, done, Math.min(wanted - done, PORTIONS[state.settings.drawScope]))
        if (!query) break
        done += (await queries.ask(query, controller.signal)).length
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

/** `n` draws for what is on view after the first `done`, or every entry of the vocabulary once; null where nothing can be drawn. */
function drawQuery(
  state: AppState,
  subject: string,
  done: number,
  n: number | 'every',
): Query<readonly EstimatorDraw[]> | null {
  const request = requestFor(state, done, n)
  return (
    request && {
      key: `draw|${subject}|${done}|${n}`,
      models: [request.scope === 'position' ? request.rollout.student : request.student, request.teacher],
      ask: (engine, signal) => engine.draw(request, { signal }),
      keep: (store, more) =>
        store.setState(({ drawing }) => {
          if (drawing.subject !== subject) return {}
          const part = n === 'every' ? { every: more } : { draws: [...drawing.draws, ...more] }
          return { drawing: { ...drawing, ...part } }
        }),
      failed: message('Something failed that should not.'),
    }
  )
}

/** The next draws after the first `done`: their seeds count up, whatever the portions are. */
function requestFor(state: AppState, done: number, n: number | 'every'): DrawRequest | null {
  const { settings, rollout } = state
  const { teacher, drawTemperature: temperature, drawSeed, student, maxTokens } = settings
  const count = n === 'every' ? 1 : n
  const common = { teacher, context: viewOf(state).context, temperature, seed: drawSeed + done, n: count }
  if (settings.drawScope === 'problem') {
    return { ...common, scope: 'problem', student, problem: problemRef(settings), maxTokens }
  }
  const index = focusedToken(state)
  if (!rollout?.result || index === null) return null
  return { ...common, scope: 'position', rollout: rollout.result, index, ...(n === 'every' && { every: true }) }
}

export const DRAW_SERVICE: ServiceDefinition<DrawSession> = {
  create: createDrawSession,
  dispose: (draws) => draws.stop(),
}
