/** The whole loop on untrained models of a few thousand parameters: what a step is made of, and that a story repeats. */

import { describe, expect, it } from 'vitest'
import { withTinyEngine } from '../../lab/tiny-models.test-helper.ts'
import { english } from '../../message/message.ts'
import { RECIPES, recipeById } from '../../methods/catalogue/registry.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { worldById } from '../../world/registry.ts'
import type { LocalEngine } from '../engine.ts'
import type { RunSetup, StepReport } from './types.ts'

const MODELS = [
  { id: 'student', role: 'student', seed: 1, maxPositions: 4096 },
  { id: 'teacher', role: 'teacher', seed: 2, maxPositions: 4096 },
  { id: 'specialist-tally', role: 'teacher', seed: 3, maxPositions: 4096 },
  { id: 'specialist-ledger', role: 'teacher', seed: 4, maxPositions: 4096 },
  { id: 'specialist-programs', role: 'teacher', seed: 5, maxPositions: 4096 },
] as const
let engine: LocalEngine
withTinyEngine(MODELS, (opened) => {
  engine = opened
})

const SAMPLING = { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 12 }

function setup(recipe: Recipe, change: Partial<RunSetup> = {}): RunSetup {
  return {
    recipe,
    student: 'student',
    teacher: 'teacher',
    world: recipe.world ?? 'tally',
    difficulty: worldById(recipe.world ?? 'tally').difficulty.min,
    seed: 3,
    steps: 4,
    rolloutsPerStep: 4,
    learningRate: 1e-3,
    temperature: 1,
    maxTokens: 12,
    heldOut: { firstSeed: 0, problems: 3, pinned: { problemSeed: 5, sampling: SAMPLING } },
    checkpoints: { every: 2, keep: 3 },
    ...change,
  }
}

async function steps(run: string, count: number): Promise<StepReport[]> {
  const reports: StepReport[] = []
  for (let i = 0; i < count; i++) reports.push(await engine.stepRun(run))
  return reports
}

const story = (reports: readonly StepReport[]) =>
  reports.map(({ step, loss, gradientNorm, rows, measures }) => ({ step, loss, gradientNorm, rows, measures }))

