/**
 * @file Measures what the instruments show and the scores do not hold: other supports, other parameters. One request at a
 * time; whatever was changed meanwhile is in the next one, so that a slider never waits for a queue.
 */
import { isCancelled, toEngineError } from '../engine/errors.ts'
import type { DivergenceChoice, ScoreRequest } from '../engine/types.ts'
import type { Feature } from './app.ts'
import { type Measured, missingChoices, paramsOf, subjectOf } from './divergence-values.ts'
import type { Loader } from './model-loader.ts'
import { viewOf } from './scoring.ts'
import type { AppState, AppStore } from './state.ts'

interface Job {
  /** Equal exactly for equal jobs. */
  readonly name: string
  readonly subject: string
  readonly student: string
  readonly request: ScoreRequest
}

/** Watches the store from now on. @returns a function that ends it */
export function startMeasuring(store: AppStore, loader: Loader, features: readonly Feature[]): () => void {
  const wanted = features.flatMap(({ divergences }) => divergences ?? [])
  let busy = false

  async function measure(): Promise<void> {
    if (busy) return
    busy = true
    let job = nextJob(store.getState(), wanted)
    try {
      for (; job; job = nextJob(store.getState(), wanted)) {
        const { request, subject, student } = job
        const engine = await loader.ensure([student, request.teacher])
        const { tokens } = await engine.score(request)
        const values = request.divergences.map((choice) => [
          choice.key,
          { params: paramsOf(choice), values: tokens.map(({ divergences }) => divergences[choice.key] ?? Number.NaN) },
        ])
        keep(subject, { values: Object.fromEntries(values), failure: null })
      }
    } catch (error) {
      if (job && !isCancelled(error)) keep(job.subject, { values: {}, failure: failureOf(job.name, error) })
    } finally {
      busy = false
    }
  }

  function keep(subject: string, { values, failure }: Omit<Measured, 'subject'>): void {
    store.setState(({ measured }) => ({
      measured: { subject, values: measured.subject === subject ? { ...measured.values, ...values } : values, failure },
    }))
  }

  return store.subscribe((state, before) => {
    const same = (['run', 'settings', 'activity', 'measured'] as const).every((part) => state[part] === before[part])
    if (same && state.engine.phase === before.engine.phase) return
    // An action that scores by itself says so before its turn ends.
    queueMicrotask(() => void measure())
  })
}

/** What to ask for now, or null: nothing is missing, something else goes on, or this has failed before. */
function nextJob(state: AppState, wanted: readonly NonNullable<Feature['divergences']>[]): Job | null {
  const { run, settings, activity, engine, measured } = state
  const { shown } = viewOf({ run, settings })
  if (!run?.rollout || !shown || activity !== 'idle' || engine.phase !== 'ready') return null
  const asked = [...wanted.flatMap((ask) => ask(state)), ...missingChoices(state, [state.settings.divergence])]
  const divergences = [...new Map(asked.map((choice) => [choice.key, choice])).values()]
  if (divergences.length === 0) return null
  const subject = subjectOf(state)
  const name = jobName(subject, divergences)
  if (measured.failure?.job === name) return null
  const { teacher } = settings
  const request = { rollout: run.rollout, teacher, context: shown.context, divergences, topK: 0 }
  return { name, subject, student: run.student, request }
}

function jobName(subject: string, divergences: readonly DivergenceChoice[]): string {
  return [subject, ...divergences.map((choice) => `${choice.key} ${paramsOf(choice)}`)].join(';')
}

function failureOf(job: string, thrown: unknown): NonNullable<Measured['failure']> {
  const { message, remedy } = toEngineError(thrown, {
    code: 'session-failed',
    message: 'The divergences could not be measured.',
    remedy: 'Try again; if it stays, reload the page.',
  })
  return { job, message, remedy }
}
