import { describe, expect, it } from 'vitest'
import { RECIPES, recipeById } from '../catalogue/registry.ts'
import { RECIPE_SCHEMA } from './recipe.ts'
import { RecipeError, validateRecipe } from './validate.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A recipe of the catalogue as JSON with another value at a path; undefined takes the key out. */
function changed(id: string, path: readonly (string | number)[], value: Json | undefined): unknown {
  const json: unknown = JSON.parse(JSON.stringify(recipeById(id)))
  let at = json as Record<string | number, unknown>
  for (const key of path.slice(0, -1)) {
    at[key] ??= {}
    at = at[key] as Record<string | number, unknown>
  }
  const last = path.at(-1) as string | number
  if (value === undefined) delete at[last]
  else at[last] = value
  return json
}

function refusal(json: unknown): RecipeError {
  try {
    validateRecipe(json)
  } catch (error) {
    if (error instanceof RecipeError) return error
    throw error
  }
  throw new Error('the recipe was accepted')
}

describe.each(RECIPES)('$id', (recipe) => {
  it('is valid, and comes through JSON and back unchanged', () => {
    expect(validateRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  })
})

describe('a broken recipe', () => {
  const term = ['phases', 0, 'loss', 0] as const
  const draw = ['phases', 0, 'rollouts', 'draws', 0] as const

  it.each<[string, readonly (string | number)[], Json | undefined, RegExp, RegExp]>([
    ['gkd', ['colour'], 'red', /^the recipe has the unknown key "colour"\.$/, /Take it out/],
    ['gkd', [...term, 'divergences'], 1, /^phases\[0\]\.loss\[0\] has the unknown key "divergences"/, /Take it out/],
    ['gkd', ['name'], undefined, /^name is missing\.$/, /^Give one line of text\.$/],
    ['gkd', ['name'], 'two\nlines', /^name is "two\\nlines"/, /one line/],
    ['gkd', [...term, 'divergence'], { id: 'custom', expression: '' }, /expression is ""/, /^Write something there/],
    [
      'gkd',
      [...term, 'divergence'],
      { id: 'custom', expression: 'gap + '.repeat(90) },
      /expression is "gap \+/,
      /^Write at most 400 characters/,
    ],
    ['gkd', ['phases'], [], /^phases\[0\] is missing/, /an object/],
    ['gkd', ['phases'], undefined, /^phases is missing/, /a list of at least one/],
    ['gkd', ['teacher', 'kind'], 'oracle', /^teacher\.kind is "oracle"/, /"larger"/],
    ['gkd', ['teacher'], { kind: 'self' }, /^context is null/, /an object/],
    ['gkd', ['teacher'], null, /^phases\[0\]\.loss\[0\]\.kind is "divergence"/, /"cross-entropy"/],
    ['gkd', ['context'], { kinds: ['gossip'] }, /^context\.kinds\[0\] is "gossip"/, /"answer"/],
    ['gkd', ['id'], '../../etc', /^id is "\.\.\/\.\.\/etc"/, /at most 64 letters, digits/],
    ['gkd', ['id'], '.hidden', /^id is "\.hidden"/, /begins with a letter/],
    ['gkd', ['id'], 'x'.repeat(65), /^id is "xxx/, /at most 64/],
    ['gkd', ['id'], '', /^id is ""/, /Write something/],
    ['gkd', ['name'], 'two\nlines', /^name is /, /one line of text/],
    ['gkd', ['world'], 'moon', /^world is "moon"/, /"tally"/],
    ['gkd', [...draw, 'each'], 0, /^phases\[0\]\.rollouts\.draws\[0\]\.each is 0/, /at least 1/],
    ['gkd', [...draw, 'each'], 1.5, /draws\[0\]\.each is 1\.5/, /whole number/],
    ['gkd', [...draw, 'decoding', 'temperature'], 0, /decoding\.temperature is 0/, /above 0/],
    ['gkd', [...draw, 'decoding', 'maxTokens'], 'many', /decoding\.maxTokens is "many"/, /a number, or an object/],
    ['gkd', [...draw, 'writer'], 'future', /draws\[0\]\.writer is "future"/, /kind "future"/],
    ['gkd', [...term, 'on'], ['nobody'], /^phases\[0\]\.loss\[0\]\.on\[0\] names "nobody"/, /"student"/],
    ['gkd', [...term, 'coefficient'], { from: 1 }, /loss\[0\]\.coefficient\.to is missing/, /a number/],
    [
      'gkd',
      [...term, 'coefficient'],
      { from: 1, to: 0, start: 0.5, end: 0.2 },
      /coefficient\.end: The ramp ends before it starts\.$/,
      /an end at or after/,
    ],
    ['gkd', [...term, 'support'], { topK: 0, of: 'teacher', rest: 'drop' }, /support\.topK is 0/, /at least 1/],
    ['gkd', [...term, 'divergence', 'id'], 'wasserstein', /divergence\.id is "wasserstein"/, /"reverse-kl"/],
    ['gkd', ['phases', 0, 'until'], 0.9, /^phases\[0\]\.until is 0\.9/, /at 1/],
    ['qwen3', ['phases', 1, 'until'], 0.3, /^phases\[1\]\.until is 0\.3, where .* 0\.3/, /end later/],
    ['opd-avmp', [...term, 'divergence', 'beta'], 1.5, /divergence\.beta is 1\.5/, /at most 1/],
    ['sdft-continual', ['teacher', 'decay'], 1, /^teacher\.decay is 1/, /below 1/],
    ['kdrl', [...draw, 'each'], 1, /^phases\[0\]\.loss\[0\]\.advantage\[0\] compares .*"student"/, /2 or more/],
    ['constrained-opd', [...draw, 'each'], 1, /advantage\[0\] compares/, /2 or more/],
    ['uni-opd', [...draw, 'each'], 1, /^phases\[0\]\.rollouts\.balance needs several/, /2 or more/],
    ['gates', ['phases', 0, 'rollouts', 'draws', 1, 'each'], 1, /weights\[0\] compares .*"tutor"/, /2 or more/],
    ['gates', [...term, 'weights', 0, 'draw'], 'who', /weights\[0\]\.draw names "who"/, /"tutor"/],
    [
      'paced',
      ['phases', 1, 'rollouts', 'draws', 0, 'each'],
      1,
      /phases\[1\]\.loss\[0\]\.weights\[0\] compares/,
      /2 or/,
    ],
    ['spin', [...term, 'rejected'], 'ghost', /loss\[0\]\.rejected names "ghost"/, /"data", "own"/],
    ['spin', [...term, 'rejected'], 'data', /loss\[0\]\.rejected is the chosen draw/, /another/],
    [
      'apple-ssd',
      [...draw, 'writer'],
      'teacher',
      /draws\[0\]\.writer is "teacher", and the recipe has none/,
      /teacher/,
    ],
    ['apple-ssd', [...term, 'weights'], [{ kind: 'entropy-gap' }], /weights\[0\] "entropy-gap" asks a teacher/, /Name/],
    ['distillm', [...draw, 'writer'], 'student', /rollouts\.mixing has only one side/, /another writer/],
    ['distillm', [...draw, 'id'], 'student', /draws\[1\]\.id is "student" a second time/, /its own id/],
    ['distillm', ['phases', 0, 'rollouts', 'mixing', 'onPolicy', 'step'], 2, /onPolicy\.step is 2/, /at most 1/],
    ['npo', ['phases', 0, 'rollouts', 'draws', 1, 'replaces'], 'x', /draws\[1\]\.replaces names "x"/, /"student"/],
    ['rlad', [...term, 'surrogate', 'clip'], [1.1, 1.2], /surrogate\.clip\[0\] is 1\.1/, /at most 1/],
    ['msd', [...term, 'weights', 0, 'topK'], 1, /weights\[0\]\.topK is 1/, /at least 2/],
  ])('%s with %j set to %j', (id, path, value, message, remedy) => {
    const error = refusal(changed(id, path, value))
    expect(error.message).toMatch(message)
    expect(error.remedy).toMatch(remedy)
    for (const text of [error.message, error.remedy]) expect(text).toMatch(/^[^\n]+\.$/)
  })

  it.each([[null], ['gkd'], [[]], [3]])('that is %j is refused as a whole', (json) => {
    expect(refusal(json).message).toMatch(/^the recipe is /)
  })
})

it('is described by a JSON schema', () => {
  const text = JSON.stringify(RECIPE_SCHEMA)
  for (const word of [
    'policy-gradient',
    'geometric',
    'consensus',
    'all-wrong',
    'several-heads',
    'additionalProperties',
  ])
    expect(text).toContain(word)
})
