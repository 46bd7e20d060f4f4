/** @file A trace from a file onto the stage. What is there goes to the history; a file that is no trace changes nothing. */

import { EngineError, oneLine } from '../../engine/errors.ts'
import { parseJson } from '../../formats/json.ts'
import { readTrace, type Trace } from '../../formats/trace.ts'
import type { SettingsSchema } from '../../settings/schema.ts'
import type { Settings } from '../../settings/settings.ts'
import type { App } from '../../store/app.ts'
import { notify } from '../../store/notices.ts'
import { rolloutOfTrace } from '../../store/rollout-history.ts'

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
    const message = `“${name}” is not a trace that this page can read: ${oneLine(error)}.`
    const remedy = 'Nothing was changed. Import a file that Export trace or lab score --trace wrote.'
    notify(app.store, new EngineError('bad-request', message, remedy), null)
    return
  }
  app.session.stop()
  app.store.setState(({ settings, rollout, past, future }) => ({
    settings: { ...settings, ...settingsOf(trace, app.registry.schema) },
    rollout: rolloutOfTrace(trace, freshId([rollout, ...past, ...future].map((rollout) => rollout?.id ?? 0))),
    past: rollout ? [...past, rollout] : past,
    future: [],
    hovered: null,
    pinned: null,
    seedTouched: false,
    announcement: `Replay of ${name}: ${trace.rollout.tokens.length} tokens. ${trace.rollout.verdict.message}`,
  }))
}

/** Live runs count up from 1, replays down from the first paint's 0. */
function freshId(taken: readonly number[]): number {
  return Math.min(0, ...taken) - 1
}

/** What was on view when the trace was written; the look, the engine and the training room stay the visitor's. */
function settingsOf({ page, rollout, scores }: Trace, { restore, toQuery }: SettingsSchema): Partial<Settings> {
  const { teacher, context, privileged, divergence, params, units, gapScale } = restore(page).settings
  const read = scores.some(({ score }) => score.teacher === teacher)
  const asked = {
    ...{ context, privileged, divergence, params, units, gapScale },
    teacher: read ? teacher : (scores[0]?.score.teacher ?? teacher),
    student: rollout.student,
    ...rollout.problem,
    ...rollout.sampling,
  }
  // By way of the address, which lets nothing pass that the page's own controls could not hold.
  const { settings } = restore(toQuery(asked))
  return Object.fromEntries(Object.keys(asked).map((name) => [name, settings[name as keyof Settings]]))
}
