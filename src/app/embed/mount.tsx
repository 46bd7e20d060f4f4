/**
 * @file Puts an embed together: the same store, session and engine as the page, one view, and the host's messages. Nothing heavy
 * happens until someone looks at it: until then it shows the recorded trace.
 */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Engine } from '../../engine/requests.ts'
import { REGISTRY } from '../../features/index.ts'
import { openedQuery } from '../../settings/first.ts'
import { currentQuery, replaceUnknownModels } from '../../store/address.ts'
import type { App } from '../../store/app.ts'
import { pinIfThere } from '../../store/apply-settings.ts'
import { AppProvider, useAppState } from '../../store/hooks.ts'
import { nameOf } from '../../store/keyboard.ts'
import { tell } from '../../store/notices.ts'
import { openLive } from '../../store/replay-link.ts'
import { createSession } from '../../store/session.ts'
import { createAppStore } from '../../store/state.ts'
import { holdWakeLock } from '../../store/wake-lock.ts'
import { HiddenActions } from '../../ui/hidden.ts'
import { bindBackend, bindKeys, bindLanguage, bindTheme, browserFiles } from '../bindings.ts'
import { showRecordedTrace } from '../first-trace.ts'
import { RootError } from '../root-error.tsx'
import { bearTranslators } from '../translated-text.ts'
import { bindBridge } from './bridge.ts'
import { type EmbedSettings, readEmbed } from './embed-settings.ts'
import { hiddenBy, hiddenKeys, hide } from './hide.ts'
import { EmbedPage } from './page.tsx'
import { bindSight } from './sight.ts'

/** How long the first paint waits for the recorded trace and the words, milliseconds. */
const PATIENCE = 300

/** Starts the embed in a document. */
export async function mount(document: Document, createEngine: () => Engine): Promise<void> {
  const frame = document.defaultView
  const root = document.getElementById('root')
  if (!frame || !root) throw new Error('The page has no #root to stand in.')
  bearTranslators(frame)
  const { search, href } = frame.location
  const { restore } = REGISTRY.schema
  const opened = openedQuery(search)
  const { settings, stage } = restore(opened)
  const { embed, notice } = readEmbed(search, REGISTRY)
  const shown = REGISTRY.embeds.find(({ view }) => view === embed.view)
  if (!shown) throw new Error('No feature brings an embed view.')
  const { tab } = shown
  // Whoever opens the whole page finds the same instrument open.
  const store = createAppStore(tab ? { ...settings, tab } : settings, REGISTRY.slices)
  const session = createSession(store, createEngine, REGISTRY.features)
  const randomSeed = (): number => frame.crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  const app: App = { store, session, registry: REGISTRY, files: browserFiles(frame), randomSeed }
  bindTheme(store, frame)
  const words = bindLanguage(store, frame)
  bindBackend(store, document)
  const sight = bindSight(app, root)
  holdWakeLock(store, frame, ({ training, race }) => training.looping || race.activity === 'running')
  replaceUnknownModels(app)
  const trace = showRecordedTrace(store, frame).then(() => pinIfThere(store, stage.pinned))
  // What was not understood is said in the reader's language.
  void words.then(() => {
    const said = [restore(opened).notice, notice].filter((each) => each !== null).join(' ')
    if (said) tell(store, said)
  })
  await Promise.race([Promise.all([trace, words]), new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  document.documentElement.dataset.embed = embed.background
  // A frame has no room for where a server's address is given.
  const hidden = hiddenBy(REGISTRY, [...embed.hide, REGISTRY.actions.openRemote.id])
  const silent = hiddenKeys(REGISTRY, hidden)
  document.addEventListener('keydown', (event) => silent.has(nameOf(event)) && event.stopImmediatePropagation())
  bindKeys(app, document)
  hide(document, hidden)
  bindBridge(app, embed, frame, sight)
  const home = new URL(href)
  const linkTo = (): string => `${home.origin}${home.pathname}${queryPart(currentQuery(app))}`
  createRoot(root).render(
    <StrictMode>
      <RootError onReload={() => frame.location.reload()}>
        <AppProvider value={app}>
          <HiddenActions value={hidden.actions}>
            <Shell view={shown} linkTo={linkTo} />
          </HiddenActions>
        </AppProvider>
      </RootError>
    </StrictMode>,
  )
  await trace
  whenLookedAt(root, embed, () => {
    if (stage.live) void openLive(app, stage)
    else if (shown.reads) void session.loader.loadChosen()
  })
}

const queryPart = (query: string): string => (query === '' ? '' : `?${query}`)

/** Drawn anew in another language, like the page. */
function Shell(props: Parameters<typeof EmbedPage>[0]) {
  const language = useAppState((state) => state.language)
  return <EmbedPage key={language} {...props} />
}

/** Once, when the frame is in view or, where it should wait for that, at the first press inside it. */
function whenLookedAt(root: Element, { autoload }: Pick<EmbedSettings, 'autoload'>, work: () => void): void {
  const ends: (() => void)[] = []
  const start = (): void => {
    for (const end of ends.splice(0)) end()
    work()
  }
  for (const type of ['pointerdown', 'keydown'] as const) {
    root.addEventListener(type, start)
    ends.push(() => root.removeEventListener(type, start))
  }
  if (autoload !== 'view') return
  const observer = new IntersectionObserver(
    (entries) => entries.some(({ isIntersecting }) => isIntersecting) && start(),
  )
  observer.observe(root)
  ends.push(() => observer.disconnect())
}
