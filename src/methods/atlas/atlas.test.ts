import { describe, expect, it } from 'vitest'
import FIXTURE from '../catalogue/catalogue.fixture.json'
import { RECIPES, recipeById } from '../catalogue/registry.ts'
import { PART_NAMES } from '../part-names.ts'
import { partsOf } from '../parts.ts'
import { ATLAS, atlasEntry, nearnessOf, neighboursOf, repairOf, statusOf, yearOf } from './atlas.ts'
import { CONSUMPTIONS, SIGNALS, SLOTS, TEACHER_SOURCES } from './entry.ts'
import IDS from './ids.fixture.json'

describe('the atlas', () => {
  it('holds every entry of the catalogue once, and all that runs', () => {
    expect(ATLAS.map(({ id }) => id).toSorted()).toEqual(IDS.toSorted())
    expect(new Set(IDS).size).toBe(190)
    for (const { id } of RECIPES) expect(statusOf(atlasEntry(id))).not.toBe('explained')
    expect(statusOf(atlasEntry('gkd'))).toBe('runs')
    expect(statusOf(atlasEntry('opd-avmp'))).toBe('stands-in')
    expect(statusOf(atlasEntry('pi-flow'))).toBe('explained')
    expect(() => atlasEntry('nothing')).toThrow(RangeError)
  })

  it('says of each in two sentences what it is, and places it', () => {
    const said = new Set<string>()
    for (const entry of ATLAS) {
      for (const sentence of entry.about) expect(sentence, entry.id).toMatch(/^[A-Z“][^\n]{15,}\.$/)
      said.add(entry.about[0])
      expect(entry.name).not.toBe('')
      if (entry.arxiv) expect(entry.arxiv).toMatch(/^\d{4}\.\d{5}$/)
      if (entry.code) expect(entry.code).toMatch(/^[\w.-]+\/[\w.-]+$/)
      for (const part of entry.parts) expect(PART_NAMES).toHaveProperty([part])
      for (const part of entry.optional) expect(entry.parts).toContain(part)
      if (entry.outside) expect(atlasEntry(entry.outside.repair).outside).toBeUndefined()
      expect(entry.outside !== undefined).toBe(['excluded', 'mention'].includes(entry.kind))
    }
    expect(said.size).toBe(ATLAS.length)
    for (const { teacher, signal, consumption, slot, c1, c2 } of ATLAS.filter(({ kind }) => kind === 'method')) {
      expect(signal.length + teacher.length).toBeGreaterThan(0)
      expect(consumption.length).toBeGreaterThan(0)
      expect(slot.length).toBeGreaterThan(0)
      expect([c1, c2]).not.toContain(null)
    }
  })

  it('uses every value of the four axes', () => {
    const used = (values: readonly string[], of: (entry: (typeof ATLAS)[number]) => readonly string[]) =>
      expect(values.filter((value) => !ATLAS.some((entry) => of(entry).includes(value)))).toEqual([])
    used(TEACHER_SOURCES, ({ teacher }) => teacher)
    used(SIGNALS, ({ signal }) => signal)
    used(CONSUMPTIONS, ({ consumption }) => consumption)
    used(SLOTS, ({ slot }) => slot)
  })

  it('agrees with the catalogue of what runs', () => {
    for (const { id, C1, C2, parts } of FIXTURE) {
      const { c1, c2, parts: own } = atlasEntry(id)
      expect([id, c1, c2]).toEqual([id, C1, C2])
      expect(parts.filter((part) => !own.some((one) => one === part))).toEqual([])
    }
  })

  it('finds neighbours by shared parts and says what differs', () => {
    // KDRL has T.larger, D.k2, X.grpo, X.verify, R.group, S.anneal; none of GKD's but the larger model.
    const [kdrl, gkd] = [atlasEntry('kdrl'), atlasEntry('gkd')]
    const { nearness, shared, more, less } = neighboursOf(kdrl, ATLAS.length).find(({ entry }) => entry === gkd)!
    expect(shared).toEqual(['T.larger'])
    expect(nearness).toBeCloseTo(1 / new Set([...kdrl.parts, ...gkd.parts]).size, 12)
    expect(nearness).toBe(nearnessOf(kdrl, gkd))
    expect([more.includes('D.k2'), less.includes('D.rkl')]).toEqual([true, true])
    const near = neighboursOf(atlasEntry('nemotron-cascade-2')).map(({ entry }) => entry.id)
    expect(near).toContain('mimo-v2-flash')
    expect(neighboursOf(atlasEntry('x-lion'))).toEqual([])
  })

  it('says of nothing that runs here what its recipe does not play, and of nothing that it lacks what it could have', () => {
    for (const entry of ATLAS)
      for (const { entry: other, more, less } of neighboursOf(entry)) {
        const both = [
          { has: entry, lacks: other, parts: more },
          { has: other, lacks: entry, parts: less },
        ]
        for (const { has, lacks, parts } of both)
          for (const part of parts) {
            const says = `${entry.id} beside ${other.id}: ${part}`
            const recipe = RECIPES.find(({ id }) => id === has.id)
            expect(recipe ? partsOf(recipe) : has.parts, says).toContain(part)
            if (!recipe) expect(has.optional, says).not.toContain(part)
            const without = RECIPES.find(({ id }) => id === lacks.id)
            expect([...lacks.parts, ...(without ? partsOf(without) : [])], says).not.toContain(part)
          }
      }
    // Its sources dispute the direction: forward KL is one of its other forms, and not what runs.
    expect(neighboursOf(atlasEntry('copsd')).flatMap(({ more }) => more)).not.toContain('D.fkl')
    const form = neighboursOf(atlasEntry('copsd'), 3, recipeById('copsd.forward-kl'))
    expect(form.flatMap(({ more }) => more)).toContain('D.fkl')
    expect(form.flatMap(({ more }) => more)).not.toContain('D.rkl')
    expect(form.flatMap(({ less }) => less)).not.toContain('W.tokclip')
  })

  it('leads from a work beside the field to what would repair it, and to the nearest of that which runs', () => {
    const ids = (id: string) => {
      const { by, runs } = repairOf(atlasEntry(id)) ?? {}
      return [by?.id, runs?.id]
    }
    expect(ids('x-lion')[1]).toBe(ids('x-lion')[0])
    const [by, runs] = ids('x-dail')
    expect(by).toBe('skill-sd')
    const near = neighboursOf(atlasEntry('skill-sd'), ATLAS.length).map(({ entry }) => entry)
    expect(runs).toBe(near.find((entry) => statusOf(entry) !== 'explained')?.id)
    expect(repairOf(atlasEntry('gkd'))).toBeNull()
  })

  it('knows years', () => {
    expect([yearOf(atlasEntry('gkd')), yearOf(atlasEntry('x-lion'))]).toEqual([2023, null])
  })
})
