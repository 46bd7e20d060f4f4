/**
 * @file Where a model's bytes come from: the file system in Node, fetch and the Cache API in the browser. The source
 * checks integrity, because only it can throw a bad copy away and fetch a new one.
 */
import { decodeText, parseJson as parseText } from '../json/parse.ts'
import { message } from '../message/message.ts'
import { EngineError, oneLine } from './errors.ts'

export interface FileReadOptions {
  readonly signal?: AbortSignal
  /** Called as bytes arrive, with the number so far. */
  readonly onBytes?: (loaded: number) => void
  /** Called when all bytes are there and their hash is being checked. */
  readonly onVerify?: () => void
  /** Size and hash that the bytes must have; absent for the manifest itself. */
  readonly expected?: { readonly bytes: number; readonly sha256: string }
}

/** Files of the models folder. */
export interface FileSource {
  /**
   * The bytes of a file, by its path relative to the models folder.
   * @throws EngineError 'missing-file', 'corrupt-file' or 'cancelled'
   */
  read(path: string, options?: FileReadOptions): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * SHA-256 as lower-case hexadecimal, or null where the platform has no `crypto.subtle` (a page that is not served over
 * https or from localhost).
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (!subtle) return null
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** True when bytes have the expected size and (where it can be computed) hash. */
export async function isIntact(
  bytes: Uint8Array<ArrayBuffer>,
  expected: { readonly bytes: number; readonly sha256: string },
): Promise<boolean> {
  if (bytes.byteLength !== expected.bytes) return false
  const hash = await sha256(bytes)
  return hash === null || hash === expected.sha256
}

/** The error for bytes that do not match the manifest. */
export function corruptFile(path: string): EngineError {
  return new EngineError(
    'corrupt-file',
    message('The file {path} does not match the size and hash in models/manifest.json.', { path }),
    'Fetch the models again (git checkout models, or npm run models:train), then reload.',
  )
}

/** Parses JSON bytes. @throws EngineError 'corrupt-file' */
export function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return parseText(decodeText(bytes))
  } catch (error) {
    throw new EngineError(
      'corrupt-file',
      message('The file {path} cannot be read ({why}).', { path, why: oneLine(error) }),
      'Fetch the models again (git checkout models, or npm run models:train), then reload.',
    )
  }
}
