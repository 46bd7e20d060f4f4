/** @file Puts the app together in a document: store, session, page, and the ties between them and the browser. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Engine } from '../engine/requests.ts'
import { REGISTRY } from '../features/index.ts'
import { createOfflineCopy, startOfflineCopy } from '../features/offline/offline-copy.ts'
import { openedQuery } from '../settings/first.ts'
import { replaceUnknownModels } from '../store/address.ts'
import type { App } from '../store/app.ts'
import { pinIfThere } from '../store/apply-settings.ts'
import { AppProvider } from '../store/hooks.ts'
import { tell } from '../store/notices.ts'
import { openLive } from '../store/replay-link.ts'
import { createSession } from '../store/session.ts'
import { createAppStore } from '../store/state.ts'
import { bindAddress } from './address-bar.ts'
import { bindBackend, bindKeys, bindLanguage, bindTheme, browserFiles } from './bindings.ts'
import { bindDrops } from './dropped-files.ts'
import { showRecordedTrace } from './first-trace.ts'
import { RootError } from './root-error.tsx'
import { bindTalk, openKeptTalk, Shell } from './shell/shell.tsx'
import { bearTranslators } from './translated-text.ts'

/** How long the first paint waits for the recorded trace and the fonts, so that nothing moves when they arrive. */
const PATIENCE = 150

const FONTS = ['Source Serif 4 Variable', 'Source Sans 3 Variable', 'JetBrains Mono Variable'] as const

/** Starts the app. The recorded trace is shown first; models load when the browser has nothing better to do. */
export async function mount(document: Document, createEngine: () => Engine): Promise<void> {
  const view = document.defaultView
  const root = document.getElementById('root')
  if (!view || !root) throw new Error('The page has no #root to stand in.')
  bearTranslators(view)
  const search = openedQuery(view.location.search)
  const { restore } = REGISTRY.schema
  const { settings, stage } = restore(search)
  const store = createAppStore(settings, REGISTRY.slices)
  const session = createSession(store, createEngine, REGISTRY.features)
  // A development server has nothing to keep.
  const offline = import.meta.env.PROD ? createOfflineCopy(store, view) : undefined
  const app: App = {
    store,
    session,
    registry: REGISTRY,
    files: browserFiles(view),
    ...(offline && { offline }),
    randomSeed: () => randomSeed(view),
    get presentation() {
      return talk.presentation
    },
  }
  const talk = bindTalk(app, view)
  bindTheme(store, view)
  const words = bindLanguage(store, view)
  // What was not understood is said in the reader's language.
  void words.then(() => {
    const { notice } = restore(search)
    if (notice) tell(store, notice)
  })
  bindAddress(app, view)
  replaceUnknownModels(app)
  bindBackend(store, document)
  bindKeys(app, document)
  bindDrops(app, view)
  for (const { bind } of REGISTRY.features) bind?.(app, view)
  const trace = showRecordedTrace(store, view).then(() => pinIfThere(store, stage.pinned))
  const fonts = Promise.allSettled(FONTS.map((font) => document.fonts.load(`1em "${font}"`)))
  await Promise.race([Promise.all([trace, fonts, words]), new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  createRoot(root).render(
    <StrictMode>
      <RootError onReload={() => view.location.reload()}>
        <AppProvider value={app}>
          <Shell notesRoot={talk.notesRoot} />
        </AppProvider>
      </RootError>
    </StrictMode>,
  )
  void openKeptTalk(app, view)
  await trace
  for (const { start } of REGISTRY.features) start?.(app, view)
  whenIdle(view, async () => {
    await openLive(app, stage)
    if (offline) startOfflineCopy(offline, view)
  })
}

function randomSeed(view: Window): number {
  return view.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
}

/** After the next quiet moment; Safari has no requestIdleCallback. */
function whenIdle(view: Window, work: () => unknown): void {
  if ('requestIdleCallback' in view) view.requestIdleCallback(work, { timeout: 2000 })
  else setTimeout(work, 300)
}
