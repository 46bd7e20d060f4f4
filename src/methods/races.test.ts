/** @file The shipped races as objects; whether their claims hold is for `lab race` with the shipped models. */
import { describe, expect, it } from 'vitest'
import { worldById } from '../world/registry.ts'
import { RECIPES } from './catalogue/registry.ts'
import { compile } from './compile.ts'
import { missingParts } from './parts.ts'
import { type LaneMeasures, type LaneRun, type RaceResult, rank } from './race.ts'
import { RACES } from './races.ts'
import { validateRecipe } from './schema/validate.ts'

const measured = (share: number, change: Partial<LaneMeasures> = {}): LaneMeasures => ({
  greedy: { share },
  length: 50,
  forwardKl: 0.1,
  reverseKl: 0.1,
  tvd: 0.1,
  studentEntropy: 0.1,
  gapByPosition: new Array<number>(60).fill(-0.1),
  distinctRight: 4,
  spent: { studentTokens: 1000, teacherTokens: 1000, flops: 1e9, seconds: 1 },
  ...change,
})

const raceById = (id: string) => RACES.find((race) => race.id === id)!

/** The result in which every lane ends as it is told, with one seed. */
function result(id: string, ends: Readonly<Record<string, Partial<LaneRun>>>): RaceResult {
  return {
    lanes: raceById(id).lanes.map(({ label }) => {
      const run = { seed: 0, before: measured(0.5), after: measured(0.5), gradientNorms: [1], ...ends[label] }
      return { label, runs: [run] }
    }),
  }
}

const verdict = (id: string, ends: Readonly<Record<string, Partial<LaneRun>>>) =>
  raceById(id).claim.check(result(id, ends))

describe.each(RACES)('the race $id', (race) => {
  it('has lanes that can be told apart, each of recipes that can be run', () => {
    const labels = race.lanes.map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    const recipes = race.lanes.map(({ recipe }) => recipe)
    expect(new Set(recipes.map(({ id }) => id)).size).toBe(recipes.length)
    for (const recipe of recipes) {
      expect(validateRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
      expect(missingParts(recipe)).toEqual([])
      expect(compile(recipe).phases.at(-1)!.phase.until).toBe(1)
      const { contextKinds } = worldById(recipe.world ?? 'tally').generate(0)
      for (const kind of recipe.context?.kinds ?? []) expect(contextKinds).toContain(kind)
      const known = RECIPES.find(({ id }) => id === recipe.id)
      // A variation must not pass for the catalogue's own.
      if (known) expect(recipe).toBe(known)
    }
  })

  it('fits a talk, and states a claim and a measure that a result answers', () => {
    expect(race.lanes.length).toBeLessThanOrEqual(6)
    const seeds = new Set(race.seeds)
    expect(seeds.size).toBe(race.seeds.length)
    expect(seeds.size).toBeGreaterThanOrEqual(2)
    const nobodyMoved = result(race.id, {})
    expect(race.claim.check(nobodyMoved).holds).toBe(false)
    expect(race.claim.check(nobodyMoved).evidence).not.toMatch(/NaN|undefined|Infinity/)
    expect(rank(race.measure, nobodyMoved).margin.mean).toBe(0)
  })
})

describe('claims', () => {
  it('of the signals: more for the same work, token by token too', () => {
    const better = { after: measured(0.8) }
    expect(verdict('signals', { OPD: better }).holds).toBe(true)
    expect(verdict('signals', { OPD: better, GRPO: better }).holds).toBe(false)
  })

  it('of the policies: own texts beat a small data set', () => {
    const better = { after: measured(0.8) }
    expect(verdict('on-policy', { 'on-policy': better }).holds).toBe(true)
    expect(verdict('on-policy', { 'on-policy': better, 'data set': better }).holds).toBe(false)
  })

  it('of self-distillation: brevity must not cost accuracy or entropy', () => {
    const trace = { after: measured(0.8) }
    const short = { length: 30 }
    expect(verdict('self-distillation', { trace, concise: { after: measured(0.6, short) } }).holds).toBe(true)
    expect(verdict('self-distillation', { trace, concise: { after: measured(0.4, short) } }).holds).toBe(false)
    const collapsed = { after: measured(0.6, { ...short, studentEntropy: 0.01 }) }
    expect(verdict('self-distillation', { trace, concise: collapsed }).holds).toBe(false)
  })

  it('of slips that compound: alike when led, apart on own texts, and most of all behind a slip', () => {
    const walks = (led: number, own: number, behind: number) => ({
      after: measured(0.8, {
        turns: {
          ...{ own: [[100, own]], led: [[100, led]] },
          ...{ before: [80, 10], behind: [100, behind] },
        },
      }),
    })
    const [own, imitated] = [walks(5, 10, 16), walks(5, 14, 29)]
    const claim = (taught: typeof own) => verdict('compounding', { 'own texts': own, "teacher's texts": taught })
    expect(claim(imitated)).toMatchObject({
      holds: true,
      evidence: expect.stringMatching(/29\.0 % after the first slip$/),
    })
    // Whoever errs as much when it is led has learnt less, and that is another thing.
    expect(claim(walks(9, 14, 29)).holds).toBe(false)
    expect(claim(walks(5, 9, 29)).holds).toBe(false)
    expect(claim(walks(5, 14, 17)).holds).toBe(false)
  })

  it('of the support: noise at the first step', () => {
    expect(verdict('support', { 'sampled token': { gradientNorms: [1.5] } }).holds).toBe(true)
    expect(verdict('support', { 'sampled token': { gradientNorms: [0.5] } }).holds).toBe(false)
  })
})
