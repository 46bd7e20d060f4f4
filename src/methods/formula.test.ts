import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { RECIPES, recipeById } from './catalogue/registry.ts'
import { EVERY_KIND } from './formula/every-kind.test-helper.ts'
import { formula, recipeFormula, texOf } from './formula.ts'
import { partsOf } from './parts.ts'
import type { Recipe } from './recipe/recipe.ts'

const render = (tex: string) => katex.renderToString(tex, { displayMode: true, throwOnError: true, strict: 'error' })

const ALL: readonly (readonly [string, Recipe])[] = [
  ...RECIPES.map((recipe) => [recipe.id, recipe] as const),
  ...EVERY_KIND,
]

describe.each(ALL)('%s', (_, recipe) => {
  const { phases } = formula(recipe)

  it('is a formula for each phase that KaTeX sets, as a whole and piece by piece', () => {
    expect(phases.map(({ name }) => name)).toEqual(recipe.phases.map(({ name }) => name ?? null))
    for (const { segments } of phases) {
      const tex = texOf(segments)
      expect(() => render(tex), tex).not.toThrow()
      expect(tex).not.toMatch(/undefined|NaN|\[object/)
      for (const { tex: piece, part } of segments) if (part) expect(() => render(piece), piece).not.toThrow()
    }
  })

  it('names only parts that the recipe has', () => {
    const parts: readonly string[] = partsOf(recipe)
    const named = phases.flatMap(({ segments }) => segments.flatMap(({ part }) => part ?? []))
    expect(named.filter((part) => !parts.includes(part))).toEqual([])
  })
})

/** Parts that a recipe has also by another name: copies of the student as writers, log-ratios inside a longer advantage. */
const UNSEEN: readonly string[] = ['T.frozen', 'T.ckpt', 'D.k1pg']

describe.each(RECIPES)('$id', (recipe) => {
  it('shows who teaches, what they know and how the gap is measured', () => {
    const named = new Set(formula(recipe).phases.flatMap(({ segments }) => segments.map(({ part }) => part)))
    const own = partsOf(recipe).filter((part) => /^[TCD]\./.test(part) && !UNSEEN.includes(part))
    expect(own.filter((part) => !named.has(part))).toEqual([])
  })
})

const texts = (id: string) => formula(recipeById(id)).phases.map(({ segments }) => texOf(segments))

describe('the formula', () => {
  it("of GKD is reverse KL over the student's texts", () => {
    expect(texts('gkd')).toEqual([
      String.raw`\begin{aligned} \mathcal{L} &= \mathbb{E}_{x,\ y\sim p_S,\ t}\Big[\mathrm{KL}\big(p_S \,\|\, p_T\big)\Big]` +
        String.raw` \\ &\quad p_T = p_{\text{larger}}(\cdot \mid x,\ y_{<t}) \end{aligned}`,
    ])
  })

  it("of OPSD has a privileged teacher, the student's start, and its clip", () => {
    const [tex] = texts('opsd')
    expect(tex).toContain(String.raw`p_T = p_{S_0}(\cdot \mid x,\ c,\ y_{<t}),\quad c = \text{trace}`)
    expect(tex).toContain(String.raw`,\ 0.05\Big)`)
    expect(tex).toContain(String.raw`M = 0.5\,p_T^{(\tau = 1.1)} + 0.5\,p_S^{(\tau = 1.1)}`)
  })

  it('of a self-teacher holds it constant', () => {
    expect(texts('why-sd-degrades')[0]).toContain(String.raw`p_T = \mathrm{sg}\,p_S(\cdot \mid x,\ c,\ y_{<t})`)
  })

  it('of DistiLLM mixes the student with the data', () => {
    expect(texts('distillm')[0]).toContain(String.raw`y\sim \lambda\,p_S+ (1 - \lambda)\,\mathcal{D}`)
  })

  it('of KDRL lets its second term fade', () => {
    expect(texts('kdrl')[0]).toContain(String.raw`+ (0.005 \to 0.001)\,`)
  })

  it('of SPIN prefers the data to the last round', () => {
    expect(texts('spin')[0]).toContain(String.raw`y^{+}\sim \mathcal{D},\ y^{-}\sim p_{\bar S}`)
  })

  it('keeps a minus behind a weight from being a difference', () => {
    expect(texts('fast-opd')[0]).toContain(String.raw`w_t\,\Big(-A_t \log p_S(y_t)\Big)`)
  })

  it('of several phases is a block for each, under its name', () => {
    expect(recipeFormula(recipeById('qwen3'))).toMatch(/^% SFT\n.+\n\n% distil\n.+$/)
    expect(recipeFormula(recipeById('gkd'))).toBe(texts('gkd')[0])
  })
})
