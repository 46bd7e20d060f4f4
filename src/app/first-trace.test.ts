import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTrace } from '../formats/trace-schema.ts'
import { openedQuery } from '../settings/first.ts'
import { problemRef, wantedContexts } from '../store/scoring.ts'
import { DEFAULTS, restore } from '../testing/app.ts'

const OPENED = [
  { file: 'first', address: '', settings: restore(openedQuery('')).settings },
  { file: 'usual', address: 'v=1', settings: DEFAULTS },
]

describe.each(OPENED)('public/recorded/$file.json', ({ file, address, settings }) => {
  const { rollout, scores } = readTrace(JSON.parse(readFileSync(`public/recorded/${file}.json`, 'utf8')))

  it(`is what the address "${address}" asks for`, () => {
    expect(restore(openedQuery(address)).settings).toEqual(settings)
    expect(rollout.problem).toEqual(problemRef(settings))
    expect(rollout.student).toBe(settings.student)
    expect(rollout.sampling).toMatchObject({ seed: settings.seed, temperature: settings.temperature })
  })

  it('knows the teacher without and with the context', () => {
    expect(scores.map(({ score }) => [score.teacher, score.context])).toEqual(
      wantedContexts(settings).map((context) => [settings.teacher, context]),
    )
  })
})
