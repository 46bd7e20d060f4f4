/** @file Files and folders that the lab writes where an option says. What cannot be written is one line that names the option. */
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type EngineError, toEngineError } from '../engine/errors.ts'

/** @throws EngineError 'bad-request' */
export async function writeOut(file: string, content: string | Uint8Array, option: string): Promise<void> {
  try {
    await writeFile(file, content)
  } catch (error) {
    throw unwritable(file, option, error)
  }
}

/**
 * Finds out before the work, not after it, that a file cannot be opened for writing. A full disk shows only later.
 * @throws EngineError 'bad-request'
 */
export async function checkWritable(file: string, option: string): Promise<void> {
  const before = await stat(file).catch(() => null)
  try {
    await (await open(file, 'a')).close()
    if (!before) await rm(file)
  } catch (error) {
    throw unwritable(file, option, error)
  }
}

export const unwritable = (file: string, option: string, error: unknown): EngineError =>
  toEngineError(error, {
    code: 'bad-request',
    message: `The file ${file} cannot be written`,
    remedy: `Give ${option} a file in a folder that exists and may be written to.`,
  })

/**
 * Makes a folder and those above it that are missing.
 * @throws EngineError 'bad-request'
 */
export async function makeFolder(folder: string, option: string): Promise<void> {
  try {
    await makeBelow(resolve(folder))
  } catch (error) {
    throw unwritableFolder(folder, option, error)
  }
}

export const unwritableFolder = (folder: string, option: string, error: unknown): EngineError =>
  toEngineError(error, {
    code: 'bad-request',
    message: `The folder ${folder} cannot be written`,
    remedy: `Give ${option} a folder that may be made or written to.`,
  })

/** By hand: Node's `recursive` never returns where a folder that exists says that there is none, as /proc does. */
async function makeBelow(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null)
  if (found?.isDirectory()) return
  if (!found && dirname(folder) !== folder) await makeBelow(dirname(folder))
  await mkdir(folder)
}
