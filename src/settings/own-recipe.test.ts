import { deflateSync, strToU8 } from 'fflate'
import { beforeAll, expect, it } from 'vitest'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { validateRecipe } from '../methods/schema/validate.ts'
import { DEFAULTS, FIELDS, SCHEMA } from '../testing/app.ts'
import { fetchRecipeCodec, recipeCalled } from './own-recipe.ts'
import { RECIPE_CODEC } from './recipe-codec.ts'
import { LONGEST_OWN_RECIPE } from './recipe-text.ts'
import { chosenRecipe } from './run-setup.ts'

const { restore, toQuery } = SCHEMA

const invented = validateRecipe({
  ...JSON.parse(JSON.stringify(recipeById('reopold'))),
  ...{ id: 'nandu', name: 'Ñandú & <b>?', description: 'Own 自己', source: 'nobody', learningRate: 0.00123 },
})

beforeAll(fetchRecipeCodec)

it('a link carries the whole of a recipe, and the learning rate that it brings', () => {
  const query = toQuery({
    ...DEFAULTS,
    recipe: 'own',
    ownRecipe: invented,
    ownParent: 'reopold',
    learningRate: 0.00123,
  })
  expect(query).not.toContain('lr=')
  const { settings, notice } = restore(query)
  expect(notice).toBeNull()
  expect(settings.ownRecipe).toEqual(invented)
  expect(JSON.stringify(settings.ownRecipe)).toBe(JSON.stringify(invented))
  expect(settings).toMatchObject({ recipe: 'own', ownParent: 'reopold', learningRate: 0.00123 })
  expect(chosenRecipe(settings)).toBe(settings.ownRecipe)
  expect(toQuery(settings)).toBe(query)
})

it('every recipe of the catalogue fits, with room to grow', () => {
  for (const recipe of RECIPES) {
    const text = RECIPE_CODEC.write(recipe)
    expect(text.length, recipe.id).toBeLessThan(LONGEST_OWN_RECIPE / 4)
    expect(RECIPE_CODEC.read(text), recipe.id).toEqual(recipe)
  }
})

const packed = (text: string) =>
  btoa(String.fromCharCode(...deflateSync(strToU8(text), { level: 9 })))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

it.each([
  ['no base64', '%%%'],
  ['nothing that unpacks', 'AAAA'],
  ['half of a link', RECIPE_CODEC.write(invented).slice(0, 200)],
  ['text that is no JSON', packed('{"id":')],
  ['JSON that is no recipe', packed('{"id":"x"}')],
  ['a recipe that means nothing', packed(JSON.stringify({ ...invented, phases: [] }))],
  ['prototypes', packed('{"__proto__":{"id":"x"}}')],
  ['nests', packed('['.repeat(5000))],
  ['a bomb', packed(' '.repeat(3_000_000))],
  ['a long one', 'A'.repeat(LONGEST_OWN_RECIPE + 1)],
])('a link with %s is refused in one line', (_, text) => {
  const { settings, notice } = restore(`v=1&recipe=own&own-recipe=${encodeURIComponent(text)}`)
  expect(settings).toMatchObject({ recipe: 'gkd', ownRecipe: null })
  expect(notice).toMatch(/^[^\n]*“own-recipe”[^\n]*\.$/)
})

it('links of before mean what they meant', () => {
  expect(restore('v=1&recipe=opsd').settings).toMatchObject({ recipe: 'opsd', ownRecipe: null })
  expect(toQuery({ ...DEFAULTS, recipe: 'opsd' })).toBe('v=1&recipe=opsd')
  expect(recipeCalled('own', null).id).toBe('gkd')
})

it('no two settings have one name in addresses', () => {
  const keys = Object.values(FIELDS).map(({ key }) => key)
  expect(keys.filter((key, i) => keys.indexOf(key) < i)).toEqual([])
})
