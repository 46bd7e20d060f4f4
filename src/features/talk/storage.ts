/** @file The talk between visits: kept in this browser as it is made. Nothing that somebody made is thrown away without a word. */

import { EMPTY_TALK, type Talk, withoutRecordings } from '../../formats/talk.ts'
import { writeTalk } from '../../formats/write-talk.ts'
import { count, t } from '../../i18n/words.ts'
import { cameBack, keepText, localTexts, readText } from '../../store/kept/texts.ts'
import { tell } from '../../store/notices.ts'
import type { AppStore } from '../../store/state.ts'

const KEY = 'opd-talk'
const EARLIER = 'opd-talk-earlier'
/** What was kept and cannot be read any more, as it was. */
const UNREAD = 'opd-talk-unread'

/** Milliseconds of quiet before an edit is written. */
const PAUSE = 400

/** Reads what is kept, and keeps what changes from then on. A browser that keeps nothing is told of, once. */
export async function bindTalkStorage(store: AppStore, view: Window): Promise<void> {
  const storage = localTexts(view)
  if (!storage) {
    tellOfTheFirstCue(store)
    return
  }
  if (readText(storage, KEY) !== null || readText(storage, EARLIER) !== null) {
    try {
      await bringBack(store, storage, view)
    } catch {
      // What would read it did not come: what lies there stays as it is.
      tellOfTheFirstCue(store)
      return
    }
  }

  let kept = store.getState().talk
  let timer: ReturnType<typeof setTimeout> | undefined
  let refused = false

  function write(): void {
    clearTimeout(timer)
    const { talk: now } = store.getState()
    if (!storage || (now.talk === kept.talk && now.earlier === kept.earlier)) return
    const whole = keep(storage, EARLIER, now.earlier) && keep(storage, KEY, now.talk)
    kept = now
    if (whole || refused) return
    refused = true
    const some = keep(storage, KEY, withoutRecordings(now.talk))
    tell(
      store,
      some
        ? t('This browser has no room for the talk’s recordings. The cues are kept; “Save cues” keeps both in a file.')
        : notKept(),
    )
  }

  store.subscribe((state, before) => {
    if (state.talk.talk === before.talk.talk && state.talk.earlier === before.talk.earlier) return
    clearTimeout(timer)
    timer = setTimeout(write, PAUSE)
  })
  view.addEventListener('pagehide', write)
  // Another tab has written: what is here follows, unless something here waits to be written.
  view.addEventListener('storage', async ({ key }) => {
    if (key !== KEY || store.getState().talk.talk !== kept.talk) return
    const other = (await read(store, storage, KEY)) ?? EMPTY_TALK
    if (store.getState().talk.talk !== kept.talk) return
    store.setState((state) => ({ talk: { ...state.talk, talk: other } }))
    kept = store.getState().talk
  })
}

async function bringBack(store: AppStore, storage: Storage, view: Window): Promise<void> {
  const [talk, earlier] = await Promise.all([read(store, storage, KEY), read(store, storage, EARLIER)])
  if (!talk && !earlier) return
  store.setState((state) => ({ talk: { ...state.talk, talk: talk ?? state.talk.talk, earlier } }))
  const cues = talk?.cues.length ?? 0
  if (cues > 0 && cameBack(view))
    tell(
      store,
      count(cues, 'The talk that you were making is back: # cue.', 'The talk that you were making is back: # cues.'),
    )
}

const notKept = (): string => t('This browser does not keep the talk. “Save cues” keeps it in a file.')

/** Where nothing can be kept, whoever makes something hears so at once. */
function tellOfTheFirstCue(store: AppStore): void {
  const end = store.subscribe(({ talk: { talk } }, before) => {
    if (talk === before.talk.talk || talk === EMPTY_TALK) return
    end()
    tell(store, notKept())
  })
}

/** @throws where what reads it did not come */
async function read(store: AppStore, storage: Storage, key: string): Promise<Talk | null> {
  const source = readText(storage, key)
  if (source === null) return null
  const { restoreTalk } = await import('../../formats/talk-file.ts')
  try {
    const { talk, notice } = restoreTalk(source)
    if (notice) {
      tell(store, notice)
      keepText(storage, UNREAD, source)
    }
    return talk
  } catch {
    return null
  }
}

/** Whether it is kept now. */
function keep(storage: Storage, key: string, talk: Talk | null): boolean {
  return keepText(storage, key, talk === null || talk === EMPTY_TALK ? null : writeTalk(talk, new Date()))
}
