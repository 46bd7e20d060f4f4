/** @file What an embed does when its host asks: every request is an action of the registry, and an answer. */

import { divergenceById, divergenceIds } from '../../divergence/registry.ts'
import { ErrorReply } from '../../embed/errors.ts'
import type { Request, RolloutReport, ScoreReport, StateObject, StateReport } from '../../embed/messages.ts'
import { PROTOCOL_VERSION, REQUEST_TYPES } from '../../embed/protocol.ts'
import { oneLine } from '../../engine/errors.ts'
import { infinitiesAsText } from '../../formats/json.ts'
import { writeTrace } from '../../formats/trace.ts'
import { english } from '../../message/message.ts'
import { THEMES } from '../../settings/settings.ts'
import { addressQuery, applyQuery, currentQuery } from '../../store/address.ts'
import { type App, act, available, writing } from '../../store/app.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { totalGap } from '../../store/gap-summary.ts'
import { traceOfRollout } from '../../store/rollout-history.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import type { EmbedCues } from './cues.ts'
import type { Sight } from './sight.ts'

/** What of an address is the host's way of showing things: a link that says nothing of it leaves it. */
const KEPT_KEYS = ['theme', 'lang', 'backend'] as const

/** What is driven. */
export interface Driven {
  readonly app: App
  readonly view: string
  readonly cues: EmbedCues
  readonly sight: Sight
}

/** Does it. The value is the answer. @throws ErrorReply with what is wrong and what to do */
export async function answer({ app, view, cues, sight }: Driven, request: Request): Promise<unknown> {
  switch (request.type) {
    case 'hello':
      return { version: PROTOCOL_VERSION, requests: REQUEST_TYPES, ...stateReport(app, view) }
    case 'get-state':
      return stateReport(app, view)
    case 'set-state': {
      const notice = applyQuery(app, wantedQuery(app, request.state))
      return { ...stateReport(app, view), notice }
    }
    case 'load':
      await app.session.loader.loadChosen()
      return stateReport(app, view)
    case 'sample':
      return sample(app)
    case 'stop':
      stop(app)
      sight.letGo()
      return stateReport(app, view)
    case 'step':
      step(app, view)
      return stateReport(app, view)
    case 'next-cue':
    case 'previous-cue':
      await cues.go(request.type === 'next-cue' ? 1 : -1)
      return stateReport(app, view)
    case 'select-token':
      selectToken(app, request.index)
      return stateReport(app, view)
    case 'set-divergence':
      setDivergence(app, request.divergence, request.params ?? {})
      return stateReport(app, view)
    case 'toggle-context':
      if (request.on !== app.store.getState().settings.privileged) act(app, 'togglePrivileged')
      return stateReport(app, view)
    case 'set-theme': {
      const theme = THEMES.find((each) => each === request.theme)
      if (!theme) throw new ErrorReply('bad-value', 'There is no such theme.', `Choose one of: ${THEMES.join(', ')}.`)
      act(app, 'setTheme', theme)
      return stateReport(app, view)
    }
    case 'import-trace':
      await importGiven(app, request.trace)
      return stateReport(app, view)
    case 'get-trace':
      return traceNow(app)
  }
}

/** Where the embed stands. */
export function stateReport(app: App, view: string): StateReport {
  const state = app.store.getState()
  return {
    query: currentQuery(app),
    view,
    engine: state.engine.phase,
    playing: playing(state, app),
    origin: state.rollout?.origin ?? null,
    tokens: state.rollout?.tokens.length ?? 0,
    token: focusedToken(state),
  }
}

export function rolloutReport({ id, origin, result, sampling }: RolloutRecord): RolloutReport | null {
  if (!result) return null
  const { status, message } = result.verdict
  return {
    run: id,
    origin,
    text: result.text,
    tokens: result.tokens.length,
    seed: sampling.seed,
    verdict: { status, message },
  }
}

/** The reading on view, or null while there is none. */
export function scoreReport({ rollout, settings }: Pick<AppState, 'rollout' | 'settings'>): ScoreReport | null {
  const { shown } = viewOf({ rollout, settings })
  if (!rollout || !shown) return null
  const { divergence } = settings
  return {
    run: rollout.id,
    teacher: shown.teacher,
    context: shown.context,
    divergence,
    totalGap: totalGap(shown, rollout.tokens),
    gaps: shown.tokens.map(({ gap }) => gap),
    values: shown.tokens.map(({ divergences }) => divergences[divergence] ?? Number.NaN),
  }
}

export function playing({ activity, training, race }: AppState, { session }: App): boolean {
  return (
    activity === 'sampling' ||
    training.looping ||
    race.activity === 'running' ||
    session.descent.state.getState().running
  )
}

