/** @file What the reader of messages takes is what public/embed/protocol.schema.json says; nothing makes it throw. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { hear, LIMITS, type Request } from './messages.ts'
import { ENVELOPE, REQUEST_TYPES, type RequestType } from './protocol.ts'

const file = JSON.parse(readFileSync('public/embed/protocol.schema.json', 'utf8'))
const part = (name: string) => z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: file.$defs })
const request = part('request')

const SAMPLES: { readonly [T in RequestType]: readonly Request[] } = {
  hello: [{ type: 'hello' }],
  'get-state': [{ type: 'get-state' }],
  'set-state': [
    { type: 'set-state', state: 'problem=17&divergence=jsd' },
    { type: 'set-state', state: { problem: 17, privileged: true, rail: ['jsd', 'forward-kl'], temperature: 0.5 } },
  ],
  load: [{ type: 'load' }],
  sample: [{ type: 'sample' }],
  stop: [{ type: 'stop' }],
  step: [{ type: 'step' }],
  'next-cue': [{ type: 'next-cue' }],
  'previous-cue': [{ type: 'previous-cue' }],
  'select-token': [
    { type: 'select-token', index: 0 },
    { type: 'select-token', index: null },
  ],
  'set-divergence': [
    { type: 'set-divergence', divergence: 'jsd' },
    { type: 'set-divergence', divergence: 'jsd', params: { beta: 0.3 } },
  ],
  'toggle-context': [{ type: 'toggle-context' }, { type: 'toggle-context', on: false }],
  'set-theme': [{ type: 'set-theme', theme: 'night' }],
  'import-trace': [{ type: 'import-trace', trace: {} }],
  'get-trace': [{ type: 'get-trace' }],
}

const messages = Object.values(SAMPLES)
  .flat()
  .map((sample) => ({ ...ENVELOPE, id: '1', ...sample }))

/** What may stand where something else should. */
const WRONG: readonly unknown[] = [
  undefined,
  null,
  -1,
  0.5,
  Number.NaN,
  true,
  '',
  'x'.repeat(LIMITS.query + 1),
  [],
  {},
  { a: {} },
  { a: [[]] },
  Object.fromEntries(Array.from({ length: LIMITS.keys + 1 }, (_, i) => [`k${i}`, i])),
]

describe('messages', () => {
  it('are heard, every type of them, as the schema says', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...REQUEST_TYPES].sort())
    for (const message of messages) {
      expect(hear(message)).toMatchObject({ kind: 'request', id: '1', request: { type: message.type } })
      expect(request.safeParse(message).success, JSON.stringify(message)).toBe(true)
    }
  })

  it('with one field changed are taken by the reader exactly where the schema takes them', () => {
    let refused = 0
    for (const message of messages) {
      for (const name of Object.keys(message)) {
        for (const value of WRONG) {
          const changed: Record<string, unknown> = { ...message, [name]: value }
          if (value === undefined) delete changed[name]
          const taken = hear(changed).kind === 'request'
          expect(taken, `${message.type}, ${name}: ${JSON.stringify(value)?.slice(0, 40)}`).toBe(
            request.safeParse(changed).success,
          )
          if (!taken) refused++
        }
      }
    }
    expect(refused).toBeGreaterThan(500)
  })

  it('of others are passed over, and ours that cannot be followed are answered with a reason', () => {
    for (const foreign of [
      null,
      1,
      'text',
      [],
      { protocol: 'other', id: 1, type: 'hello' },
      { ...ENVELOPE, type: 'hello' },
    ]) {
      expect(hear(foreign)).toEqual({ kind: 'foreign' })
    }
    expect(hear({ ...ENVELOPE, version: 2, id: 1, type: 'hello' })).toMatchObject({ error: { code: 'wrong-version' } })
    expect(hear({ ...ENVELOPE, id: 1, type: 'constructor' })).toMatchObject({ error: { code: 'unknown-type' } })
    expect(hear({ ...ENVELOPE, id: 1 })).toMatchObject({ error: { code: 'bad-message' } })
    expect(hear({ ...ENVELOPE, id: 1, type: 'select-token', index: 1.5 })).toMatchObject({
      error: { code: 'bad-value' },
    })
  })

  it('that break when they are looked at are passed over too', () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('gotcha')
        },
      },
    )
    expect(hear(trap)).toEqual({ kind: 'foreign' })
  })
})
