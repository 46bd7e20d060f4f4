/** @file Intents that hand on what is on screen: as a link, as a code to scan, as code for another page. */
import { EMBED_INTEGRITY } from 'virtual:embed-integrity'
import { mark, t } from '../../i18n/words.ts'
import { isTooLong } from '../../settings/own-field.ts'
import { currentQuery } from '../../store/address.ts'
import { type App, action, actionOf, clamp } from '../../store/app.ts'
import { tell } from '../../store/notices.ts'
import { modelById } from '../../store/scoring.ts'
import { EMBED_SIZES, type EmbedChoice, embedCode, type Sharing, viewOfTab } from './state.ts'

function share(app: App, part: Partial<Sharing>): void {
  app.store.setState(({ sharing }) => ({ sharing: { ...sharing, ...part } }))
}

/** Copies, and says how it went; a browser that refuses gets the sheet with the text to copy by hand. */
async function copy(app: App, what: 'link' | 'embed', text: string): Promise<void> {
  const how = await app.files.copyText(text).then(
    () => 'done' as const,
    () => 'refused' as const,
  )
  share(app, { copied: { what, how }, ...(how === 'refused' && { sheet: what }) })
}

/** The address of what is on screen, in full. */
function linkOf(app: App): string {
  return app.files.address(currentQuery(app))
}

/** What a link cannot carry is told of when it is copied, not when it is opened. */
function tellWhatStays({ store }: App): void {
  const { settings, engine } = store.getState()
  const isBrought = (id: string): boolean => modelById(engine.models, id)?.role === 'own'
  if (settings.hubModel !== '')
    tell(
      store,
      t('The link names “{name}” of the hub: whoever opens it is asked before anything of it is fetched.', {
        name: settings.hubModel,
      }),
    )
  else if (isBrought(settings.student) || isBrought(settings.teacher))
    tell(
      store,
      t('The model that you brought stays on this device: whoever opens the link sees the usual one in its place.'),
    )
  if (isTooLong(settings.own)) tell(store, t('Your words are too long for a link: it leaves them out.'))
}

/** The code for another page. Look and language are the host page's, the backend its reader's, and the view says what is open. */
function codeOf(app: App, embed: EmbedChoice): string {
  const { defaults, restore, toQuery } = app.registry.schema
  const { settings, stage } = restore(currentQuery(app))
  const { theme, language, backend, tab } = defaults
  const query = toQuery({ ...settings, theme, language, backend, tab }, '', stage)
  const title = `OPD playground: ${t(viewOf(app, embed.view)?.title ?? '')}`
  return embedCode({ ...embed, query, page: app.files.address(''), title, integrity: EMBED_INTEGRITY })
}

const viewOf = ({ registry }: App, view: string) => registry.embeds.find((each) => each.view === view)

const size = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  clamp(Math.round(value), min, max)

export const SHARE_ACTIONS = {
  copyLink: action({
    id: 'copy-link',
    label: mark('Copy link'),
    keys: ['c'],
    perform: (app) => {
      const link = linkOf(app)
      share(app, { link, copied: null })
      void copy(app, 'link', link)
      tellWhatStays(app)
    },
  }),
  showQr: action({
    id: 'show-qr-code',
    label: mark('QR code'),
    keys: [],
    perform: (app) => share(app, { sheet: 'qr', link: linkOf(app), copied: null }),
  }),
  copyEmbedCode: action({
    id: 'copy-embed-code',
    label: mark('Copy embed code'),
    keys: [],
    perform: (app) => {
      const { settings, sharing } = app.store.getState()
      // Pressed on the page, it means what is open there; pressed on the sheet, what was chosen there.
      const view = sharing.sheet === 'embed' ? sharing.embed.view : viewOfTab(app.registry, settings.tab)
      const embed = { ...sharing.embed, view }
      const code = codeOf(app, embed)
      share(app, { sheet: 'embed', embed, code, copied: null })
      void copy(app, 'embed', code)
    },
  }),
  setEmbed: actionOf<Partial<EmbedChoice>>({
    id: 'set-embed',
    label: mark('Form of the embed'),
    keys: [],
    perform: (app, part) => {
      const { width, height, ...rest } = { ...app.store.getState().sharing.embed, ...part }
      const embed = { ...rest, width: size(width, EMBED_SIZES.width), height: size(height, EMBED_SIZES.height) }
      share(app, { copied: null, embed, code: codeOf(app, embed) })
    },
  }),
  forgetCopied: action({
    id: 'forget-copied',
    label: mark('Clear the word that something was copied'),
    keys: [],
    available: ({ sharing }) => sharing.copied !== null,
    perform: (app) => share(app, { copied: null }),
  }),
  closeSharing: action({
    id: 'close-sharing',
    label: mark('Close'),
    keys: [],
    available: ({ sharing }) => sharing.sheet !== null,
    perform: (app) => share(app, { sheet: null, copied: null }),
  }),
} as const
