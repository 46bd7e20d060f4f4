/** A run that is taken up from its kept numbers goes on as the uninterrupted one does, whatever its recipe remembers. */
import { describe, expect, it } from 'vitest'
import { withTinyEngine } from '../../lab/tiny-models.test-helper.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { worldById } from '../../world/registry.ts'
import type { LocalEngine } from '../engine.ts'
import type { RunSetup, RunSnapshot, StepReport } from './types.ts'

let engine: LocalEngine
withTinyEngine(
  [
    { id: 'student', role: 'student', seed: 1, maxPositions: 4096 },
    { id: 'teacher', role: 'teacher', seed: 2, maxPositions: 4096 },
  ],
  (opened) => {
    engine = opened
  },
)

function setup(id: string, change: Partial<RunSetup> = {}): RunSetup {
  const recipe = recipeById(id)
  const world = recipe.world ?? 'tally'
  const sampling = { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 8 }
  return {
    recipe,
    student: 'student',
    teacher: 'teacher',
    world,
    difficulty: worldById(world).difficulty.min,
    seed: 3,
    steps: 6,
    rolloutsPerStep: 4,
    learningRate: 1e-3,
    temperature: 1,
    maxTokens: 8,
    heldOut: { firstSeed: 0, problems: 2, pinned: { problemSeed: 5, sampling } },
    checkpoints: { every: 2, keep: 3 },
    ...change,
  }
}

async function steps(run: string, count: number): Promise<StepReport[]> {
  const reports: StepReport[] = []
  for (let i = 0; i < count; i++) reports.push(await engine.stepRun(run))
  return reports
}

/** Without the clock's figures. */
const story = (reports: readonly StepReport[]) =>
  reports.map(({ milliseconds: _, spent: { seconds: __, ...spent }, ...report }) => ({ ...report, spent }))

async function measured(run: string) {
  const { spent: _, ...measures } = await engine.evaluateRun(run)
  return measures
}

/** What was kept comes from a store, which copies; the store's copies are plain numbers. */
const stored = (snapshot: RunSnapshot): RunSnapshot => structuredClone(snapshot)

describe('a run that is taken up again', () => {
  // A moving average, a buffer that is replayed with an adaptive share, one that is filled once, rounds with snapshots, a future,
  // weights that phases keep, texts with marks of what was refused.
  for (const recipe of ['sdft-continual', 'distillm', 'lightning-opd', 'distillm-2', 'npo', 'aligndistil', 'osd'])
    it(`${recipe}: measures and steps on as if nothing had happened`, async () => {
      const whole = await engine.openRun(setup(recipe))
      await steps(whole.run, 3)
      const kept = stored(await engine.snapshotRun(whole.run))
      const before = await measured(whole.run)
      const told = story(await steps(whole.run, 3))
      const after = await measured(whole.run)
      await engine.closeRun(whole.run)

      const { info, setup: same } = await engine.resumeRun(setup(recipe), kept)
      expect(same).toEqual(setup(recipe))
      expect(await engine.checkpointsOf(info.run)).toEqual([0, 3])
      expect(await measured(info.run)).toEqual(before)
      expect(story(await steps(info.run, 3))).toEqual(told)
      expect(await measured(info.run)).toEqual(after)
      await engine.rewindRun(info.run, 0)
      expect((await engine.evaluateRun(info.run)).movement.every(({ share }) => share === 0)).toBe(true)
      await engine.closeRun(info.run)
    })

  it('brings the models along that were made here, in an engine that has never heard of them', async () => {
    const first = await engine.openRun(setup('gkd'))
    await steps(first.run, 2)
    const { model } = await engine.adoptRun(first.run, 'Mine')
    const asked = setup('gkd', { student: model, teacher: model })
    const second = await engine.openRun(asked)
    await steps(second.run, 1)
    const kept = stored(await engine.snapshotRun(second.run))
    expect(kept).toMatchObject({
      student: { base: 'student', name: 'Mine' },
      teacher: { base: 'student', name: 'Mine' },
    })
    const told = story(await steps(second.run, 2))
    for (const { run } of [first, second]) await engine.closeRun(run)

    const here = await engine.resumeRun(asked, kept)
    expect(here.setup.student).toBe(model)
    const strange = await engine.resumeRun({ ...asked, student: 'trained-77', teacher: 'trained-77' }, kept)
    expect(strange.setup.student).toMatch(/^trained-\d+$/)
    expect((await engine.models()).find(({ id }) => id === strange.setup.student)).toMatchObject({ name: 'Mine' })
    for (const { info } of [here, strange]) {
      expect(story(await steps(info.run, 2))).toEqual(told)
      await engine.closeRun(info.run)
    }
  })

  it('refuses what is not whole in words', async () => {
    const { run } = await engine.openRun(setup('gkd'))
    const kept = stored(await engine.snapshotRun(run))
    await engine.closeRun(run)
    const { moment2: _, ...rest } = kept.vectors
    const broken = [
      { ...kept, vectors: rest },
      { ...kept, vectors: { ...kept.vectors, params: new Float32Array(3) } },
      { ...kept, vectors: { ...kept.vectors, start: kept.vectors.start!.map((x, i) => (i === 5 ? Number.NaN : x)) } },
    ]
    for (const from of broken)
      await expect(engine.resumeRun(setup('gkd'), from)).rejects.toMatchObject({
        code: 'corrupt-file',
        message: /not whole/,
      })
  })
})
