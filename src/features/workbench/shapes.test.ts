import { expect, it } from 'vitest'
import { RECIPES, recipeById } from '../../methods/catalogue/registry.ts'
import type { Phase } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { blockedIn, withTeacher } from './blocked.ts'
import { attempt, withValue } from './edits.ts'
import { placeOf } from './json-places.ts'
import { kindOf, ofKind, SHAPES } from './shapes.ts'

it('has a control for every place of every recipe', () => {
  for (const recipe of RECIPES) {
    for (const { loss } of recipe.phases as readonly Phase<Term>[]) {
      for (const term of loss) {
        if (SHAPES.term.is !== 'kinds') throw new Error('a term has kinds')
        const kinds = SHAPES.term.kinds.filter(({ value }) => value === term.kind)
        const known = new Set(kinds.flatMap(({ fields }) => fields.map(({ key }) => key)))
        expect(
          Object.keys(term).filter((key) => key !== 'kind' && !known.has(key)),
          recipe.id,
        ).toEqual([])
      }
    }
  }
})

it('makes a value of every kind that a recipe takes, or says why not', () => {
  const gkd = recipeById('gkd')
  const names = { draws: ['student'] }
  for (const kind of SHAPES.teacher.kinds) {
    const { recipe, error } = attempt(withTeacher(gkd, ofKind(SHAPES.teacher, kind, names)))
    expect(recipe?.teacher?.kind ?? error?.message, String(kind.value)).toBeDefined()
  }
  const blocked = [...blockedIn(gkd, 0)].filter((each) => each !== null)
  if (SHAPES.term.is !== 'kinds') throw new Error('a term has kinds')
  for (const kind of SHAPES.term.kinds) {
    const path = ['phases', 0, 'loss', 0]
    const { error } = attempt(withValue(gkd, path, ofKind(SHAPES.term, kind, names)))
    const told = blocked.some(({ key, value }) => key === 'term' && value === kind.value)
    expect(Boolean(error), `${kind.value}: ${error?.message}`).toBe(told)
  }
  expect(kindOf(SHAPES.teacher, null)?.value).toBeNull()
})

it('finds the line of a place', () => {
  const text = JSON.stringify(recipeById('luffy'), null, 2)
  const line = (path: string) => text.split('\n')[placeOf(text, `${path} is 3.`) - 1]
  expect(line('phases[0].rollouts.draws[1].writer')).toContain('"writer"')
  expect(line('phases[0].loss[0].advantage')).toContain('"advantage"')
  expect(line('phases[0].until')).toContain('"until"')
  expect(line('phases[0].loss[0].nothing')).toContain('{')
  expect(placeOf(text, 'the recipe is 3.')).toBe(1)
})
