/**
 * @file Forms of a method that its sources dispute, or that its paper leaves open: the recipe again, with what differs changed.
 * The catalogue's own object is the form without a name.
 */
import type { DivergenceKind } from '../divergences/registry.ts'
import type { TermSupport } from '../graph/pair.ts'
import type { OtherTaughtRecipe, Phase, Recipe } from '../recipe/recipe.ts'
import type { AdvantageShape, DivergenceTerm, PolicyGradientTerm, TaughtTerm } from '../recipe/terms.ts'
import { RECIPES } from './families.ts'

export interface Variant {
  /** As `lab loss --variant` takes it. */
  readonly name: string
  /** One sentence: who says so, or that the paper leaves it open. */
  readonly says: string
  /** Called by an id of its own, `gkd.jsd`, wherever a recipe is named: links, lanes of a race, files, `--recipe`. */
  readonly recipe: Recipe
}

interface Form {
  readonly name: string
  readonly says: string
  readonly change: (term: TaughtTerm) => TaughtTerm
  /** What else is changed: teacher, draws. */
  readonly around?: (recipe: OtherTaughtRecipe) => OtherTaughtRecipe
}

/** Every divergence of a recipe, changed. */
const divergence =
  (kind: DivergenceKind, more: { readonly entryClip?: number } = {}) =>
  (term: TaughtTerm): TaughtTerm =>
    term.kind === 'divergence' ? { ...term, divergence: kind, ...more } : term

const support = (of: TermSupport['of']) => (term: TaughtTerm) =>
  term.kind === 'divergence' && term.support ? { ...term, support: { ...term.support, of } } : term

/** The margin of the advantages, changed. */
const margin =
  (change: Partial<NonNullable<AdvantageShape['margin']>>) =>
  (term: TaughtTerm): TaughtTerm =>
    term.kind === 'policy-gradient' && term.shape?.margin
      ? { ...term, shape: { ...term.shape, margin: { ...term.shape.margin, ...change } } }
      : term

/** Only the written token, sg[log p_S - log p_T] log p_S: what the trainers fall back to. */
const sampledToken = (term: TaughtTerm): TaughtTerm => (term.kind === 'divergence' ? asPolicyGradient(term) : term)
const asPolicyGradient = ({ on, weights, per, coefficient }: DivergenceTerm): PolicyGradientTerm<true> => ({
  kind: 'policy-gradient',
  on,
  advantage: [{ kind: 'log-ratio', against: 'student' }],
  surrogate: { kind: 'none' },
  ...(weights && { weights }),
  ...(per && { per }),
  ...(coefficient !== undefined && { coefficient }),
})

const FORWARD: DivergenceKind = { id: 'forward-kl' }
const REVERSE: DivergenceKind = { id: 'reverse-kl' }
const MIDDLE: DivergenceKind = { id: 'jsd', beta: 0.5 }