describe('a training run', () => {
  it('brings the student nearer to its teacher, and counts what that took', async () => {
    const { run, parameters } = await engine.openRun(setup(recipeById('gkd'), { learningRate: 1e-2, steps: 12 }))
    const before = await engine.evaluateRun(run)
    const reports = await steps(run, 12)
    const after = await engine.evaluateRun(run)
    expect(after.reverseKl).toBeLessThan(before.reverseKl)
    expect(after.step).toBe(12)
    expect(before.acceptance).toBeCloseTo(1 - before.tvd, 12)
    expect(before.movement.every(({ share }) => share === 0)).toBe(true)
    expect(after.movement.every(({ share }) => share > 0)).toBe(true)
    expect(after.frame.tokens.length).toBeGreaterThan(0)
    const last = reports.at(-1)!
    expect(last.spent.studentTokens).toBe(
      reports.reduce((sum, { measures, texts }) => sum + measures.length * texts, 0),
    )
    expect(last.spent.flops).toBeGreaterThan(2 * parameters * last.spent.studentTokens)
    // The loss of reverse KL per token is the mean of the statistics that the same graph reports.
    for (const { loss, measures } of reports) expect(loss).toBeCloseTo(measures.reverseKl ?? Number.NaN, 4)
    await engine.closeRun(run)
  })

  it('counts wrong turns where a world has turns, at the end: on own walks, and led along careful ones', async () => {
    const quest = setup(recipeById('gkd'), { world: 'quest', maxTokens: 24, steps: 1 })
    const { run } = await engine.openRun(quest)
    expect((await engine.evaluateRun(run)).turns).toBeUndefined()
    const { turns } = await engine.evaluateRun(run, { diversity: true })
    // An untrained model writes no actions: every turn that it takes is wrong, and led it takes one behind each careful beginning.
    const careful = [0, 1, 2].map((seed) => worldById('quest').generate(seed, quest.difficulty).steps.length)
    expect(turns?.led.map(([taken]) => taken)).toEqual(
      Array.from({ length: Math.max(...careful) }, (_, turn) => careful.filter((steps) => steps > turn).length),
    )
    expect(turns?.led.every(([taken, wrong]) => wrong === taken)).toBe(true)
    const sum = (tallies: readonly (readonly [number, number])[], part: 0 | 1) =>
      tallies.reduce((all, tally) => all + tally[part], 0)
    if (!turns) throw new Error('no turns')
    for (const part of [0, 1] as const) expect(sum(turns.own, part)).toBe(turns.before[part] + turns.behind[part])
    await engine.closeRun(run)
  })

  it('repeats its story from the same seed, tells another from another, and goes on from a checkpoint as before', async () => {
    const recipe = recipeById('sdft-continual')
    const first = await engine.openRun(setup(recipe))
    const told = story(await steps(first.run, 4))
    expect(await engine.checkpointsOf(first.run)).toEqual([0, 2, 4])
    await engine.rewindRun(first.run, 2)
    expect(story(await steps(first.run, 2))).toEqual(told.slice(2))
    await engine.rewindRun(first.run, 0)
    expect(story(await steps(first.run, 4))).toEqual(told)
    const again = await engine.openRun(setup(recipe))
    expect(story(await steps(again.run, 4))).toEqual(told)
    const other = await engine.openRun(setup(recipe, { seed: 4 }))
    expect(story(await steps(other.run, 4))).not.toEqual(told)
    await expect(engine.rewindRun(first.run, 3)).rejects.toMatchObject({ code: 'bad-request', remedy: /0, 2, 4/ })
    for (const { run } of [first, again, other]) await engine.closeRun(run)
  })

  it('does not apply a step whose loss is no number, says which term and token, and stands where it stood', async () => {
    const gkd = recipeById('gkd')
    const broken: Recipe = {
      ...gkd,
      teacher: { kind: 'larger' },
      context: null,
      phases: [
        {
          until: 1,
          rollouts: { draws: [{ id: 'student', writer: 'student', each: 1 }] },
          loss: [
            { kind: 'divergence', on: ['student'], divergence: { id: 'forward-kl' } },
            { kind: 'divergence', on: ['student'], divergence: { id: 'alpha', alpha: 9 }, temperature: 0.01 },
          ],
        },
      ],
    }
    const { run } = await engine.openRun(setup(broken))
    const before = await engine.evaluateRun(run)
    const report = await engine.stepRun(run)
    expect(report.fault?.term).toBe(1)
    expect(english(report.fault?.message ?? '')).toMatch(/^Term 2 of the loss is not a finite number/)
    const after = await engine.evaluateRun(run)
    expect(after.step).toBe(0)
    expect(after.movement).toEqual(before.movement)
    expect(after.reverseKl).toBe(before.reverseKl)
    await engine.closeRun(run)
  })

  it('stops between tokens when it is told to, and nothing of the step is kept', async () => {
    const { run } = await engine.openRun(setup(recipeById('gkd')))
    await expect(engine.stepRun(run, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect((await engine.evaluateRun(run)).step).toBe(0)
    await engine.closeRun(run)
  })

  it('saves weights that load again as a model of their own and write the same', async () => {
    const { run } = await engine.openRun(setup(recipeById('gkd')))
    await steps(run, 2)
    const direct = await engine.adoptRun(run, 'Mine')
    const file = await engine.saveRun(run)
    const loaded = await engine.adoptFile(file, 'Mine again', 'student')
    expect((await engine.models()).filter(({ role }) => role === 'trained').map(({ name }) => name)).toEqual([
      'Mine',
      'Mine again',
    ])
    const write = async (model: string) => {
      const problem = { world: 'tally', difficulty: 1, problemSeed: 2 } as const
      const [rollout] = await engine.sample({ model, problem, sampling: SAMPLING, n: 1, context: null })
      return rollout!.tokens.map(({ id, logpStudent }) => [id, logpStudent.toFixed(5)])
    }
    expect(await write(loaded.model)).toEqual(await write(direct.model))
    expect(await write(direct.model)).not.toEqual(await write('student'))
    await expect(engine.adoptFile(file.slice(0, 200), 'Cut', 'student')).rejects.toMatchObject({
      code: /corrupt-file|unsupported-model/,
    })
    await engine.closeRun(run)
  })

  it('refuses what it cannot run in words', async () => {
    await expect(engine.openRun(setup(recipeById('gkd'), { rolloutsPerStep: 0 }))).rejects.toMatchObject({
      code: 'bad-request',
      message: /rollouts per step/,
    })
    await expect(engine.openRun(setup(recipeById('gates'), { world: 'tally', difficulty: 1 }))).rejects.toMatchObject({
      code: 'bad-request',
      message: /document/,
    })
    await expect(engine.stepRun('run-x')).rejects.toMatchObject({ code: 'bad-request' })
  })
})

describe('every method of the catalogue', () => {
  for (const recipe of RECIPES)
    it(`${recipe.id} runs through its phases`, async () => {
      const { run } = await engine.openRun(setup(recipe, { rolloutsPerStep: 8, maxTokens: 8 }))
      const reports = await steps(run, 4)
      for (const { loss, fault, gradientNorm } of reports) {
        expect(fault).toBeNull()
        expect(Number.isFinite(loss) && Number.isFinite(gradientNorm)).toBe(true)
      }
      expect(new Set(reports.map(({ phase }) => phase)).size).toBe(
        new Set(recipe.phases.map(({ name }) => name ?? '')).size,
      )
      await engine.closeRun(run)
    })
})
