/**
 * @file The page's conductor: it turns intents into calls of the engine and the engine's answers into state. Sampling
 * happens only in `sample`; every other change re-reads or re-scores the run that is there.
 */
import { EngineError, isCancelled } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import type { Rollout, RolloutToken } from '../engine/types.ts'
import {
  conditionKey,
  divergenceChoices,
  hashesOf,
  paramsKey,
  problemRef,
  TOP_K,
  wantedContexts,
} from './conditions.ts'
import { createDescent, type Descent } from './descent.ts'
import { createDrawSession, type DrawSession } from './draw-session.ts'
import type { ForkStart } from './fork.ts'
import { type Ghosting, startGhosting } from './ghosting.ts'
import { startInspecting } from './inspecting.ts'
import { createDifferences, type DifferenceSession } from './inspector-backends.ts'
import { createLoader, type Loader } from './loader.ts'
import { startMeasuring } from './measuring.ts'
import { notify } from './notices.ts'
import { startReadings } from './readings.ts'
import { changeRun } from './runs.ts'
import type { Settings } from './settings.ts'
import type { AppStore, Run } from './state.ts'
import { createRaceSession, type RaceSession } from './training/race-session.ts'
import { createTrainingSession, type TrainingSession } from './training/training-session.ts'

/** How many earlier runs are kept for "previous rollout". */
const HISTORY = 50

export interface Session {
  readonly loader: Loader
  readonly training: TrainingSession
  readonly race: RaceSession
  readonly draws: DrawSession
  readonly descent: Descent
  readonly ghosting: Ghosting
  readonly differences: DifferenceSession
  /** Samples one new run with the settings as they stand, then scores it. Resolves when both are done. `from`: where it forks. */
  sample(from?: ForkStart): Promise<void>
  /** Stops the sampling in progress; the part that is written stays and is scored. */
  stop(): void
  /** Scores the run on the stage under the wanted conditions that are missing. Never samples. */
  rescore(): Promise<void>
  dispose(): Promise<void>
}

