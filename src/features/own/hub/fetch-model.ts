/** @file Fetches a planned model, whatever of it is not here yet, and keeps it piece by piece. */

import { formatBytes } from '../../../charts/format.ts'
import { cancelled, EngineError, isCancelled } from '../../../engine/errors.ts'
import { sha256 } from '../../../engine/files.ts'
import type { BroughtFile } from '../../../engine/types.ts'
import { message } from '../../../message/message.ts'
import { type HubFile, type HubOptions, type HubPlan, refusal, resolvePath, unreachable } from './plan.ts'
import { type HubShelf, sizeOf } from './shelf.ts'

/** What is lost when the browser itself dies. */
const PIECE = 8_000_000
/** A line that is cut is taken up again so often, as long as each time brings something. */
const TRIES = 5
/** Larger files are told by their size alone: a hash wants all of a file in memory at once. */
const MOST_HASHED = 1_500_000_000

export interface FetchModelOptions extends HubOptions {
  readonly shelf: HubShelf
  /** Called as bytes arrive, with the number of all that are here. */
  readonly onBytes?: (bytes: number) => void
}

/**
 * Resolves with the model's files once all of them are here and are what the hub says they are. What has come stays when it is
 * stopped, cut off or full: the next call asks for the rest alone.
 * @throws EngineError 'cancelled', 'missing-file' in the hub's words, 'corrupt-file', 'out-of-memory' for a full disk
 */
export async function fetchModel(plan: HubPlan, options: FetchModelOptions): Promise<readonly BroughtFile[]> {
  const { shelf, onBytes } = options
  const files: BroughtFile[] = []
  let before = 0
  for (const file of plan.files) {
    const pieces = await fetchFile(plan, file, { ...options, onBytes: (bytes) => onBytes?.(before + bytes) })
    const data = new Blob([...pieces])
    if (!(await isWhole(data, file))) {
      await shelf.dropFile(plan, file)
      throw new EngineError(
        'corrupt-file',
        message('What came of {file} is not what the hub says it is.', { file: file.path }),
        'Go on: this file is fetched again.',
      )
    }
    before += file.bytes
    onBytes?.(before)
    files.push({ path: file.path, data })
  }
  return files
}

async function fetchFile(plan: HubPlan, file: HubFile, options: FetchModelOptions): Promise<readonly Blob[]> {
  const { shelf, onBytes, signal } = options
  for (let tries = 0; ; tries++) {
    const pieces = await shelf.pieces(plan, file)
    const here = sizeOf(pieces)
    onBytes?.(here)
    if (here === file.bytes) return pieces
    if (here > file.bytes) await shelf.dropFile(plan, file)
    if (signal?.aborted) throw cancelled()
    try {
      await fetchFrom(plan, file, here > file.bytes ? 0 : here, options)
    } catch (error) {
      const came = sizeOf(await shelf.pieces(plan, file)) > here
      // A refusal stays one; a line that was cut is taken up as long as something comes.
      if (error instanceof EngineError || isCancelled(error) || !came || tries >= TRIES) throw unreachable(error)
    }
  }
}

async function fetchFrom(plan: HubPlan, file: HubFile, from: number, options: FetchModelOptions): Promise<void> {
  const { base, fetch, signal, shelf, onBytes } = options
  const response = await fetch(`${base}/${resolvePath(plan, file.path)}`, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: signal ?? null,
    headers: from > 0 ? { Range: `bytes=${from}-` } : {},
  })
  if (!response.ok) throw refusal(response.status, plan.id)
  if (!response.body) throw new TypeError('an answer without a body')
  // A server that knows no ranges begins at the beginning.
  let skip = from > 0 && response.status !== 206 ? from : 0
  let at = from
  let waiting: BlobPart[] = []
  let size = 0
  const lay = async (): Promise<void> => {
    if (size === 0) return
    const piece = new Blob(waiting)
    waiting = []
    size = 0
    await shelf.add(plan, file, at, piece).catch((error: unknown) => {
      throw full(error, plan)
    })
    at += piece.size
  }
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const fresh = value.subarray(Math.min(skip, value.length))
      skip -= value.length - fresh.length
      if (fresh.length === 0) continue
      waiting.push(fresh)
      size += fresh.length
      onBytes?.(at + size)
      if (size >= PIECE) await lay()
    }
  } finally {
    // Also what came before a stop or a cut.
    await lay()
  }
  if (at < file.bytes) throw new TypeError('the line was cut')
}

async function isWhole(data: Blob, file: HubFile): Promise<boolean> {
  if (data.size !== file.bytes) return false
  if (file.sha256 === null || data.size > MOST_HASHED) return true
  const hash = await sha256(new Uint8Array(await data.arrayBuffer()))
  return hash === null || hash === file.sha256
}

function full(error: unknown, { id, bytes }: HubPlan): unknown {
  if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) return error
  return new EngineError(
    'out-of-memory',
    message('This browser has no more room for “{name}” ({bytes} in all). What has come is kept.', {
      name: id,
      bytes: formatBytes(bytes),
    }),
    'Remove a model that is kept here, or free space on the disk; then go on.',
  )
}
