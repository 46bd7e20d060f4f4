import { describe, expect, it } from 'vitest'
import { cut, problemTexts } from './pieces.ts'
import { renderPrompt } from './prompt.ts'
import { WORLDS } from './registry.ts'
import { WORLD_IDS } from './types.ts'

const DIFFICULTIES = [1, 2, 3, 4, 5]

describe.each(WORLD_IDS)('the texts of %s', (id) => {
  const world = WORLDS[id]

  it('depend on seed and difficulty alone', () => {
    for (let seed = 0; seed < 30; seed++) {
      expect(problemTexts(world.generate(seed), seed)).toEqual(problemTexts(world.generate(seed), seed))
    }
    expect(world.generate(7, world.difficulty.default).question).toBe(world.generate(7).question)
    const questions = new Set(Array.from({ length: 200 }, (_, seed) => world.generate(2 ** 31 + seed).question))
    expect(questions.size).toBeGreaterThan(150)
  })

  it('are clean: ASCII, single spaces, no blank lines, nothing at the ends', () => {
    for (const difficulty of DIFFICULTIES) {
      for (let seed = 0; seed < 60; seed++) {
        for (const text of problemTexts(world.generate(seed, difficulty), seed)) {
          expect(text).toMatch(/^[\n -~]+$/)
          expect(text).not.toMatch(/ {2}| \n|\n\n|^\s|\s$|undefined|NaN/)
        }
      }
    }
  })

  it('have the contexts that they offer, and fit the models window', () => {
    for (const difficulty of DIFFICULTIES) {
      for (let seed = 0; seed < 60; seed++) {
        const problem = world.generate(seed, difficulty)
        expect(new Set(problem.contextKinds).size).toBe(problem.contextKinds.length)
        const solution = cut(problem.write({ care: 'careful', style: 'verbose' }, seed)).length
        for (const kind of problem.contextKinds) {
          const tokens = cut(renderPrompt(problem, problem.context(kind))).length + solution
          expect(tokens, `${kind}, difficulty ${difficulty}`).toBeLessThanOrEqual(difficulty <= 2 ? 300 : 400)
        }
      }
    }
  })
})
