/** @file A trace from a file onto the stage. What is there goes to the history; a file that is no trace changes nothing. */

import { EngineError, oneLine } from '../../engine/errors.ts'
import type { Trace } from '../../formats/trace.ts'
import { readTrace } from '../../formats/trace-schema.ts'
import { t } from '../../i18n/words.ts'
import { parseJson } from '../../json/parse.ts'
import { FormatError } from '../../json/read.ts'
import { message } from '../../message/message.ts'
import type { SettingsSchema } from '../../settings/schema.ts'
import type { DivergenceParams, Settings } from '../../settings/settings.ts'
import type { App } from '../../store/app.ts'
import { notify, tell } from '../../store/notices.ts'
import { idOfReplay, rolloutOfTrace } from '../../store/rollout-history.ts'
import { verdictSentence } from '../../store/scoring.ts'

export interface TraceFile {
  readonly name: string
  readonly text: string
}

/** Needs no model: nothing is scored again until someone asks for a reading that the trace does not hold. */
export function importTrace(app: App, { name, text }: TraceFile): void {
  let trace: Trace
  try {
    trace = readTrace(parseJson(text))
  } catch (error) {
    const unread = message('“{name}” is not a trace that this page can read: {why}.', {
      name,
      why: error instanceof FormatError ? error.sentence : oneLine(error),
    })
    const remedy = message('Nothing was changed. Import a file that Export trace or lab score --trace wrote.')
    notify(app.store, new EngineError('bad-request', unread, remedy), null)
    return
  }
  app.session.stop()
  const { settings: asked, lost } = settingsOf(trace, app.registry.schema)
  app.store.setState((state) => ({
    settings: { ...state.settings, ...asked },
    rollout: rolloutOfTrace(trace, idOfReplay(state)),
    past: state.rollout ? [...state.past, state.rollout] : state.past,
    future: [],
    hovered: null,
    pinned: null,
    seedTouched: false,
    announcement: message('Replay of {name}: {n} tokens. {verdict}', {
      name,
      n: trace.rollout.tokens.length,
      verdict: verdictSentence(trace.rollout),
    }),
  }))
  if (lost.length > 0) {
    const names = lost.map((name) => `“${name}”`).join(', ')
    tell(
      app.store,
      t('The controls of this page do not reach the trace’s {names}; the usual value stands there.', { names }),
    )
  }
}

/** What was on view when the trace was written; the look, the engine and the training room stay the visitor's. */
function settingsOf(trace: Trace, { restore, toQuery, changedNames, defaults, fields }: SettingsSchema): Found {
  const { page, rollout } = trace
  const { teacher, context, privileged, divergence, params, units, gapScale } = restore(page).settings
  const reading = readingOnView(trace, { teacher, context, privileged })
  const asked = {
    ...{ divergence, units, gapScale },
    params: reading ? { ...params, ...reading.params } : params,
    own: null,
    ...rollout.problem,
    ...rollout.sampling,
  }
  // By way of the address, which lets nothing pass that the page's own controls could not hold.
  const { settings } = restore(toQuery(asked))
  const held = Object.fromEntries(Object.keys(asked).map((name) => [name, settings[name as keyof Settings]]))
  const lost = changedNames({ ...defaults, ...asked }, settings).filter((name) => name in asked && name !== 'own')
  return {
    // Models go by the names that the trace gives them, whatever an address can say: its readings stand under these.
    settings: {
      ...held,
      ...reading?.shown,
      ...(!reading && { teacher, context, privileged }),
      student: rollout.student,
      // Longer than an address takes, maybe; the trace's reader has looked at it.
      own: rollout.problem.own ?? null,
    },
    lost: lost.map((name) => fields[name].key),
  }
}

interface Found {
  readonly settings: Partial<Settings>
  /** Names in the address of what the page's controls cannot show. */
  readonly lost: readonly string[]
}

type Condition = Pick<Settings, 'teacher' | 'context' | 'privileged'>

/** The reading that was on view, or the one that comes nearest to it: what a trace holds is never hidden. null where it holds none. */
function readingOnView(
  { scores }: Trace,
  wanted: Condition,
): { readonly shown: Condition; readonly params: DivergenceParams } | null {
  const by = scores.filter(({ score }) => score.teacher === wanted.teacher)
  const some = by.length > 0 ? by : scores.filter(({ score }) => score.teacher === scores[0]?.score.teacher)
  const contexts = some.map(({ score }) => score.context)
  const context = contexts.includes(wanted.context)
    ? wanted.context
    : (contexts.find((each) => each !== null) ?? wanted.context)
  const privileged = contexts.includes(wanted.privileged ? context : null)
    ? wanted.privileged
    : !contexts.includes(null)
  const found = some.find(({ score }) => score.context === (privileged ? context : null))
  return found ? { shown: { teacher: found.score.teacher, context, privileged }, params: found.params } : null
}
