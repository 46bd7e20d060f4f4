/** @file `lab import FILE... -o run.json`: what trainers wrote, in one form. Written as it is read, so a file may be larger than the memory. */

import { once } from 'node:events'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type EngineError, oneLine } from '../engine/errors.ts'
import { cutAfter, isGzip, unpackedPath, wholeOf } from '../imports/gzip.ts'
import { readRun } from '../imports/import-run.ts'
import { ImportError, type Recognised, type RunItem } from '../imports/run-format.ts'
import type { ImportSource } from '../imports/source.ts'
import { bad, splitArguments } from './option-values.ts'
import { checkWritable, unwritable } from './write-out.ts'

export interface ImportOptions {
  readonly files: readonly string[]
  /** A file, or '-' for standard output. */
  readonly out: string
  readonly json: boolean
}

export const IMPORT_OPTIONS = {
  json: { type: 'boolean', default: false },
  out: { type: 'string', short: 'o' },
} as const

/** @throws EngineError 'bad-request' */
export function parseImportOptions(argv: readonly string[]): ImportOptions {
  const { values, positionals } = splitArguments(argv, IMPORT_OPTIONS)
  if (positionals.length === 0) throw bad('The file is missing.', 'Write lab import FILE... -o run.json.')
  if (values.out === undefined)
    throw bad('-o is missing.', `Write lab import ${positionals[0]} -o run.json, or -o - for standard output.`)
  return { files: positionals, out: values.out, json: values.json }
}

interface Counts {
  rollouts: number
  metrics: number
  skipped: number
}

/**
 * Writes the run. A file of which nothing can be read stands among the skipped; only where that is so of all is it an error.
 * @param write standard output, for `-o -`
 * @returns one line a file: what it was taken for, and what such a file lacks
 * @throws EngineError 'bad-request' where nothing can be read, or what is to be written cannot be
 */
export async function importRun(
  { files: asked, out, json }: ImportOptions,
  write: (text: string) => void,
): Promise<string> {
  const given = (await Promise.all(asked.map(filesBelow))).flat()
  if (given.some(({ path, found }) => !found && resolve(path) === resolve(out)))
    throw bad(`${out} is one of the files to read.`, 'Give -o another file.')
  // What an earlier import has left in a folder is no part of the run.
  const files = new Map(given.map((each) => [resolve(each.path), each]))
  files.delete(resolve(out))
  const paths = named([...files.values()])
  if (paths.length === 0)
    throw bad(`There is no file in ${asked.join(', ')}.`, 'Give files that a trainer has written.')
  if (out !== '-') await checkWritable(out, '-o')
  const spool = await mkdtemp(join(tmpdir(), 'opd-import-'))
  const counts: Counts = { rollouts: 0, metrics: 0, skipped: 0 }
  try {
    // Rollouts and metrics come mixed and are written apart: what is not first waits in a file.
    const parts = ['rollouts', 'metrics', 'skipped'] as const
    const lists = Object.fromEntries(parts.map((part) => [part, listIn(join(spool, part))])) as Record<
      (typeof parts)[number],
      List
    >
    const found: Recognised[] = []
    const refused: Refused[] = []
    for (const path of paths) {
      const why = await importOne(path, lists, counts, found, spool)
      if (why) refused.push(why)
    }
    const [first] = refused
    // One file among many does not cost the others; but where nothing at all can be read, that is a mistake.
    if (first && found.length === 0) throw nothing(first, refused.length)
    await Promise.all(parts.map((part) => lists[part].end()))
    await assemble(out, write, spool, found)
    if (out === '-') return ''
    const summary = { file: out, ...counts, sources: found, unread: refused.map(({ file, why }) => ({ file, why })) }
    return json ? JSON.stringify(summary) : summaryText(out, counts, found, refused)
  } finally {
    await rm(spool, { recursive: true, force: true })
  }
}

interface Given {
  readonly path: string
  /** How it is called in what comes out: its last part, or more of its path where another file is called so too. */
  readonly name: string
  /** Found in a folder, not named. */
  readonly found: boolean
}

/** A run's folders hold many a `1.jsonl`: then the path stands for the name. */
function named(files: readonly Omit<Given, 'name'>[]): readonly Given[] {
  const times = new Map<string, number>()
  for (const { path } of files) times.set(basename(path), 1 + (times.get(basename(path)) ?? 0))
  return files.map((file) => {
    const name = basename(file.path)
    return { ...file, name: times.get(name) === 1 ? name : file.path }
  })
}

async function filesBelow(path: string): Promise<readonly Omit<Given, 'name'>[]> {
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory()) return [{ path, found: false }]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((path) => ({ path, found: true }))
}

interface List {
  add(value: unknown): Promise<void>
  end(): Promise<void>
}

/** A JSON list without its brackets, in a file. */
function listIn(path: string): List {
  const stream: WriteStream = createWriteStream(path)
  let first = true
  return {
    async add(value) {
      const text = `${first ? '' : ',\n'}${JSON.stringify(value)}`
      first = false
      if (!stream.write(text)) await once(stream, 'drain')
    },
    async end() {
      stream.end()
      await once(stream, 'finish')
    },
  }
}

/** A file that could not be read at all. */
interface Refused {
  readonly file: string
  readonly why: string
  readonly remedy: string
}

