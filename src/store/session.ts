/**
 * @file The page's conductor: it turns intents into calls of the engine and the engine's answers into state. Sampling
 * happens only in `sample`; every other change re-reads or re-scores the run that is there.
 */

import { EngineError, isCancelled } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import type { Backend, Rollout, RolloutToken } from '../engine/types.ts'
import { hashesOf } from '../formats/trace.ts'
import { message } from '../message/message.ts'
import { conditionKey, divergenceChoices, paramsKey, TOP_K } from '../settings/scoring-keys.ts'
import type { Settings } from '../settings/settings.ts'
import { renderPrompt } from '../world/prompt.ts'
import type { EngineFactory, Feature, Services, Session } from './app.ts'
import { measuringWatch } from './divergence-queries.ts'
import { createLoader } from './model-loader.ts'
import { notify } from './notices.ts'
import { createQueries } from './queries.ts'
import { changeRollout } from './rollout-history.ts'
import { isFinished, READING_WATCH, scoreQuery } from './score-queries.ts'
import { problemOf, problemRef, verdictSentence, wantedContexts } from './scoring.ts'
import type { AppStore, ForkStart, RolloutRecord } from './state.ts'

/** Tokens from one reading over the student's shoulder to the next: often enough to follow, seldom enough to cost a tenth of the time. */
const READ_EVERY = 8

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
      changeRollout(store, run.id, (current) => ({ ...current, tokens: rollout.tokens, result: rollout, models }))
      store.setState({
        announcement: message('{n} tokens. {verdict}', { n: rollout.tokens.length, verdict: verdictSentence(rollout) }),
      })
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
      {
        signal,
        onEvent(event) {
          if (event.type !== 'token') return
          appendToken(id, event.index, event.token)
          return (event.index + 1) % READ_EVERY === 0 ? readAlong(engine, id, signal) : undefined
        },
      },
    )
    if (!rollout) throw new EngineError('bad-request', 'The engine returned no rollout.', 'Sample again.')
    return rollout
  }

  /**
   * The teacher reads what stands there so far, where it is at hand; the student waits for it. A reading that fails is missed by
   * nobody: the whole text is read at the end.
   */
  async function readAlong(engine: Engine, id: number, signal: AbortSignal): Promise<void> {
    const { rollout, settings, engine: known } = store.getState()
    const { teacher, params } = settings
    if (rollout?.id !== id || !known.info || known.progress[teacher]?.phase !== 'ready') return
    // Messages become a prompt by the model's template, which only the engine has: their text is read at its end.
    if (rollout.problem.own && !('text' in rollout.problem.own.prompt)) return
    const [context = null] = wantedContexts(settings)
    const divergences = divergenceChoices(params).filter(({ id }) => id === settings.divergence)
    const written = unfinished(rollout, known.info.backend)
    try {
      const score = await engine.score({ rollout: written, teacher, context, divergences, topK: TOP_K }, { signal })
      changeRollout(store, id, (rollout) => ({ ...rollout, reading: { teacher, score } }))
    } catch {
      // Stopped, or not readable yet.
    }
  }

  function beginRun(settings: Settings, from?: ForkStart): RolloutRecord {
    const { seed, temperature, topK, topP, minP, maxTokens, stop: stops, student } = settings
    const rollout: RolloutRecord = {
      id: nextRun++,
      origin: 'live',
      problem: problemRef(settings),
      student,
      sampling: {
        ...{ seed: from?.seed ?? seed, temperature, topK, topP, minP, maxTokens },
        ...(stops.length > 0 && { stop: stops }),
      },
      tokens: from?.prefix ?? [],
      ...(from && { fork: from.fork }),
      result: null,
      scores: {},
    }
    store.setState((state) => ({
      rollout,
      // A fork forgets no other branch: those that were undone go before the run that it leaves.
      past: [...state.past, ...(from ? state.future : []), ...(state.rollout ? [state.rollout] : [])].slice(-HISTORY),
      future: [],
      hovered: from?.fork.index ?? null,
      // What was pinned stays pinned; what was not must not open the sheet that covers a phone's screen.
      pinned: from && state.pinned !== null ? from.fork.index : null,
      announcement: 'The student writes.',
    }))
    return rollout
  }

  function appendToken(id: number, index: number, token: RolloutToken): void {
    changeRollout(store, id, (rollout) =>
      index === rollout.tokens.length ? { ...rollout, tokens: [...rollout.tokens, token] } : rollout,
    )
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

/** What is written so far, as a rollout that can be read. */
function unfinished({ problem, student, sampling, tokens }: RolloutRecord, backend: Backend): Rollout {
  const text = tokens.map((token) => token.text).join('')
  const about = problemOf(problem)
  return {
    ...{ problem, student, sampling, tokens, text, backend },
    prompt: problem.own ? about.question : renderPrompt(about, null),
    finish: 'stopped',
    verdict: about.verify(text),
  }
}

/** Is the student at work, or about to be? */
function isWriting(store: AppStore): boolean {
  const { activity } = store.getState()
  return activity === 'sampling' || activity === 'stopping'
}
