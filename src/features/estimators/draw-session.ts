/** @file Draws for the estimators, in portions, so that they fall while more are on their way and can be stopped. */

import { isCancelled } from '../../engine/errors.ts'
import type { Draw, DrawRequest } from '../../engine/types.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { detailedToken } from '../../store/focused-token.ts'
import { notify } from '../../store/notices.ts'
import type { Query } from '../../store/queries.ts'
import { problemRef, viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import {
  biasOf,
  type DrawState,
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
        const query = drawQuery(state, subject, { done: 0, n: 1, every: true })
        if (query) await queries.ask(query, controller.signal)
      }
      for (let done = before.length; done < wanted; ) {
        const now = store.getState()
        if (drawSubject(now) !== subject) break
        const n = Math.min(wanted - done, PORTIONS[state.settings.drawScope])
        const query = drawQuery(now, subject, { done, n, every: false })
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

interface Portion {
  /** Draws that are there. Seeds count up from them, whatever the portions are. */
  readonly done: number
  readonly n: number
  /** Every entry of the vocabulary once instead. */
  readonly every: boolean
}

/** The next draws for what is on view; null where nothing can be drawn. */
function drawQuery(state: AppState, subject: string, portion: Portion): Query<readonly Draw[]> | null {
  const request = requestFor(state, portion)
  if (!request) return null
  const add = ({ draws, every }: DrawState, more: readonly Draw[]): Pick<DrawState, 'draws' | 'every'> =>
    portion.every ? { draws, every: more } : { draws: [...draws, ...more], every }
  return {
    key: `draw|${subject}|${portion.every ? 'every' : `${portion.done}+${portion.n}`}`,
    models: [request.scope === 'position' ? request.rollout.student : request.student, request.teacher],
    ask: (engine, signal) => engine.draw(request, { signal }),
    keep: (store, more) =>
      store.setState(({ drawing }) =>
        drawing.subject === subject ? { drawing: { ...drawing, ...add(drawing, more) } } : {},
      ),
    failed: 'Something failed that should not.',
  }
}

function requestFor(state: AppState, { done, n, every }: Portion): DrawRequest | null {
  const { settings, run } = state
  const { teacher, drawTemperature: temperature, drawSeed, student, maxTokens } = settings
  const common = { teacher, context: viewOf(state).context, temperature, seed: drawSeed + done, n }
  if (settings.drawScope === 'problem') {
    return { ...common, scope: 'problem', student, problem: problemRef(settings), maxTokens }
  }
  const index = detailedToken(state)
  if (!run?.rollout || index === null) return null
  return { ...common, scope: 'position', rollout: run.rollout, index, ...(every && { every }) }
}

export const DRAW_SERVICE: ServiceDefinition<DrawSession> = {
  create: createDrawSession,
  dispose: (draws) => draws.stop(),
}
