/**
 * @file The embed's end of the protocol. Only the page that frames it is heard, only from the origin that it said hello with, and
 * nothing is ever posted to any other. What cannot be followed is answered as data; nothing throws.
 */

import { ErrorReply } from '../../embed/errors.ts'
import type { EmbedMessage, ErrorReport, Events, MessageId } from '../../embed/messages.ts'
import { ENVELOPE } from '../../embed/protocol.ts'
import { english } from '../../message/message.ts'
import type { App } from '../../store/app.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { createCues } from './cues.ts'
import type { EmbedSettings } from './embed-settings.ts'
import { answer, playing, rolloutReport, scoreReport, stateReport } from './requests.ts'
import type { Sight } from './sight.ts'

/** A slider changes the state at every frame; the host hears of it at this pace, milliseconds. */
const STATE_PAUSE = 60

type Hear = typeof import('../../embed/messages.ts')['hear']

/**
 * What reads messages and the traces in them, fetched when a host first speaks: what comes meanwhile waits in its order. null where it
 * did not come; a host says hello until it is answered, and the next one tries again.
 */
function fetchedReaders(): () => Promise<Hear | null> {
  let fetching: Promise<Hear | null> | null = null
  const fetchAll = async (): Promise<Hear | null> => {
    try {
      const [{ hear }] = await Promise.all([
        import('../../embed/messages.ts'),
        import('../../formats/trace-schema.ts'),
        import('../../features/export/import-trace.ts'),
      ])
      return hear
    } catch {
      fetching = null
      return null
    }
  }
  return () => {
    fetching ??= fetchAll()
    return fetching
  }
}

/** Listens from now on. @returns a function that ends it */
export function bindBridge(
  app: App,
  { view, allow }: Pick<EmbedSettings, 'view' | 'allow'>,
  frame: Window,
  sight: Sight,
): () => void {
  const { parent } = frame
  // Opened as a page of its own, it has nobody to speak with.
  if (parent === frame) return () => {}
  const driven = { app, view, cues: createCues(app, frame.location.hash), sight }
  let host: string | null = null
  const readers = fetchedReaders()

  const post = (message: EmbedMessage): void => {
    if (host === null) return
    // A page from a file has no origin that could be named; what is posted to `parent` reaches the page that frames this one.
    parent.postMessage(message, host === 'null' ? '*' : host)
  }
  const tell = <E extends keyof Events>(event: E, detail: Events[E]): void =>
    post({ ...ENVELOPE, type: 'event', event, detail } as EmbedMessage)
  const refuse = (id: MessageId, error: ErrorReport): void => post({ ...ENVELOPE, type: 'reply', id, ok: false, error })

  const onMessage = async ({ source, origin, data }: MessageEvent): Promise<void> => {
    if (source !== parent || (allow !== null && !allow.includes(origin))) return
    const hear = await readers()
    if (!hear) return
    if (host !== null && origin !== host) return
    const heard = hear(data)
    if (heard.kind === 'foreign') return
    if (host === null) {
      if (heard.kind !== 'request' || heard.request.type !== 'hello') return
      host = origin
    }
    const { id } = heard
    if (heard.kind === 'bad') {
      refuse(id, heard.error)
      return
    }
    answer(driven, heard.request).then(
      (value) => post({ ...ENVELOPE, type: 'reply', id, ok: true, value }),
      (error) => refuse(id, reportOf(error)),
    )
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  const stateMoved = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      tell('state', stateReport(app, view))
    }, STATE_PAUSE)
  }
  const endStore = app.store.subscribe((state, before) => {
    if (host === null) return
    tellOfRun(state, before, tell)
    if (moved(app, state, before)) stateMoved()
  })
  const endDescent = app.session.descent.state.subscribe(({ running }, before) => {
    if (host !== null && running !== before.running) stateMoved()
  })
  frame.addEventListener('message', onMessage)
  return () => {
    clearTimeout(timer)
    endStore()
    endDescent()
    frame.removeEventListener('message', onMessage)
  }
}

function tellOfRun(
  state: AppState,
  before: AppState,
  tell: <E extends keyof Events>(event: E, detail: Events[E]) => void,
): void {
  const { rollout } = state
  const same = before.rollout?.id === rollout?.id ? before.rollout : null
  if (rollout && rollout !== before.rollout) {
    if (rollout.origin === 'live') {
      for (const [i, token] of rollout.tokens.entries()) {
        if (i < (same?.tokens.length ?? 0)) continue
        const { id, text, source, logpStudent } = token
        tell('token', { run: rollout.id, index: i, id, text, source, logpStudent })
      }
    }
    const report = same?.result === rollout.result ? null : rolloutReport(rollout)
    if (report) tell('rollout', report)
  }
  const { divergence } = state.settings
  if (viewOf(state).shown !== viewOf(before).shown || divergence !== before.settings.divergence) {
    const report = scoreReport(state)
    if (report) tell('score', report)
  }
  for (const { tone, message, remedy, id } of state.notices) {
    if (tone === 'error' && !before.notices.some((notice) => notice.id === id)) {
      tell('error', { code: 'failed', message: english(message), remedy: remedy && english(remedy) })
    }
  }
}

/** Would the host be told something else than before? */
function moved(app: App, state: AppState, before: AppState): boolean {
  return (
    state.settings !== before.settings ||
    state.engine.phase !== before.engine.phase ||
    state.pinned !== before.pinned ||
    state.rollout?.id !== before.rollout?.id ||
    playing(state, app) !== playing(before, app)
  )
}

function reportOf(error: unknown): ErrorReport {
  if (error instanceof ErrorReply) return error.report
  return { code: 'failed', message: error instanceof Error ? error.message : 'Something failed.', remedy: null }
}
