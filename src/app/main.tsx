/** @file The entry: state from the address, the page (or, in a frame, one view of it; on a phone, a bet) on the screen, and only then the engine. */
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/opsz-italic.css'
import '../ui/theme.css'
import '../ui/base.css'
import { fetchRecipeCodec, hasOwnRecipe } from '../settings/own-recipe.ts'
import { createWorkerEngine } from '../worker/client.ts'
import { isEmbedded } from './embed/embed-address.ts'
import { isPhone } from './phone/phone-address.ts'

async function start(): Promise<void> {
  // A link that carries a recipe is read once what reads recipes is here; without it the link opens, and says what it lacks.
  if (hasOwnRecipe(location.search)) await fetchRecipeCodec().catch(() => undefined)
  // None fetches another's code.
  if (isPhone(location.search)) {
    const { mount } = await import('./phone/mount.tsx')
    await mount(document)
  } else {
    const { mount } = isEmbedded(location.search) ? await import('./embed/mount.tsx') : await import('./mount.tsx')
    await mount(document, createWorkerEngine)
  }
}

try {
  await start()
} catch (error) {
  // Nothing is drawn yet: public/file-notice.js says it where the page would have been.
  document.documentElement.dataset.missing = ''
  dispatchEvent(new Event('opd-missing'))
  throw error
}
