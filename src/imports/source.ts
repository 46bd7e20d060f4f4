/** @file A file to import, wherever it lies: on a disk, or chosen in the page. Only pieces of it are read at a time. */

export interface ImportSource {
  /** The last part of its path, and the path as far as it is known: steps often stand in names. */
  readonly name: string
  readonly path: string
  readonly size: number
  /** Why it ends before its end, where it is what could be unpacked of a broken file. */
  readonly cut?: string
  /** Bytes from `start` up to `end`, not included. */
  slice(start: number, end: number): Promise<Uint8Array>
}

/** Bytes that are read at once. */
const PIECE = 1 << 20
/** A longer line is passed over: it would have to lie in memory whole. */
export const MAX_LINE = 32 * 1024 * 1024

export interface SourceLine {
  /** From 1. */
  readonly number: number
  /** Bytes of the file, the line's end not included. */
  readonly start: number
  readonly end: number
  /** null: longer than MAX_LINE. */
  readonly text: string | null
}

/** The lines of a file, one after the other; empty ones are left out. */
export async function* linesOf(source: ImportSource, signal?: AbortSignal): AsyncGenerator<SourceLine> {
  const decoder = new TextDecoder()
  let rest: Uint8Array[] = []
  let held = 0
  let number = 1
  let tooLong = false
  let begun = 0
  const line = (end: number): SourceLine | null => {
    const text = tooLong
      ? null
      : decoder
          .decode(joined(rest, held))
          .replace(/^\uFEFF/, '')
          .trimEnd()
    rest = []
    held = 0
    tooLong = false
    const found = { number, text, start: begun, end }
    number += 1
    return text === '' ? null : found
  }
  for (let start = 0; start < source.size; start += PIECE) {
    signal?.throwIfAborted()
    const piece = await source.slice(start, Math.min(source.size, start + PIECE))
    let from = 0
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
      hold(piece.subarray(from, at))
      const found = line(start + at)
      if (found) yield found
      from = at + 1
      begun = start + from
    }
    // A copy: what is held must not keep the whole piece alive.
    hold(piece.slice(from))
  }
  if (held > 0 || tooLong) {
    const found = line(source.size)
    if (found) yield found
  }

  function hold(bytes: Uint8Array): void {
    if (bytes.length === 0 || tooLong) return
    held += bytes.length
    tooLong = held > MAX_LINE
    if (tooLong) rest = []
    else rest.push(bytes)
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]!
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** A step that the path names: `3.jsonl`, `train_data_step7.jsonl`, `global_step_12_evals`, `train_step_5_epoch_0`. */
export function stepOfPath(path: string): number | null {
  const found =
    /(?:step[_-]?|rollout[_-]|iteration[_-]|completions_)(\d+)/i.exec(path)?.[1] ??
    /(?:^|\/)(\d+)\.jsonl?$/.exec(path)?.[1]
  return found === undefined ? null : Number(found)
}
