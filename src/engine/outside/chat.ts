/** @file Chat messages as one text, by the template that a model brings: a program in Jinja, run without `eval`. */

import { message } from '../../message/message.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { ChatMessage } from '../types.ts'

type Json = Readonly<Record<string, unknown>>

/** Renders messages, with the model's cue to answer at the end. @throws EngineError 'bad-request' for what the template refuses */
export type ChatTemplate = (messages: readonly ChatMessage[]) => string

/** A template's text that is longer than this is none that a model of these sizes could read. */
const MOST_CHARACTERS = 1_000_000

/**
 * The template of a folder: the file of its own, or that in tokenizer_config.json (there may be several: the default one).
 * @returns null where there is none
 * @throws EngineError 'corrupt-file' for a template that is no Jinja
 */
export async function readChatTemplate(file: string | null, config: Json, model: string): Promise<ChatTemplate | null> {
  const source = file ?? templateIn(config)
  if (source === null) return null
  // Fetched only for models that bring a template.
  const { Template } = await import('@huggingface/jinja')
  const specials = Object.fromEntries(
    ['bos_token', 'eos_token', 'pad_token', 'unk_token'].map((name) => [name, textOf(config[name])]),
  )
  const template = (() => {
    try {
      return new Template(source)
    } catch (error) {
      throw new EngineError(
        'corrupt-file',
        message('The chat template of "{name}" cannot be read ({why}).', { name: model, why: oneLine(error) }),
        'Copy or fetch the tokenizer files again, or give a prompt instead of messages.',
      )
    }
  })()
  return (messages) => {
    try {
      // As in transformers: templates ask whether there are tools, which none and absent answer differently.
      const text = template.render({ ...specials, messages, tools: null, documents: null, add_generation_prompt: true })
      if (text.length > MOST_CHARACTERS) throw new RangeError(`it makes ${text.length} characters`)
      return text
    } catch (error) {
      throw new EngineError(
        'bad-request',
        message('The chat template of "{name}" refuses these messages ({why}).', { name: model, why: oneLine(error) }),
        'Give messages with the roles that it knows, most often user and assistant in turn.',
      )
    }
  }
}

function templateIn({ chat_template: found }: Json): string | null {
  if (typeof found === 'string') return found
  if (!Array.isArray(found)) return null
  const named = found.filter(
    (entry): entry is { name: string; template: string } => typeof entry?.template === 'string',
  )
  return (named.find(({ name }) => name === 'default') ?? named[0])?.template ?? null
}

/** A special token in tokenizer_config.json: its text, or an object that holds it. */
function textOf(token: unknown): string {
  if (typeof token === 'string') return token
  const content = typeof token === 'object' && token !== null ? (token as Json).content : ''
  return typeof content === 'string' ? content : ''
}
