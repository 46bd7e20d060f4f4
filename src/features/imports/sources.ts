/** @file Files that were chosen or dropped, and those of folders, as sources that are read a piece at a time. */
import type { ImportSource } from '../../imports/source.ts'

function sourceOf(file: File, path: string): ImportSource {
  return {
    name: file.name,
    path,
    size: file.size,
    slice: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  }
}

/** Hidden files are what systems leave behind. */
const shown = ({ name }: { readonly name: string }): boolean => !name.startsWith('.')

const inOrder = (sources: readonly ImportSource[]): readonly ImportSource[] =>
  [...sources].sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))

/** Of a field of files, or of one that takes a folder. */
export function chosenSources(files: Iterable<File>): readonly ImportSource[] {
  return inOrder([...files].filter(shown).map((file) => sourceOf(file, file.webkitRelativePath || file.name)))
}

/** Of what was dropped: files, and all that lies in folders. Must be called while the event is heard. */
export function droppedSources({ items, files }: DataTransfer): Promise<readonly ImportSource[]> {
  const entries = [...(items ?? [])].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  // Only folders need their entries: WebKit's entry of a file that lies on no disk cannot be read, the file itself can.
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve(chosenSources(files))
  return Promise.all(entries.map((entry) => below(entry, ''))).then((found) => inOrder(found.flat()))
}

async function below(entry: FileSystemEntry, folder: string): Promise<readonly ImportSource[]> {
  if (!shown(entry)) return []
  const path = `${folder}${entry.name}`
  if (isFile(entry)) {
    const file = await new Promise<File>((done, failed) => entry.file(done, failed))
    return [sourceOf(file, path)]
  }
  const inside = await entriesOf(entry as FileSystemDirectoryEntry)
  return (await Promise.all(inside.map((each) => below(each, `${path}/`)))).flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

/** A browser hands them out by the hundred. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed))
    if (some.length === 0) return all
    all.push(...some)
  }
}
