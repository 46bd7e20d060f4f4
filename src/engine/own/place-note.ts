/** @file Where a note for the teacher stands in a prompt of the visitor's own. */
import type { OwnPrompt } from '../types.ts'

/** Where a note stands unless somebody says otherwise. */
export const NOTE_TEMPLATE = '{note}\n\n{prompt}'

/** The prompt with a note in it: in a chat, the person's last message takes the prompt's place in the template. */
export function placeNote(prompt: OwnPrompt, note: string, template: string): OwnPrompt {
  const filled = (text: string) =>
    template.replaceAll(/\{(prompt|note)\}/g, (_, place) => (place === 'note' ? note : text))
  if ('text' in prompt) return { ...prompt, text: filled(prompt.text) }
  if ('ids' in prompt) return prompt
  const last = prompt.chat.findLastIndex(({ role }) => role === 'user')
  return {
    chat: prompt.chat.map((message, i) => (i === last ? { ...message, content: filled(message.content) } : message)),
  }
}
