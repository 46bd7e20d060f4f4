import { describe, expect, it } from 'vitest'
import { RECIPES } from './catalogue/registry.ts'
import { familyOf, PART_FAMILIES, partName } from './part-names.ts'
import { partsOf } from './parts.ts'

describe('the names of parts', () => {
  it('cover every part of the catalogue', () => {
    const parts = new Set(RECIPES.flatMap(partsOf))
    expect([...parts].filter((part) => partName(part) === part)).toEqual([])
    expect([...parts].filter((part) => !(familyOf(part) in PART_FAMILIES))).toEqual([])
  })
})
