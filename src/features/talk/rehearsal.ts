/** @file Rehearsal: every cue is run once, without a limit, and what came out is kept beside it as its recording. */

import { type Cue, editCue, type Recording, traceOfCue } from '../../formats/talk.ts'
import { keep } from '../../formats/talk-recordings.ts'
import { t } from '../../i18n/words.ts'
import { currentQuery } from '../../store/address.ts'
import type { App } from '../../store/app.ts'
import { atRest, bringToRest, runCueAction, sampleWatched } from './cue-action.ts'
import { applyCue, traceOnStage } from './cue-state.ts'

/** Milliseconds that a rehearsed cue may take: whoever waits longer has found out that the cue is too long. */
const LIMIT = 180_000

/** Runs through all cues. Resolves when all are done, or when it is not wanted any more; the page is as it was before. */
export async function rehearse(app: App, stillWanted: () => boolean): Promise<void> {
  const { store } = app
  const here = { query: currentQuery(app) }
  const { cues } = store.getState().talk.talk
  const wanted = (): boolean => stillWanted() && store.getState().talk.rehearsal !== null
  for (const [i, { id }] of cues.entries()) {
    store.setState(({ talk }) => ({ talk: { ...talk, rehearsal: { at: i + 1, of: cues.length } } }))
    const cue = store.getState().talk.talk.cues.find((each) => each.id === id)
    if (cue) await rehearseCue(app, cue, wanted)
    if (!wanted()) break
  }
  store.setState(({ talk }) => ({ talk: { ...talk, rehearsal: null, betting: false } }))
  applyCue(app, here, 'kept')
}

async function rehearseCue(app: App, cue: Cue, wanted: () => boolean): Promise<void> {
  const { talk } = app.store.getState().talk
  applyCue(app, cue, cue.action?.do === 'sample' ? 'bare' : (traceOfCue(talk, cue) ?? 'kept'))
  if (!(await atRest(app))) await bringToRest(app)
  const { outcome } = await runCueAction(app, cue, LIMIT, wanted)
  if (!wanted()) return
  if (outcome === 'done' && app.store.getState().rollout === null) await sampleWatched(app, LIMIT)
  if (outcome === 'done' && wanted()) keepRecordings(app, cue)
  else if (outcome !== 'done') {
    app.store.setState({ announcement: t('“{title}” could not be recorded.', { title: cue.title }) })
  }
}

/** Keeps what stands on the stage beside the cue. */
function keepRecordings(app: App, { id, action }: Cue): void {
  const add = (recording: Recording | null, part: 'trace' | 'training'): void => {
    if (!recording) return
    const { talk, name } = keep(app.store.getState().talk.talk, recording)
    app.store.setState((state) => ({ talk: { ...state.talk, talk: editCue(talk, id, { [part]: name }) } }))
  }
  add(traceOnStage(app), 'trace')
  const { run } = app.store.getState().training
  if (action?.do !== 'train' || !run) return
  const { info, reports, evaluations } = run
  add({ kind: 'training', training: { info, reports, evaluations } }, 'training')
}