const FORMS: Readonly<Record<string, readonly Form[]>> = {
  gkd: [
    {
      name: 'forward-kl',
      says: "The paper leaves the divergence open; this is the trainer's beta 0.",
      change: divergence(FORWARD),
    },
    {
      name: 'jsd',
      says: "The paper leaves the divergence open; this is the trainer's default, beta 0.5.",
      change: divergence(MIDDLE),
    },
  ],
  'revisiting-opd': [
    {
      name: 'all-tokens',
      says: "The paper's formula has every token but format ones; the selection of the least sure is the code's.",
      change: (term) =>
        term.kind === 'divergence'
          ? { ...term, weights: (term.weights ?? []).filter(({ kind }) => kind !== 'student-entropy-top') }
          : term,
    },
  ],
  'thunlp-rethinking-opd': [
    {
      name: 'teacher-support',
      says: "The code can also take the larger model's likeliest words.",
      change: support('teacher'),
    },
  ],
  distillm: [
    {
      name: 'skew-forward-kl',
      says: 'The paper has two skew divergences; this is the other one.',
      change: divergence({ id: 'skew-forward-kl', alpha: 0.1 }),
    },
  ],
  spot: [
    {
      name: 'bco',
      says: "The other form of the paper: rewards count from their running mean on; here from the step's own mean.",
      change: (term) => (term.kind === 'preference' ? { ...term, id: 'bco' } : term),
    },
  ],
  'entropy-aware-opd': [
    {
      name: 'switch',
      says: 'One list of the field says that the reward gives way to forward KL where the larger model is unsure; the formula adds it.',
      change: (term) =>
        term.kind === 'policy-gradient' ? { ...term, weights: [{ kind: 'teacher-entropy-at-most', nats: 0.8 }] } : term,
    },
  ],
  reopold: [
    {
      name: 'odds-floor',
      says: 'One reading of the paper has the floor log(lambda / (1 - lambda)), which is no bound from lambda 0.5 on.',
      change: (term) => {
        if (term.kind !== 'policy-gradient') return term
        const floor = Math.log(0.2 / 0.8)
        const weights = term.weights?.map((weight) =>
          weight.kind === 'log-ratio-above' ? { ...weight, nats: floor } : weight,
        )
        return { ...term, shape: { ...term.shape, floor }, ...(weights && { weights }) }
      },
    },
  ],
  'uni-opd': [
    { name: 'correct-up', says: 'The code can also move the right texts alone.', change: margin({ shift: 'up' }) },
    {
      name: 'incorrect-down',
      says: 'The code can also move the wrong texts alone.',
      change: margin({ shift: 'down' }),
    },
    {
      name: 'minmax',
      says: 'The code can also set the worst right text against the best wrong one.',
      change: margin({ of: 'extremes' }),
    },
  ],
  ovd: [
    {
      name: 'filter',
      says: 'One audit has the grade as a filter: a text of the larger model takes the place of one that fails.',
      change: (term) => (term.kind === 'policy-gradient' ? { ...term, on: ['student', 'taught'] } : term),
      around: ({ reward: _, ...recipe }) => ({
        ...recipe,
        teacher: { kind: 'text' },
        phases: [
          {
            ...recipe.phases[0],
            rollouts: {
              draws: [
                ...recipe.phases[0].rollouts.draws,
                { id: 'taught', writer: 'teacher', each: 1, replaces: 'student' },
              ],
            },
          },
        ],
      }),
    },
  ],
  osd: [
    { name: 'reverse-kl', says: 'One of the three divergences that the paper names.', change: divergence(REVERSE) },
    { name: 'jsd', says: 'One of the three divergences that the paper names.', change: divergence(MIDDLE) },
  ],
  distillspec: [
    { name: 'forward-kl', says: 'One of the four divergences that the paper compares.', change: divergence(FORWARD) },
    { name: 'reverse-kl', says: 'One of the four divergences that the paper compares.', change: divergence(REVERSE) },
    {
      name: 'jsd',
      says: 'One of the four divergences that the paper compares.',
      change: divergence(MIDDLE),
    },
  ],
  opsd: [
    {
      name: 'forward-kl',
      says: 'Reading notes report it as the best of the paper: beta 0.',
      change: divergence(FORWARD),
    },
    { name: 'reverse-kl', says: 'One list of the field says so: beta 1.', change: divergence(REVERSE) },
  ],
  'sdft-continual': [
    { name: 'jsd', says: "The trainer's default is alpha 0.5; the paper has reverse KL.", change: divergence(MIDDLE) },
    { name: 'forward-kl', says: "The trainer's alpha 0.", change: divergence(FORWARD) },
    {
      name: 'sampled-token',
      says: 'The trainer can also learn from the written token alone.',
      change: sampledToken,
    },
  ],
  copsd: [
    {
      name: 'forward-kl',
      says: "The authors' script: forward KL, each vocabulary entry cut at 0.05.",
      change: divergence(FORWARD, { entryClip: 0.05 }),
    },
  ],
  rlad: [
    {
      name: 'additive',
      says: 'One note on a reproduction adds where the paper multiplies; here the two ratios are averaged.',
      change: (term) =>
        term.kind === 'policy-gradient' && term.surrogate.kind === 'teacher-mix'
          ? { ...term, surrogate: { ...term.surrogate, sum: true } }
          : term,
    },
  ],
  sdpo: [
    { name: 'reverse-kl', says: "The formula of the paper, the code's alpha 1.", change: divergence(REVERSE) },
    { name: 'forward-kl', says: "The code's alpha 0.", change: divergence(FORWARD) },
    {
      name: 'sampled-token',
      says: 'What the code falls back to without whole distributions, and the default of TRL.',
      change: sampledToken,
    },
  ],
  rosd: [
    {
      name: 'reverse-kl',
      says: 'The equation of the paper has reverse KL; its experiments have Jensen-Shannon.',
      change: divergence(REVERSE),
    },
  ],
  'gemma-2': [
    {
      name: 'forward-kl',
      says: 'The report does not say in which direction the KL runs.',
      change: divergence(FORWARD),
    },
  ],
}

const BY_METHOD: ReadonlyMap<string, readonly Variant[]> = new Map(
  RECIPES.map((recipe) => [
    recipe.id,
    (FORMS[recipe.id] ?? []).map((form) => ({ name: form.name, says: form.says, recipe: changed(recipe, form) })),
  ]),
)

/** All of them, in the order of the methods. */
export const VARIANTS: readonly Variant[] = [...BY_METHOD.values()].flat()

/** The other forms of a method of the catalogue; most have none. */
export const variantsOf = (id: string): readonly Variant[] => BY_METHOD.get(id) ?? []

const METHODS: ReadonlyMap<string, string> = new Map(
  [...BY_METHOD].flatMap(([id, forms]) => forms.map(({ recipe }) => [recipe.id, id] as const)),
)

/** The method that an id is a form of; any other id is its own. */
export const methodOf = (id: string): string => METHODS.get(id) ?? id

function changed(recipe: Recipe, { name, says, change, around = (same) => same }: Form): Recipe {
  // The terms of all recipes are terms of this type, whoever teaches.
  const taught = around(recipe as OtherTaughtRecipe)
  const anew = (phase: Phase<TaughtTerm>): Phase<TaughtTerm> => {
    const [first, ...rest] = phase.loss
    return { ...phase, loss: [change(first), ...rest.map(change)] }
  }
  const [first, ...rest] = taught.phases
  return {
    ...taught,
    id: `${recipe.id}.${name}`,
    name: `${recipe.name} (${name})`,
    phases: [anew(first), ...rest.map(anew)],
    // What the note says of the method's own form is not so of this one.
    note: says,
  }
}