/** Ties a store to an engine. `createEngine` is called at most once per backend choice, on first need. */
export function createSession(store: AppStore, createEngine: () => Engine): Session {
  const loader = createLoader(store, createEngine)
  const endMeasuring = startMeasuring(store, loader)
  const endInspecting = startInspecting(store, loader)
  const ghosting = startGhosting(store, loader)
  const differences = createDifferences(store, loader)
  const endReadings = startReadings(store, loader)
  const training = createTrainingSession(store, loader)
  const race = createRaceSession(store, loader)
  const draws = createDrawSession(store, loader)
  const descent = createDescent(store)
  let sampling: AbortController | null = null
  let scoring: AbortController | null = null
  let nextRun = 1

  async function sample(from?: ForkStart): Promise<void> {
    if (isWriting(store)) return
    scoring?.abort()
    const { settings } = store.getState()
    const controller = new AbortController()
    sampling = controller
    let run: Run | null = null
    store.setState({ activity: 'sampling', seedTouched: false })
    try {
      // The stage keeps what it shows until the student is there to write.
      const engine = await loader.ensure([settings.student], controller.signal)
      run = beginRun(settings, from)
      const rollout = await write(engine, run, controller.signal)
      const models = hashesOf(store.getState().engine.models, [run.student])
      changeRun(store, run.id, (current) => ({ ...current, tokens: rollout.tokens, rollout, models }))
      store.setState({ announcement: `${rollout.tokens.length} tokens. ${rollout.verdict.message}` })
    } catch (error) {
      if (run) dropRun(run.id)
      if (!isCancelled(error)) notify(store, error, from ? null : 'sample')
    } finally {
      sampling = null
      store.setState({ activity: 'idle' })
    }
    await rescore()
  }

  async function write(engine: Engine, run: Run, signal: AbortSignal): Promise<Rollout> {
    const { id, student, problem, sampling, fork, tokens } = run
    const [rollout] = await engine.sample(
      { model: student, problem, sampling, n: 1, context: null, ...(fork && { prefix: tokens }) },
      { signal, onEvent: (event) => event.type === 'token' && appendToken(id, event.index, event.token) },
    )
    if (!rollout) throw new EngineError('bad-request', 'The engine returned no rollout.', 'Sample again.')
    return rollout
  }

  function beginRun(settings: Settings, from?: ForkStart): Run {
    const { seed, temperature, topK, topP, minP, maxTokens, student } = settings
    const run: Run = {
      id: nextRun++,
      origin: 'live',
      problem: problemRef(settings),
      student,
      sampling: { seed: from?.seed ?? seed, temperature, topK, topP, minP, maxTokens },
      tokens: from?.prefix ?? [],
      ...(from && { fork: from.fork }),
      rollout: null,
      scores: {},
    }
    store.setState((state) => ({
      run,
      // A fork forgets no other branch: those that were undone go before the run that it leaves.
      past: [...state.past, ...(from ? state.future : []), ...(state.run ? [state.run] : [])].slice(-HISTORY),
      future: [],
      hovered: from?.fork.index ?? null,
      // What was pinned stays pinned; what was not must not open the sheet that covers a phone's screen.
      pinned: from && state.pinned !== null ? from.fork.index : null,
      announcement: 'The student writes.',
    }))
    return run
  }

  function appendToken(id: number, index: number, token: RolloutToken): void {
    changeRun(store, id, (run) => (index === run.tokens.length ? { ...run, tokens: [...run.tokens, token] } : run))
  }

  /** A run that never came to be gives the stage back to the one before it. */
  function dropRun(id: number): void {
    store.setState((state) =>
      state.run?.id === id ? { run: state.past.at(-1) ?? null, past: state.past.slice(0, -1) } : {},
    )
  }

  function stop(): void {
    if (!sampling) return
    store.setState({ activity: 'stopping' })
    sampling.abort()
  }

  async function rescore(): Promise<void> {
    scoring?.abort()
    const { run, settings } = store.getState()
    const rollout = run?.rollout
    if (!run || !rollout || rollout.tokens.length === 0 || isWriting(store)) return
    const params = paramsKey(settings.params)
    const { teacher } = settings
    const missing = wantedContexts(settings).filter(
      (context) => run.scores[conditionKey(teacher, context)]?.params !== params,
    )
    if (missing.length === 0) return
    const controller = new AbortController()
    scoring = controller
    store.setState({ activity: 'scoring' })
    try {
      const engine = await loader.ensure([run.student, teacher], controller.signal)
      for (const context of missing) {
        const score = await engine.score(
          { rollout, teacher, context, divergences: divergenceChoices(settings.params), topK: TOP_K },
          { signal: controller.signal },
        )
        const key = conditionKey(teacher, context)
        const models = hashesOf(store.getState().engine.models, [run.student, teacher])
        changeRun(store, run.id, (current) => ({
          ...current,
          scores: { ...current.scores, [key]: { params, score, models } },
        }))
      }
    } catch (error) {
      if (!isCancelled(error)) notify(store, error, 'rescore')
    } finally {
      if (scoring === controller) {
        scoring = null
        store.setState((state) => (state.activity === 'scoring' ? { activity: 'idle' } : {}))
      }
    }
  }

  return {
    loader,
    training,
    race,
    draws,
    descent,
    ghosting,
    differences,
    sample,
    stop,
    rescore,
    async dispose() {
      sampling?.abort()
      scoring?.abort()
      endMeasuring()
      endInspecting()
      ghosting.end()
      differences.stop()
      endReadings()
      training.leave()
      race.stop()
      draws.stop()
      await loader.reset()
    },
  }
}

/** Is the student at work, or about to be? */
function isWriting(store: AppStore): boolean {
  const { activity } = store.getState()
  return activity === 'sampling' || activity === 'stopping'
}
