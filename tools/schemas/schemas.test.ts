/** @file What lies beside the page for other programs says the same as its readers. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { restoreTalk } from '../../src/formats/talk-file.ts'
import { SCHEMAS } from './schemas.ts'

const file = (path: string): string => readFileSync(path, 'utf8')

describe('the published schemas', () => {
  it.each(Object.keys(SCHEMAS))('%s is what the reader reads (npm run schemas writes it)', (path) => {
    expect(file(path)).toBe(SCHEMAS[path])
  })

  it('take the talk that is shipped, which the reader takes whole', () => {
    const talk = JSON.parse(file('public/talks/opd-in-ten-minutes.json'))
    const cues = JSON.parse(file('public/cues.schema.json'))
    const $defs = { ...cues.$defs, trace: JSON.parse(file('public/trace.schema.json')) }
    const whole = JSON.parse(JSON.stringify({ ...cues, $defs }).replace('"trace.schema.json"', '"#/$defs/trace"'))
    expect(z.fromJSONSchema(whole).safeParse(talk).error).toBeUndefined()
    expect(restoreTalk(JSON.stringify(talk)).notice).toBeNull()
  })
})
