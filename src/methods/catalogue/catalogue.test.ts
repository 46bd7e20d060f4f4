import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { fromHuggingFace } from '../../network/hugging-face.ts'
import { serialize } from '../../onnx/model.ts'
import { worldById } from '../../world/registry.ts'
import { compile } from '../compile.ts'
import { formula, texOf } from '../formula.ts'
import { judge } from '../judge.ts'
import { missingParts, partsOf } from '../parts.ts'
import { validateRecipe } from '../schema/validate.ts'
import CATALOGUE from './catalogue.fixture.json'
import { RECIPES, recipeById } from './registry.ts'
import { DIFFERS, isStrictnessExplained } from './strictness.ts'

const config = fromHuggingFace(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../models/student/config.json'), 'utf8')),
)

/** Parts that the catalogue calls necessary and that a recipe does without. */
const ABSENT: Readonly<Record<string, { readonly parts: readonly string[]; readonly why: string }>> = {
  gkd: { parts: ['D.jsd', 'R.mix'], why: "the default is GKD's corner: reverse KL, student texts only" },
  distillm: { parts: ['D.skl'], why: 'one of its two skew divergences is chosen, the reverse' },
  'distillm-2': { parts: ['R.mix'], why: 'teacher and student texts stand side by side in every step' },
  hpd: { parts: ['R.mix'], why: "the student's share is the token that the loss itself draws at each position" },
  opsd: { parts: ['T.self'], why: 'the teacher is the fixed start copy that its authors recommend' },
  opcd: { parts: ['T.self'], why: 'the teacher is a fixed start copy, one of the two that the paper allows' },
  luffy: { parts: ['R.inject'], why: "the trace stands beside seven texts of the student, not in an eighth's place" },
  'faster-wind': { parts: ['R.group'], why: 'the two texts that are compared stand as two draws' },
  spot: { parts: ['T.frozen'], why: 'the frozen start is only what log-ratios are taken to' },
  bond: { parts: ['S.round'], why: 'the anchor follows at every step, as in J-BOND, not in rounds' },
  respec: { parts: ['T.larger'], why: 'the policy is of the size of its draft' },
  distillspec: { parts: ['D.fkl', 'D.rkl', 'D.jsd'], why: 'one of its four divergences is chosen, TVD' },
}

it('holds the methods of the catalogue, each once', () => {
  expect(RECIPES.map(({ id }) => id).toSorted()).toEqual(CATALOGUE.map(({ id }) => id).toSorted())
  expect(CATALOGUE.length).toBeGreaterThanOrEqual(44)
})

describe.each(CATALOGUE)('$id', ({ id, parts, C1, C2 }) => {
  const recipe = recipeById(id)

  it('says what it is in one plain line, and where it comes from', () => {
    for (const line of [recipe.name, recipe.description, recipe.source]) expect(line).toMatch(/^[^\n]+$/)
    expect(recipe.description).toMatch(/\.$/)
    expect(recipe.description.length).toBeLessThanOrEqual(130)
    if (recipe.note !== undefined) expect(recipe.note).toMatch(/^[^.].+\.$/)
  })

  it('is a valid file', () => {
    expect(validateRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe)
  })

  it('is judged as the catalogue judges it, or otherwise for a reason', () => {
    const { c1, c2 } = judge(recipe)
    const told = DIFFERS[id]
    expect([c1.value, c2.value]).toEqual(told ? [told.c1, told.c2] : [C1, C2])
    if (told) expect([told.c1, told.c2]).not.toEqual([C1, C2])
    expect(isStrictnessExplained(recipe, C1, C2)).toBe(true)
  })

  it('has a formula that KaTeX draws', () => {
    const { phases } = formula(recipe)
    expect(phases).toHaveLength(recipe.phases.length)
    for (const { segments } of phases)
      expect(katex.renderToString(texOf(segments), { displayMode: true, strict: 'error' })).toContain('<math')
  })

  it('is made of the parts that the catalogue calls necessary, and of built ones only', () => {
    const absent = parts.filter((part) => !partsOf(recipe).some((own) => own === part))
    expect(absent).toEqual(ABSENT[id]?.parts ?? [])
    expect(missingParts(recipe)).toEqual([])
  })

  it('shows its teacher what its world can tell', () => {
    const { contextKinds } = worldById(recipe.world ?? 'tally').generate(1)
    for (const kind of recipe.context?.kinds ?? []) expect(contextKinds).toContain(kind)
  })

  it("builds and serializes the student's step graph in the page's time", () => {
    for (const phase of compile(recipe).phases) {
      const start = performance.now()
      const bytes = serialize(phase.stepGraph(config).graph)
      // The page's promise is 300 ms; a busy machine is given five times that.
      expect(performance.now() - start).toBeLessThan(1500)
      expect(bytes.length).toBeGreaterThan(10_000)
    }
  })
})
