/**
 * @file Files that are dropped on the page: known by what is in them, and handed to the action that reads them. A file that is dropped
 * never takes the page's place, whatever it is.
 */

import { chosenSources, droppedSources } from '../features/imports/sources.ts'
import { looksLikeModel, ofEntries, ofFiles } from '../features/own/folder.ts'
import { t } from '../i18n/words.ts'
import { decodeText, parseJson } from '../json/parse.ts'
import { type ActionName, type App, act, available } from '../store/app.ts'
import { tell, tellUnreadable } from '../store/notices.ts'

interface Dropped {
  readonly file: File
  readonly text: string
  /** What its JSON says of its format; null for other files. */
  readonly format: unknown
}

interface Kind {
  /** The action that reads it: while it cannot be done, the file waits for another day. */
  readonly action: ActionName
  readonly fits: (dropped: Dropped) => boolean
  readonly take: (app: App, dropped: Dropped) => void
}

const KINDS: readonly Kind[] = [
  {
    action: 'loadWeights',
    fits: ({ file }) => /\.(?:safetensors|zip)$/i.test(file.name),
    take: (app, { file }) => act(app, 'loadWeights', file),
  },
  {
    action: 'openCues',
    fits: ({ format }) => format === 'opd-cues',
    take: (app, { text }) => act(app, 'openCues', text),
  },
  {
    // Whatever else is JSON: a trace, or told why it is none.
    action: 'importTrace',
    fits: ({ file, format }) => format !== null || file.name.toLowerCase().endsWith('.json'),
    take: (app, { file, text }) => act(app, 'importTrace', { name: file.name, text }),
  },
]

/** From now on a dropped file is read where it lands. What the page itself drags (cues, handles) is none of this. */
export function bindDrops(app: App, view: Window): void {
  const carriesFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false
  view.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
  })
  view.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) void takeAll(app, event.dataTransfer)
  })
}

/** What trainers write beside JSON, by its name: such files may be larger than the memory, and are never read whole. */
const OF_A_RUN = /\.(?:jsonl|ndjson|parquet|pt|pth|pkl|pickle)$|tfevents/i

/** What was dropped together is a model, one import, or files each of its own kind; those of a run among them are one import too. */
async function takeAll(app: App, data: DataTransfer): Promise<void> {
  // All of these are gone once this event is over.
  const files = [...data.files]
  const entries = [...(data.items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  const sources = await droppedSources(data).catch(() => [])
  const folders = entries.some(({ isDirectory }) => isDirectory)
  if (looksLikeModel(sources.map(({ path }) => path))) return takeFolder(app, folders ? entries : [], files)
  if (folders) return act(app, 'importRun', sources)
  const [only, ...others] = files
  if (only && others.length === 0 && (await holdsProblems(only))) return takeProblems(app, only)
  const ofRun = files.filter(({ name }) => OF_A_RUN.test(name))
  if (ofRun.length > 0) act(app, 'importRun', chosenSources(ofRun))
  for (const file of files) if (!ofRun.includes(file)) void takeFile(app, file)
}

/** @param entries of folders and what was dropped beside them; none where there are only files */
async function takeFolder(app: App, entries: readonly FileSystemEntry[], files: readonly File[]): Promise<void> {
  const name = entries[0]?.name ?? files[0]?.name ?? ''
  const folder = await (entries.length > 0 ? ofEntries(entries).catch(() => null) : ofFiles(files))
  if (!folder) tellUnreadable(app.store, name)
  else if (available(app, 'bringFolder', app.store.getState())) act(app, 'bringFolder', folder)
  else tellLater(app, name)
}

function takeProblems(app: App, file: File): void {
  if (available(app, 'openProblems', app.store.getState())) act(app, 'openProblems', file)
  else tellLater(app, file.name)
}

/** Whether a table, or lines of JSON of which the first is of no shape that trainers write: problems for a model then. */
async function holdsProblems(file: File): Promise<boolean> {
  if (/\.[ct]sv$/i.test(file.name)) return true
  if (!/\.(?:jsonl|ndjson)$/i.test(file.name)) return false
  const head = await file
    .slice(0, FIRST_LINE)
    .text()
    .catch(() => '')
  const first = head.split('\n').find((line) => line.trim() !== '')
  return first !== undefined && /^\s*\{/.test(first) && hasPrompt(first) && !(await isOfRun(first))
}

/** More than the first line of any file of problems that people write. */
const FIRST_LINE = 1 << 17

function hasPrompt(line: string): boolean {
  try {
    const json = parseJson(line)
    return typeof json === 'object' && json !== null && PROMPTS.some((name) => name in json)
  } catch {
    return false
  }
}

const PROMPTS = ['prompt', 'messages', 'question', 'problem', 'instruction'] as const

function tellLater(app: App, name: string): void {
  tell(app.store, t('“{name}” can be read when what goes on has come to its end. Drop it again then.', { name }))
}

/** Whether a JSON text without a format of ours is a document that a trainer wrote. */
async function isOfRun(text: string): Promise<boolean> {
  try {
    const json = parseJson(text)
    const { shapeOf } = await import('../imports/shapes.ts')
    return shapeOf(Array.isArray(json) ? json[0] : json) !== undefined || shapeOf(json) !== undefined
  } catch {
    return false
  }
}

async function takeFile(app: App, file: File): Promise<void> {
  const { name } = file
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) return tellUnreadable(app.store, name)
  const text = decodeText(new Uint8Array(bytes))
  const format = formatOf(name, text)
  const nameless = format === 'unnamed' || (format === null && /\.json$/i.test(name))
  if (nameless && (await isOfRun(text))) return act(app, 'importRun', chosenSources([file]))
  const dropped: Dropped = { file, text, format }
  const kind = KINDS.find(({ fits }) => fits(dropped))
  if (!kind) {
    tell(
      app.store,
      t(
        '“{name}” was dropped and is nothing that is read here: traces, talks, weights, folders with a model and what trainers write are.',
        {
          name,
        },
      ),
    )
  } else if (available(app, kind.action, app.store.getState())) kind.take(app, dropped)
  else tellLater(app, name)
}

/** Weights are large: only what can be JSON is read as such. */
function formatOf(name: string, text: string): unknown {
  if (name.toLowerCase().endsWith('.safetensors') || !/^\uFEFF?\s*\{/.test(text)) return null
  try {
    const json = parseJson(text)
    return typeof json === 'object' && json !== null && 'format' in json ? json.format : 'unnamed'
  } catch {
    return null
  }
}
