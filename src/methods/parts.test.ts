import { describe, expect, it } from 'vitest'
import { CONTEXT_KINDS } from '../world/types.ts'
import { recipeById } from './catalogue/registry.ts'
import { EVERY_KIND } from './formula/every-kind.test-helper.ts'
import { PART_NAMES, PARTS_NOT_BUILT } from './part-names.ts'
import FIXTURE from './parts.fixture.json'
import { missingParts, partsOf } from './parts.ts'
import type { Architecture, OtherTaughtRecipe, Phase } from './recipe/recipe.ts'
import type { TaughtTerm } from './recipe/terms.ts'

it("has the parts list's parts, and knows which of them are not built", () => {
  const { built, notBuilt } = FIXTURE
  expect(Object.keys(PART_NAMES).toSorted()).toEqual([...built, ...notBuilt].toSorted())
  expect(PARTS_NOT_BUILT.toSorted()).toEqual(notBuilt.toSorted())
})

const gkd = recipeById('gkd') as OtherTaughtRecipe
const ARCHITECTURES = [
  'extra-head',
  'feature-outputs',
  'several-heads',
  'layer-split',
  'encoder',
  'actions',
] as const satisfies readonly Architecture[]

describe('the recipe types', () => {
  it('can say every part of the literature but three rewards that are not built', () => {
    const recipes = [
      ...EVERY_KIND.map(([, recipe]) => recipe),
      ...CONTEXT_KINDS.map((kind) => ({ ...gkd, context: { kinds: [kind] as const } })),
      ...(['knowledge', 'narrative', 'modality'] as const).map((plays) => ({
        ...gkd,
        context: { kinds: ['skill'] as const, plays },
      })),
      ...ARCHITECTURES.map((part) => ({ ...gkd, architecture: [part] })),
      recipeById('qwen3'),
    ]
    const said = new Set<string>(recipes.flatMap((recipe) => partsOf(recipe)))
    const unsaid = Object.values(FIXTURE)
      .flat()
      .filter((part) => !said.has(part))
    expect(unsaid).toEqual(['X.step', 'X.novel', 'X.irl'])
  })
})

describe('the parts of a recipe', () => {
  const withLoss = (...loss: Phase<TaughtTerm>['loss']): OtherTaughtRecipe => ({
    ...gkd,
    phases: [{ ...gkd.phases[0], loss }],
  })

  it.each([
    ['gkd', ['T.larger', 'D.rkl']],
    ['opsd', ['T.frozen', 'C.trace', 'D.jsd', 'W.tokclip', 'R.decode']],
    ['qwen3', ['T.larger', 'D.rkl', 'D.ce', 'R.privroll', 'S.phase', 'S.sft']],
    ['spin', ['T.ckpt', 'D.dpo', 'R.snap', 'S.round']],
  ])('%s', (id, parts) => {
    expect(partsOf(recipeById(id)).toSorted()).toEqual(parts.toSorted())
  })

  it('counts a term once however often it stands there, and a ramp as annealing', () => {
    const [term] = gkd.phases[0].loss
    expect(partsOf(withLoss(term, term))).toEqual(['T.larger', 'D.rkl'])
    expect(partsOf(withLoss({ ...term, coefficient: { from: 1, to: 0 } }))).toEqual(['T.larger', 'D.rkl', 'S.anneal'])
  })
})

describe('the parts that are missing', () => {
  it.each([
    ['a built recipe', gkd, []],
    ['a context that the worlds can already write', { ...gkd, context: { kinds: ['feedback'] as const } }, []],
    [
      'a tree search',
      {
        ...gkd,
        phases: [
          { ...gkd.phases[0], rollouts: { ...gkd.phases[0].rollouts, later: { kind: 'tree-search', width: 4 } } },
        ],
      } as const,
      ['tree search'],
    ],
    ['a critic with a head of its own', { ...gkd, teacher: { kind: 'critic' } as const }, ['trained critic']],
    [
      'features and an encoder',
      { ...gkd, architecture: ['encoder', 'feature-outputs'] as const },
      ['feature outputs', 'encoder'],
    ],
  ])('%s', (_, recipe, parts) => {
    expect(missingParts(recipe)).toEqual(parts)
  })
})
