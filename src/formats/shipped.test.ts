/** @file Files that the page brings along are read without their schemas: here they are held to them, so that nobody has to at run time. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { shippedJson } from './json.ts'
import { shippedTrace } from './trace.ts'
import { readTrace } from './trace-schema.ts'
import { readTraining } from './training-recording.ts'

const file = (name: string): string => readFileSync(`public/recorded/${name}.json`, 'utf8')

describe('a file that the page brings along', () => {
  it.each(['first', 'usual'])('is the trace that its schema reads: %s', (name) => {
    expect(shippedTrace(file(name))).toEqual(readTrace(JSON.parse(file(name))))
  })

  it('is the training that its schema reads', () => {
    const { page, training } = shippedJson(file('teaching')) as { page: unknown; training: unknown }
    expect(page).toEqual(expect.any(String))
    expect(training).toEqual(readTraining(JSON.parse(file('teaching')).training, 'training'))
  })

  it('may hold infinities as words, and texts that are such words', () => {
    expect(shippedJson('{"a":["-Infinity",1],"text":"Infinity"}')).toEqual({ a: [-Infinity, 1], text: 'Infinity' })
  })

  it.each(['{}', '[]', 'null', '<html>', '{"format":"opd-trace","version":1}', '{"format":"opd-trace","version":2}'])(
    'is refused where it is none: %s',
    (text) => {
      expect(() => shippedTrace(text)).toThrow()
    },
  )
})
