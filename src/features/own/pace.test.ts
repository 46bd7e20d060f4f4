import { describe, expect, it } from 'vitest'
import { expectedPace, type Pace, withPace } from './pace.ts'

const pace = (model: string, parameters: number, tokensPerSecond: number): Pace => ({
  ...{ model, parameters, tokensPerSecond, backend: 'wasm' },
})

describe('what is expected of a model', () => {
  const paces = [pace('small', 1e6, 50), pace('middle', 100e6, 12), pace('large', 400e6, 4)]

  it('is what it took itself, on this backend', () => {
    expect(expectedPace({ id: 'middle', parameters: 100e6 }, 'wasm', paces)).toEqual({
      kind: 'measured',
      tokensPerSecond: 12,
    })
    expect(expectedPace({ id: 'middle', parameters: 100e6 }, 'webgpu', paces)).toBeNull()
    expect(withPace(paces, pace('middle', 100e6, 14)).map(({ tokensPerSecond }) => tokensPerSecond)).toEqual([
      50, 4, 14,
    ])
  })

  it('is in proportion to the nearest in size, and unknown where none is near', () => {
    expect(expectedPace({ id: null, parameters: 200e6 }, 'wasm', paces.slice(0, 2))).toMatchObject({
      ...{ kind: 'estimated', tokensPerSecond: 6, by: { model: 'middle' } },
    })
    expect(expectedPace({ id: null, parameters: 350e6 }, 'wasm', paces)).toMatchObject({ by: { model: 'large' } })
    expect(expectedPace({ id: null, parameters: 100e6 }, 'wasm', paces.slice(0, 1))).toBeNull()
    expect(expectedPace({ id: null, parameters: 100e6 }, 'wasm', [])).toBeNull()
  })
})