/** A link says everything but the look; an object says what is to change. */
function wantedQuery(app: App, asked: string | StateObject): string {
  const state = app.store.getState()
  const present = new URLSearchParams(addressQuery(app, state, ''))
  if (typeof asked !== 'string') {
    for (const [name, value] of Object.entries(asked)) present.set(name, printed(value))
    return present.toString()
  }
  const wanted = new URLSearchParams(asked)
  for (const key of KEPT_KEYS) {
    const value = present.get(key)
    if (value !== null && !wanted.has(key)) wanted.set(key, value)
  }
  return wanted.toString()
}

function printed(value: StateObject[string]): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return Array.isArray(value) ? value.join(',') : String(value)
}

/** Resolves when the student has written; the teacher's reading is told by an event of its own. */
async function sample(app: App): Promise<RolloutReport> {
  const before = app.store.getState()
  perform(app, 'sample')
  await rest(app)
  const { rollout, notices } = app.store.getState()
  const report = rollout && rollout.id !== before.rollout?.id ? rolloutReport(rollout) : null
  if (report) return report
  // What failed before is another story.
  const said = notices.findLast(({ tone, id }) => tone === 'error' && !before.notices.some((old) => old.id === id))
  throw new ErrorReply(
    'failed',
    english(said?.message ?? 'Nothing was sampled.'),
    said?.remedy ? english(said.remedy) : null,
  )
}

/** Until the student does not write any more. */
function rest({ store }: App): Promise<void> {
  return new Promise((resolve) => {
    const end = store.subscribe((state) => {
      if (writing(state)) return
      end()
      resolve()
    })
  })
}

type Plain = 'sample' | 'stop' | 'pauseTraining' | 'stepTraining' | 'stopRace' | 'pauseDescent'

/** Ends whatever runs or waits to be seen; nothing where nothing does. */
function stop(app: App): void {
  const state = app.store.getState()
  if (state.activity === 'sampling') perform(app, 'stop')
  if (state.training.looping) perform(app, 'pauseTraining')
  if (state.race.activity === 'running' || state.race.activity === 'hidden') perform(app, 'stopRace')
  if (app.session.descent.state.getState().running) perform(app, 'pauseDescent')
}

function step(app: App, view: string): void {
  if (view === 'training') perform(app, 'stepTraining')
  else if (view === 'bench') act(app, 'stepDescent', 1)
  else stepAlong(app)
}

/** To the next token; from none to the first. */
function stepAlong(app: App): void {
  const state = app.store.getState()
  const count = state.rollout?.tokens.length ?? 0
  const at = state.pinned ?? state.hovered
  if (count === 0) throw new ErrorReply('not-available', 'There are no tokens to step along.', 'Sample first.')
  selectToken(app, at === null ? 0 : Math.min(at + 1, count - 1))
}

function perform(app: App, name: Plain): void {
  if (!available(app, name, app.store.getState())) {
    throw new ErrorReply(
      'not-available',
      `“${app.registry.actions[name].label}” cannot be done now.`,
      'Wait until what runs is done, or stop it.',
    )
  }
  act(app, name)
}

function selectToken(app: App, index: number | null): void {
  const { pinned, rollout } = app.store.getState()
  if (index === null) {
    if (pinned !== null) act(app, 'unpin')
    return
  }
  const count = rollout?.tokens.length ?? 0
  if (index >= count) throw new ErrorReply('bad-value', `There are ${count} tokens, counted from 0.`, null)
  if (pinned !== index) act(app, 'togglePin', index)
}

function setDivergence(app: App, id: string, params: Readonly<Record<string, number>>): void {
  if (!divergenceIds().includes(id)) {
    throw new ErrorReply('bad-value', 'There is no such divergence.', `Choose one of: ${divergenceIds().join(', ')}.`)
  }
  for (const [param, value] of Object.entries(params)) {
    const spec = divergenceById(id).params.find((each) => each.id === param)
    if (!spec || value < spec.min || value > spec.max) {
      const words = spec ? `“${param}” goes from ${spec.min} to ${spec.max}.` : `${id} has no parameter of this name.`
      throw new ErrorReply('bad-value', words, null)
    }
  }
  act(app, 'setDivergence', id)
  for (const [param, value] of Object.entries(params)) act(app, 'setDivergenceParam', { id, param, value })
}

async function importGiven(app: App, trace: object): Promise<void> {
  const [{ readTrace }, { importTrace }] = await Promise.all([
    import('../../formats/trace-schema.ts'),
    import('../../features/export/import-trace.ts'),
  ])
  let text: string
  try {
    readTrace(trace)
    text = JSON.stringify(trace, infinitiesAsText)
  } catch (error) {
    throw new ErrorReply('bad-value', `This is no trace: ${oneLine(error)}.`, 'See trace.schema.json.')
  }
  importTrace(app, { name: 'trace', text })
}

function traceNow(app: App): unknown {
  const { rollout } = app.store.getState()
  const trace = rollout && traceOfRollout(rollout, currentQuery(app))
  if (!trace) throw new ErrorReply('not-available', 'There is no finished rollout.', 'Sample first.')
  return JSON.parse(writeTrace(trace, new Date()))
}
