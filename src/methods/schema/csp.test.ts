import { afterEach, expect, it, vi } from 'vitest'
import { recipeById } from '../catalogue/registry.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

it('compiles no code from text, which the page forbids', async () => {
  const compiled = vi.fn()
  vi.stubGlobal(
    'Function',
    new Proxy(Function, {
      construct(_, texts) {
        compiled(...texts)
        throw new EvalError('unsafe-eval is not allowed')
      },
    }),
  )
  vi.resetModules()
  const { validateRecipe } = await import('./validate.ts')
  expect(validateRecipe(structuredClone(recipeById('gkd')))).toEqual(recipeById('gkd'))
  expect(compiled).not.toHaveBeenCalled()
})
