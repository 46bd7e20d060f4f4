import { describe, expect, it } from 'vitest'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { sameRun, trainingSetup } from '../../settings/run-setup.ts'
import type { Settings } from '../../settings/settings.ts'
import { DEFAULTS } from '../../testing/app.ts'
import { worldById } from '../../world/registry.ts'
import { differenceLabel } from './run-name.ts'

const setup = (part: Partial<Settings> = {}) => trainingSetup({ ...DEFAULTS, ...part })

describe('the label of a run', () => {
  it('is its recipe while it is alone or like all others', () => {
    expect(differenceLabel(setup(), [])).toBe('GKD')
    expect(differenceLabel(setup(), [setup()])).toBe('GKD')
  })

  it('is what sets it apart from any other', () => {
    const others = [setup(), setup({ trainingSeed: 2 })]
    expect(differenceLabel(setup({ learningRate: 0.001 }), others)).toBe('lr 0.001 · seed 1')
    expect(differenceLabel(setup({ recipe: 'opsd' }), [setup()])).toMatch(/^OPSD/)
  })
})

describe('the setup of a run', () => {
  it('follows the page: models, world, temperature, length; never greedy', () => {
    expect(setup({ temperature: 0, world: 'quest', difficulty: 1, student: 'student-strong' })).toMatchObject({
      temperature: 0.1,
      world: 'quest',
      difficulty: 1,
      student: 'student-strong',
    })
  })

  it('goes where the recipe is at home, at that world’s usual difficulty', () => {
    const away = RECIPES.find(({ world }) => world !== undefined && world !== DEFAULTS.world)!
    const { world, difficulty } = setup({ recipe: away.id, difficulty: 1 })
    expect(world).toBe(away.world)
    expect(difficulty).toBe(worldById(world).difficulty.default)
  })

  it('is the same run whatever problem is pinned, and another one when a number differs', () => {
    expect(sameRun(setup(), setup({ problemSeed: 99, seed: 3 }))).toBe(true)
    for (const part of [{ learningRate: 0.002 }, { steps: 7 }, { trainingSeed: 2 }, { teacher: 'student' }]) {
      expect(sameRun(setup(), setup(part))).toBe(false)
    }
  })
})
