import { describe, expect, it } from 'vitest'
import { restore, toQuery } from '../../testing/app.ts'
import type { OwnText } from '../types.ts'
import { placeNote } from './place-note.ts'
import { ownJson, readOwnText } from './read-own.ts'

const note = (prompt: OwnText['prompt'], text: string, template: string) => ({
  text,
  template,
  prompt: placeNote(prompt, text, template),
})

const OWN: OwnText = {
  prompt: { text: '2 + 3 & more?\n' },
  notes: {
    document: note({ text: '2 + 3 & more?\n' }, 'Five.', '{note}\n\n{prompt}'),
    hint: note({ text: '2 + 3 & more?\n' }, 'Count.', '{prompt}({note})'),
  },
  answer: { kind: 'one-of', values: ['5', 'five'] },
}

describe('words of one’s own as JSON', () => {
  it('come back as they were, prompts with notes made again', () => {
    expect(readOwnText(JSON.parse(JSON.stringify(ownJson(OWN))))).toEqual(OWN)
    const chat: OwnText = { prompt: { chat: [{ role: 'user', content: '你好 🙂' }] } }
    expect(readOwnText(ownJson(chat))).toEqual(chat)
    // Prompts of token ids cannot be made by a template: they are written out.
    const ids: OwnText = { prompt: { ids: [1, 2] }, notes: { document: { text: '', prompt: { ids: [3] } } } }
    expect(readOwnText(ownJson(ids))).toEqual(ids)
  })

  it.each([
    [null, /own: expected an object/],
    [{}, /own\.prompt: expected an object/],
    [{ prompt: { text: 7 } }, /own\.prompt\.text/],
    [{ prompt: { ids: [-1] } }, /own\.prompt\.ids\[0\]/],
    [{ prompt: { chat: [{ role: 'user' }] } }, /own\.prompt\.chat\[0\]\.content/],
    [
      { prompt: { text: '' }, notes: { __proto__x: { text: '' } } },
      /own\.notes: expected one of .*, found "__proto__x"/,
    ],
    [
      { prompt: { text: '' }, answer: { kind: 'eval', values: [] } },
      /own\.answer\.kind: expected one of .*, found "eval"/,
    ],
  ])('%j is refused by name', (json, message) => {
    expect(() => readOwnText(json)).toThrow(message)
  })

  it('stand in an address, which never says less than it seems to', () => {
    const { settings } = restore('')
    const query = toQuery({ ...settings, own: OWN })
    expect(restore(query)).toMatchObject({ settings: { own: OWN }, notice: null })
    const long = toQuery({ ...settings, own: { prompt: { text: 'x'.repeat(3000) } } })
    expect(long.length).toBeLessThan(200)
    expect(restore(long)).toMatchObject({ settings: { own: null }, notice: expect.stringContaining('“own”') })
    expect(restore('own=%7B').settings.own).toBeNull()
  })
})
