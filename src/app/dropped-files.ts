/**
 * @file Files that are dropped on the page. A browser would open them in the page's place, and what stands there would be gone: so each goes
 * to the action that takes its kind, found by what is in it, and what is no file of ours is told of.
 */

import { decodeText } from '../formats/json.ts'
import { t } from '../i18n/words.ts'
import { type App, act, available } from '../store/app.ts'
import { tell, tellUnreadable } from '../store/notices.ts'

/** Takes files that are dropped anywhere from now on. */
export function bindDroppedFiles(app: App, document: Document): void {
  const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false
  document.addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault()
  })
  document.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    // Several at once would overwrite each other: the first counts.
    const [file] = event.dataTransfer?.files ?? []
    if (file) void takeDropped(app, file)
  })
}

/** Hands a file to the action of its kind. */
export async function takeDropped(app: App, file: File): Promise<void> {
  const { name } = file
  if (name.toLowerCase().endsWith('.safetensors')) {
    if (available(app, 'loadWeights', app.store.getState())) act(app, 'loadWeights', file)
    else tell(app.store, t('Weights cannot be loaded while something runs.'))
    return
  }
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) {
    tellUnreadable(app.store, name)
    return
  }
  const text = decodeText(new Uint8Array(bytes))
  // The beginning is enough to tell, and a large file is read once.
  const [, format] = /"format"\s*:\s*"(opd-[a-z]+)"/.exec(text.slice(0, BEGINNING)) ?? []
  if (format === 'opd-cues') {
    if (available(app, 'openCues', app.store.getState())) act(app, 'openCues', text)
    else tell(app.store, t('No other talk can be opened while one is rehearsed.'))
  } else if (format === 'opd-trace' || /\.json$/i.test(name)) act(app, 'importTrace', { name, text })
  else tell(app.store, t('“{name}” is no file that this page reads: traces, talks and weights are.', { name }))
}

const BEGINNING = 2000
