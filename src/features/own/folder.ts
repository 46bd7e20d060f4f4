/** @file A model's files as they come from a picker or from a drop, in the form in which the engine takes them. */
import type { BroughtFolder } from '../../engine/types.ts'

/** A folder that nobody has looked into yet. */
export type PickedFolder = Omit<BroughtFolder, 'id'>

interface Found {
  /** With the folder's own name in front, as far as it has one. */
  readonly path: string
  readonly file: File
}

/** More files than any model has: whoever drops a whole disk is told so by what is missing. */
const MOST_FILES = 2000

/** What a picker gives: of a folder, or of several files. */
export function ofFiles(files: Iterable<File>): PickedFolder | null {
  return folderOf(Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file })))
}

/**
 * Whether files that were dropped together are for this: a model's, or weights of a kind that is refused with a word about it. A file of
 * weights alone is the shipped student's.
 */
export function looksLikeModel(paths: readonly string[]): boolean {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase())
  return (
    (names.length > 1 && names.some((name) => name === 'config.json' || name.endsWith('.safetensors'))) ||
    names.some((name) => /\.(gguf|bin|ckpt)$/.test(name))
  )
}

/** What was dropped, folders with all that lies in them. @throws DOMException where the browser may not read */
export async function ofEntries(entries: readonly FileSystemEntry[]): Promise<PickedFolder | null> {
  const found: Found[] = []
  for (const entry of entries) await gather(entry, found)
  return folderOf(found)
}

async function gather(entry: FileSystemEntry, into: Found[]): Promise<void> {
  if (into.length >= MOST_FILES) return
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    into.push({ path: entry.fullPath.replace(/^\//, ''), file })
  } else if (isDirectory(entry)) {
    const reader = entry.createReader()
    // A reader gives a hundred at a time, and none at the end.
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
      if (some.length === 0) return
      for (const each of some) await gather(each, into)
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** The one folder among the files that holds a model: the outermost with a config.json, or else the outermost. Exports lie in `onnx`. */
function folderOf(found: readonly Found[]): PickedFolder | null {
  if (found.length === 0) return null
  const folders = [...new Set(found.map(({ path }) => parentOf(path)))].sort((a, b) => depth(a) - depth(b))
  const paths = new Set(found.map(({ path }) => path))
  const home = folders.find((folder) => paths.has(`${folder}config.json`)) ?? folders[0] ?? ''
  const files = found
    .filter(({ path }) => parentOf(path) === home || parentOf(path) === `${home}onnx/`)
    .map(({ path, file }) => ({ path: path.slice(home.length), data: file }))
  const [first] = files
  return { name: home.split('/').at(-2) ?? first?.path ?? '', files }
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)
const depth = (path: string): number => path.split('/').length
