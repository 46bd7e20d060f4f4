/**
 * @file "Save as one page": the recorded trace inside a page that needs nothing else. The build makes the empty page (vite.replay.ts);
 * here it is filled with the trace and with what is on view, packed so that many readings fit.
 */

import { type Trace, writeTrace } from '../../formats/trace.ts'
import { wordsFor } from '../../i18n/words.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import { currentQuery } from '../../store/address.ts'
import type { App } from '../../store/app.ts'
import { traceOfRun } from '../../store/rollout-history.ts'
import { problemOf, viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { DATA_PLACE, PAGE_LIMIT, pack, type SinglePageData, type SinglePageView } from './packed-page.ts'

/**
 * The whole page, or null while there is no finished rollout that a teacher has read, and for a template that is none.
 * @param template the empty page
 */
export async function singlePage(app: App, template: string): Promise<string | null> {
  // A host may answer an unknown address with its front page.
  if (!template.includes(DATA_PLACE)) return null
  const state = app.store.getState()
  const { rollout, settings } = state
  const query = currentQuery(app)
  const all = rollout && traceOfRun(rollout, query)
  if (!all || all.scores.length === 0) return null
  const ordered = inOrderOfNeed(all, state)
  // Readings are left out from the end, those that are not on view first, until the page is small enough.
  for (let count = ordered.scores.length; count > 0; count--) {
    const trace = { ...ordered, scores: ordered.scores.slice(0, count) }
    const view: SinglePageView = {
      ...{ divergence: settings.divergence, rail: settings.rail, units: settings.units, gapScale: settings.gapScale },
      theme: settings.theme,
      reading: 0,
      token: state.pinned,
      question: problemOf(rollout.problem).question,
      names: Object.fromEntries(state.engine.models.map(({ id, name }) => [id, name])),
      omitted: ordered.scores.length - count,
      address: app.files.address(query),
      language: state.language,
      words: wordsFor(template),
    }
    const data: SinglePageData = { view, trace: JSON.parse(writeTrace(trace, new Date())) }
    const packed = await pack(JSON.stringify(data))
    const page = template.replace(DATA_PLACE, `<script type="application/gzip" id="recorded">${packed}</script>`)
    if (new TextEncoder().encode(page).byteLength <= PAGE_LIMIT || count === 1) return page
  }
  return null
}

/** The reading on view first, the opposite one next, then the same teacher's others, then other teachers'. */
function inOrderOfNeed(trace: Trace, state: AppState): Trace {
  const { shown, ghost } = viewOf(state)
  const key = ({ score }: Trace['scores'][number]): string => conditionKey(score.teacher, score.context)
  const first = [shown, ghost].flatMap((score) => (score ? [conditionKey(score.teacher, score.context)] : []))
  const need = (each: Trace['scores'][number]): number => {
    const at = first.indexOf(key(each))
    return at >= 0 ? at : each.score.teacher === state.settings.teacher ? 2 : 3
  }
  return { ...trace, scores: [...trace.scores].sort((a, b) => need(a) - need(b)) }
}
