import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTrace } from '../formats/trace.ts'
import { problemRef, wantedContexts } from '../store/scoring.ts'
import { DEFAULTS } from '../testing/app.ts'

describe('public/recorded/first.json', () => {
  const { rollout, scores } = readTrace(JSON.parse(readFileSync('public/recorded/first.json', 'utf8')))

  it('is what a bare address asks for; after `npm run record` with another problem, change DEFAULTS', () => {
    expect(rollout.problem).toEqual(problemRef(DEFAULTS))
    expect(rollout.student).toBe(DEFAULTS.student)
    expect(rollout.sampling).toMatchObject({ seed: DEFAULTS.seed, temperature: DEFAULTS.temperature })
  })

  it('knows the teacher without and with the default context', () => {
    expect(scores.map(({ score }) => [score.teacher, score.context])).toEqual(
      wantedContexts(DEFAULTS).map((context) => [DEFAULTS.teacher, context]),
    )
  })
})
