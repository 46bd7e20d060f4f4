/** @file What an embed says is what public/embed/protocol.schema.json says, and it says it to its host alone. */

import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { EmbedMessage } from '../../embed/messages.ts'
import { ENVELOPE } from '../../embed/protocol.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { bindBridge } from './bridge.ts'

const HOST = 'https://talk.example'
const file = JSON.parse(readFileSync('public/embed/protocol.schema.json', 'utf8'))
const part = (name: string) => z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: file.$defs })
const schemas = { reply: part('reply'), event: part('event') }

interface Posted {
  readonly message: EmbedMessage
  readonly to: string
}

const ends: (() => unknown)[] = []
afterEach(() => Promise.all(ends.splice(0).map((end) => end())))

/** A frame in a host that keeps everything that it is sent. */
function embed(allow: readonly string[] | null = null) {
  const store = createAppStore({ ...DEFAULTS, maxTokens: 12 })
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 4 })
  const posted: Posted[] = []
  const parent = {
    postMessage: (message: EmbedMessage, to: string) => posted.push({ message: structuredClone(message), to }),
  }
  let listener: (event: Partial<MessageEvent>) => void = () => {}
  const frame = {
    parent,
    location: { hash: '' },
    addEventListener: (_type: string, listen: typeof listener) => {
      listener = listen
    },
    removeEventListener: () => {},
  }
  ends.push(bindBridge(app, { view: 'stage', allow }, frame as unknown as Window, { letGo: () => {} }), () =>
    session.dispose(),
  )
  const say = (message: object, origin = HOST, source: unknown = parent): void =>
    listener({ data: { ...ENVELOPE, ...message }, origin, source: source as Window })
  const reply = async (id: string): Promise<EmbedMessage> => {
    for (let i = 0; i < 400; i++) {
      const found = posted.find(({ message }) => message.type === 'reply' && message.id === id)
      if (found) return found.message
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`no reply to ${id}`)
  }
  return { app, posted, say, reply }
}

describe('the bridge', () => {
  it('says what the schema says: replies, refusals and every event of a rollout', async () => {
    const { posted, say, reply } = embed()
    say({ id: 'hello', type: 'hello' })
    await reply('hello')
    say({ id: 'sample', type: 'sample' })
    expect(await reply('sample')).toMatchObject({ ok: true, value: { origin: 'live', tokens: 12 } })
    say({ id: 'token', type: 'select-token', index: 2 })
    say({ id: 'far', type: 'select-token', index: 999 })
    say({ id: 'divergence', type: 'set-divergence', divergence: 'jsd', params: { beta: 0.25 } })
    say({ id: 'beta', type: 'set-divergence', divergence: 'jsd', params: { beta: 9 } })
    say({ id: 'state', type: 'set-state', state: { units: 'bits', privileged: true } })
    say({ id: 'trace', type: 'get-trace' })
    say({ id: 'cue', type: 'next-cue' })
    expect(await reply('far')).toMatchObject({ ok: false, error: { code: 'bad-value' } })
    expect(await reply('beta')).toMatchObject({ ok: false, error: { code: 'bad-value' } })
    expect(await reply('cue')).toMatchObject({ ok: false, error: { code: 'not-available' } })
    expect(await reply('state')).toMatchObject({ ok: true, value: { query: expect.stringContaining('units=bits') } })
    expect(await reply('trace')).toMatchObject({ ok: true, value: { format: 'opd-trace' } })
    await new Promise((resolve) => setTimeout(resolve, 120))
    for (const { message, to } of posted) {
      expect(to).toBe(HOST)
      const { error } = schemas[message.type].safeParse(message)
      expect(error, JSON.stringify(message).slice(0, 300)).toBeUndefined()
    }
    const events = new Set(posted.map(({ message }) => (message.type === 'event' ? message.event : 'reply')))
    expect([...events].sort()).toEqual(['reply', 'rollout', 'score', 'state', 'token'])
  })

  it('the schema refuses what is not said', () => {
    const event = { ...ENVELOPE, type: 'event', event: 'token' }
    const detail = { run: 1, index: 0, id: 5, text: 'a', source: 'student', logpStudent: -1 }
    expect(schemas.event.safeParse({ ...event, detail }).success).toBe(true)
    for (const wrong of [{ index: -1 }, { text: 5 }, { source: 'nobody' }, { logpStudent: '1' }, { run: undefined }]) {
      expect(
        schemas.event.safeParse({ ...event, detail: { ...detail, ...wrong } }).success,
        JSON.stringify(wrong),
      ).toBe(false)
    }
    expect(schemas.event.safeParse({ ...event, event: 'other', detail }).success).toBe(false)
    expect(schemas.reply.safeParse({ ...ENVELOPE, type: 'reply', id: 1, ok: false, value: 1 }).success).toBe(false)
  })

  it('hears its parent alone, from the first origin that said hello, and nothing before that', async () => {
    const { app, posted, say, reply } = embed()
    say({ id: 'early', type: 'set-state', state: { units: 'bits' } })
    say({ id: 'sibling', type: 'hello' }, HOST, {})
    say({ id: 'bad', version: 7, type: 'hello' })
    say({ id: 'hello', type: 'hello' })
    await reply('hello')
    say({ id: 'other', type: 'set-state', state: { units: 'bits' } }, 'https://other.example')
    say({ id: 'sibling', type: 'get-state' }, HOST, {})
    say({ id: 'last', type: 'get-state' })
    await reply('last')
    expect(
      posted.filter(({ message }) => message.type === 'reply').map(({ message }) => 'id' in message && message.id),
    ).toEqual(['hello', 'last'])
    expect(app.store.getState().settings.units).toBe('nats')
  })

  it('hears allowed origins only; a page from a file is answered as its parent window', async () => {
    const closed = embed(['https://allowed.example'])
    closed.say({ id: 'hello', type: 'hello' })
    closed.say({ id: 'file', type: 'hello' }, 'null')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(closed.posted).toEqual([])
    const open = embed()
    open.say({ id: 'hello', type: 'hello' }, 'null')
    await open.reply('hello')
    expect(open.posted.map(({ to }) => to)).toEqual(['*'])
  })
})
