/** @file From the options of a text of one's own to the problem that the engine reads. */
import * as z from 'zod/mini'
import { EngineError, oneLine } from '../engine/errors.ts'
import { placeNote } from '../engine/own/place-note.ts'
import type { ChatMessage, OwnPrompt, OwnText } from '../engine/types.ts'
import { readMessageList } from '../formats/problem-file.ts'
import { parseJson } from '../json/parse.ts'
import { read } from '../json/read.ts'
import type { ContextKind } from '../world/types.ts'
import type { OwnOptions } from './own-options.ts'

/**
 * @param kind of the note
 * @param read reads the file that `--chat` names
 * @throws EngineError 'bad-request' for a file that holds no messages
 */
export async function ownText(
  { prompt, note }: OwnOptions,
  kind: ContextKind,
  read: (file: string) => Promise<string>,
): Promise<OwnText> {
  const own: OwnPrompt = 'file' in prompt ? { chat: readMessages(await read(prompt.file)) } : prompt
  if (!note) return { prompt: own }
  if ('ids' in note) return { prompt: own, notes: { [kind]: { text: '', prompt: note } } }
  const placed = placeNote(own, note.text, note.template)
  return { prompt: own, notes: { [kind]: { text: note.text, prompt: placed } } }
}

const chat = z.object({ messages: z.unknown() })

/** A list of {"role", "content"}, or an object that holds one as "messages". */
function readMessages(source: string): readonly ChatMessage[] {
  try {
    const json = parseJson(source)
    const messages = readMessageList(Array.isArray(json) ? json : read(chat, json, 'the chat').messages)
    if (messages.length === 0) throw new TypeError('it holds no messages')
    return messages
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new EngineError(
      'bad-request',
      `The chat cannot be read: ${oneLine(error)}.`,
      'Give --chat a JSON list of {"role": "user", "content": "..."}.',
    )
  }
}
