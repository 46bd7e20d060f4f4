/**
 * @file The stage across a reload: which cue was up, and what the stop watch said. In the tab's own storage, so that it ends with the
 * tab; a visit that only begins finds the page, a page that was reloaded or thrown out of memory finds its stage again.
 */
import type { Json } from '../../json/parse.ts'
import { index, nullable, number, object } from '../../json/plain.ts'
import { cameBack, keepText, readText, tabTexts } from '../../store/kept/texts.ts'
import type { AppStore } from '../../store/state.ts'
import type { Presentation } from './presentation.ts'
import type { TalkState, Timer } from './state.ts'

const KEY = 'opd-stage'

interface KeptStage {
  readonly at: number
  readonly step: number
  readonly timer: Timer
}

/** Keeps the place on the stage from now on, and goes back to where a reload has left it. The talk has to be there by now. */
export function bindKeptStage(store: AppStore, view: Window, presentation: Presentation): void {
  const storage = tabTexts(view)
  const kept = cameBack(view) ? read(readText(storage, KEY)) : null
  keep(storage, null)
  store.subscribe(({ talk }, { talk: before }) => {
    if (talk.presentation !== before.presentation || talk.timer !== before.timer) keep(storage, placeOf(talk))
  })
  if (!kept) return
  store.setState(({ talk }) => ({ talk: { ...talk, timer: kept.timer } }))
  presentation.start(kept.at)
  if (kept.step > 0) presentation.reveal(kept.step)
}

/** What draws the handout or is rehearsed is no show. */
function placeOf({ presentation, timer, rehearsal }: TalkState): KeptStage | null {
  if (!presentation || presentation.since === null || rehearsal) return null
  return { at: presentation.at, step: presentation.step, timer }
}

/** null for what is not understood. */
function read(text: string | null): KeptStage | null {
  try {
    const json: Json = JSON.parse(text ?? '')
    const { at, step, timer } = object(json, 'stage')
    const { before, since } = object(timer, 'timer')
    return {
      at: index(at, 'at'),
      step: index(step, 'step'),
      timer: { before: number(before, 'before'), since: nullable(since, 'since', number) },
    }
  } catch {
    return null
  }
}

function keep(storage: Storage | null, stage: KeptStage | null): void {
  keepText(storage, KEY, stage && JSON.stringify(stage))
}
