/**
 * @file The page's conductor: it turns intents into calls of the engine and the engine's answers into state. Sampling
 * happens only in `sample`; every other change re-reads or re-scores the run that is there.
 */

import { EngineError, isCancelled } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import type { Rollout, RolloutToken } from '../engine/types.ts'
import { hashesOf } from '../formats/trace.ts'
import { conditionKey, paramsKey } from '../settings/scoring-keys.ts'
import type { Settings } from '../settings/settings.ts'
import type { EngineFactory, Feature, Services, Session } from './app.ts'
import { measuringWatch } from './divergence-queries.ts'
import { createLoader } from './model-loader.ts'
import { notify } from './notices.ts'
import { createQueries } from './queries.ts'
import { changeRun } from './rollout-history.ts'
import { isFinished, READING_WATCH, scoreQuery } from './score-queries.ts'
import { problemRef, wantedContexts } from './scoring.ts'
import type { AppStore, ForkStart, RolloutRecord } from './state.ts'

/** How many earlier runs are kept for "previous rollout". */
const HISTORY = 50

/** Ties a store to an engine, with the services of the features. `createEngine` is called at most once per backend choice, on first need. */
export function createSession(store: AppStore, createEngine: EngineFactory, features: readonly Feature[]): Session {
  const loader = createLoader(store, createEngine)
  const queries = createQueries(store, loader)
  queries.watch(measuringWatch(features), READING_WATCH, ...features.flatMap(({ watches }) => watches ?? []))
  const running = features
    .flatMap(({ services }) => Object.entries(services ?? {}))
    .map(([name, { create, ...rest }]) => ({ name, service: create({ store, loader, queries }), ...rest }))
  // The features' definitions hold every name of Services, which is how features merge into it: the compiler cannot count them.
  const services = Object.fromEntries(running.map(({ name, service }) => [name, service])) as unknown as Services
  let sampling: AbortController | null = null
  let scoring: AbortController | null = null
  let nextRun = 1

  async function sample(from?: ForkStart): Promise<void> {
    if (isWriting(store)) return
    scoring?.abort()
    const { settings } = store.getState()
    const controller = new AbortController()
    sampling = controller
    let run: RolloutRecord | null = null
    store.setState({ activity: 'sampling', seedTouched: false })
    try {
      // The stage keeps what it shows until the student is there to write.
      const engine = await loader.ensure([settings.student], controller.signal)
      run = beginRun(settings, from)
      const rollout = await write(engine, run, controller.signal)
      const models = hashesOf(store.getState().engine.models, [run.student])
      changeRun(store, run.id, (current) => ({ ...current, tokens: rollout.tokens, result: rollout, models }))
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

  async function write(engine: Engine, run: RolloutRecord, signal: AbortSignal): Promise<Rollout> {
    const { id, student, problem, sampling, fork, tokens } = run
    const [rollout] = await engine.sample(
      { model: student, problem, sampling, n: 1, context: null, ...(fork && { prefix: tokens }) },
      { signal, onEvent: (event) => event.type === 'token' && appendToken(id, event.index, event.token) },
    )
    if (!rollout) throw new EngineError('bad-request', 'The engine returned no rollout.', 'Sample again.')
    return rollout
  }

  function beginRun(settings: Settings, from?: ForkStart): RolloutRecord {
    const { seed, temperature, topK, topP, minP, maxTokens, student } = settings
    const run: RolloutRecord = {
      id: nextRun++,
      origin: 'live',
      problem: problemRef(settings),
      student,
      sampling: { seed: from?.seed ?? seed, temperature, topK, topP, minP, maxTokens },
      tokens: from?.prefix ?? [],
      ...(from && { fork: from.fork }),
      result: null,
      scores: {},
    }
    store.setState((state) => ({
      rollout: run,
      // A fork forgets no other branch: those that were undone go before the run that it leaves.
      past: [...state.past, ...(from ? state.future : []), ...(state.rollout ? [state.rollout] : [])].slice(-HISTORY),
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
      state.rollout?.id === id ? { rollout: state.past.at(-1) ?? null, past: state.past.slice(0, -1) } : {},
    )
  }

  function stop(): void {
    if (!sampling) return
    store.setState({ activity: 'stopping' })
    sampling.abort()
  }

  async function rescore(): Promise<void> {
    scoring?.abort()
    const { rollout, settings } = store.getState()
    if (!isFinished(rollout) || isWriting(store)) return
    const { teacher, params } = settings
    const missing = wantedContexts(settings).filter(
      (context) => rollout.scores[conditionKey(teacher, context)]?.params !== paramsKey(params),
    )
    if (missing.length === 0) return
    const controller = new AbortController()
    scoring = controller
    store.setState({ activity: 'scoring' })
    try {
      for (const context of missing)
        await queries.ask(scoreQuery(rollout, { teacher, context }, params), controller.signal)
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
    ...services,
    loader,
    queries,
    sample,
    stop,
    rescore,
    releaseEngine() {
      for (const { service, release } of running) release?.(service as never)
    },
    async dispose() {
      sampling?.abort()
      scoring?.abort()
      queries.dispose()
      for (const { service, dispose } of running) dispose?.(service as never)
      await loader.reset()
    },
  }
}

/** Is the student at work, or about to be? */
function isWriting(store: AppStore): boolean {
  const { activity } = store.getState()
  return activity === 'sampling' || activity === 'stopping'
}