function nothing({ why, remedy }: Refused, files: number): EngineError {
  return bad(files === 1 ? why : `None of the ${files} files can be read. The first: ${why}`, remedy)
}

/** @returns why nothing of a file can be read, which then stands among the skipped with line 0; null where something can */
async function importOne(
  { path, name }: Given,
  lists: Readonly<Record<'rollouts' | 'metrics' | 'skipped', List>>,
  counts: Counts,
  found: Recognised[],
  spool: string,
): Promise<Refused | null> {
  const handles: FileHandle[] = []
  try {
    const source = await openSource(path, name, handles, join(spool, 'unpacked'))
    for await (const item of readRun(source)) await take(item)
    return null
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    const { message, remedy } = error
    await take({ kind: 'skipped', value: { file: name, line: 0, why: `${message} ${remedy}` } })
    return { file: name, why: message, remedy }
  } finally {
    for (const handle of handles) await handle.close()
  }

  async function take(item: RunItem): Promise<void> {
    switch (item.kind) {
      case 'recognised':
        found.push(item.value)
        return
      case 'rollout':
        counts.rollouts += 1
        return lists.rollouts.add(item.value)
      case 'metrics':
        counts.metrics += 1
        return lists.metrics.add(item.value)
      case 'skipped':
        counts.skipped += 1
        return lists.skipped.add(item.value)
    }
  }
}

/**
 * @param handles take what has to be closed
 * @param unpacked where a packed file is unpacked to
 * @throws ImportError where there is no such file, or it may not be read
 */
async function openSource(path: string, name: string, handles: FileHandle[], unpacked: string): Promise<ImportSource> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new ImportError(`There is no file ${path}.`, GIVE)
  // A pipe without a writer would be waited for.
  if (!found.isFile()) throw new ImportError(`${path} is a device or a pipe.`, 'Write what comes out of it to a file.')
  const opened = async (path: string, as = path): Promise<ImportSource> => {
    const handle = await open(path)
    handles.push(handle)
    return sourceOf({ path: as, name }, handle, (await handle.stat()).size)
  }
  const packed = await opened(path).catch((error: unknown) => {
    throw new ImportError(`The file ${path} cannot be read (${oneLine(error)}).`, 'Give a file that may be read.')
  })
  if (!(await isGzip(packed))) return packed
  const cut = await gunzip(path, packed, unpacked)
  return { ...(await opened(unpacked, unpackedPath(path))), ...(cut !== undefined && { cut }) }
}

const GIVE = 'Give files that a trainer has written, or a folder of them.'

/** Beside the lists: a packed file may be larger than the memory too. @returns why what is there is not the whole, or undefined */
async function gunzip(path: string, source: ImportSource, to: string): Promise<string | undefined> {
  try {
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(to))
    return undefined
  } catch (error) {
    await pipeline(wholeOf(source), createWriteStream(to))
    return cutAfter(source.name, (await stat(to)).size, error)
  }
}

function sourceOf({ path, name }: Pick<ImportSource, 'path' | 'name'>, handle: FileHandle, size: number): ImportSource {
  return {
    ...{ path, name, size },
    async slice(start, end) {
      const bytes = new Uint8Array(end - start)
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
      return bytes.subarray(0, bytesRead)
    },
  }
}

const PIECE = 1 << 20

async function assemble(
  out: string,
  write: (text: string) => void,
  spool: string,
  found: readonly Recognised[],
): Promise<void> {
  const stream = out === '-' ? null : createWriteStream(out)
  const failed = stream && once(stream, 'error').then(([error]: unknown[]) => Promise.reject(error))
  failed?.catch(() => undefined)
  const put = async (text: string): Promise<void> => {
    if (!stream) return write(text)
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), failed])
  }
  try {
    await put(`{"format":"opd-run","sources":${JSON.stringify(found)}`)
    for (const part of ['rollouts', 'metrics', 'skipped']) {
      await put(`,\n"${part}":[`)
      await copy(join(spool, part), put)
      await put(']')
    }
    await put('}\n')
    if (stream) {
      stream.end()
      await Promise.race([once(stream, 'finish'), failed])
    }
  } catch (error) {
    throw unwritable(out, '-o', error)
  }
}

async function copy(path: string, put: (text: string) => Promise<void>): Promise<void> {
  const { size } = await stat(path)
  if (size <= PIECE) return put(await readFile(path, 'utf8'))
  const handle = await open(path)
  try {
    const decoder = new TextDecoder()
    const bytes = new Uint8Array(PIECE)
    for (let start = 0; start < size; start += PIECE) {
      const { bytesRead } = await handle.read(bytes, 0, PIECE, start)
      await put(decoder.decode(bytes.subarray(0, bytesRead), { stream: start + bytesRead < size }))
    }
  } finally {
    await handle.close()
  }
}

function summaryText(
  out: string,
  { rollouts, metrics, skipped }: Counts,
  found: readonly Recognised[],
  refused: readonly Refused[],
): string {
  const lines = found.map(({ file, recognised, lacks }) => {
    const without = lacks.length > 0 ? `; such files lack ${lacks.join(', ')}` : ''
    return `${file}: ${recognised}${without}`
  })
  const unread = refused.map(({ file, why, remedy }) => `${file}: not read. ${why} ${remedy}`)
  return [...lines, ...unread, `${out}: ${rollouts} rollouts, ${metrics} lines of metrics, ${skipped} skipped`].join(
    '\n',
  )
}
