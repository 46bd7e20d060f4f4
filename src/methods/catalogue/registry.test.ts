import { describe, expect, it } from 'vitest'
import { RECIPES, recipeById } from './registry.ts'
import { methodOf, VARIANTS, variantsOf } from './variants.ts'

describe('the list of recipes', () => {
  it('begins with the page’s default and has no id twice', () => {
    expect(RECIPES[0]?.id).toBe('gkd')
    expect(new Set(RECIPES.map(({ id }) => id)).size).toBe(RECIPES.length)
  })

  it('names what there is when asked for what there is not', () => {
    expect(recipeById('gkd')).toBe(RECIPES[0])
    expect(() => recipeById('nothing')).toThrow(RangeError)
    expect(() => recipeById('nothing')).toThrow(/no recipe "nothing".*gkd, thinking-machines-opd/)
  })
})

it('calls every form of a disputed formula by an id of its own', () => {
  expect(new Set([...RECIPES, ...VARIANTS.map(({ recipe }) => recipe)].map(({ id }) => id)).size).toBe(
    RECIPES.length + VARIANTS.length,
  )
  for (const { recipe, name } of VARIANTS) {
    expect(recipeById(recipe.id)).toBe(recipe)
    expect(recipe.id).toBe(`${methodOf(recipe.id)}.${name}`)
    expect(variantsOf(methodOf(recipe.id)).map((form) => form.recipe)).toContain(recipe)
    const { id, name: called, note, ...rest } = recipe
    const { id: _, name: __, note: ___, ...base } = recipeById(methodOf(recipe.id))
    expect(rest, `${id}, ${called}, ${note}`).not.toEqual(base)
  }
  expect(methodOf('gkd')).toBe('gkd')
  expect(variantsOf('nothing')).toEqual([])
})

it('fast-opd writes no more than it learns from', () => {
  const [phase] = recipeById('fast-opd').phases
  const [term] = phase.loss
  expect(phase.rollouts.draws[0].decoding?.maxTokens).toBe(32)
  expect('weights' in term && term.weights).toEqual([{ kind: 'prefix', tokens: 32 }])
})
