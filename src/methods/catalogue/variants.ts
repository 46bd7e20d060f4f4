/**
 * @file Forms of a method that its sources dispute, or that its paper leaves open: the recipe again, with what differs changed.
 * The catalogue's own object is the form without a name.
 */
import type { DivergenceKind } from '../divergences/registry.ts'
import type { TermSupport } from '../graph/pair.ts'
import type { OtherTaughtRecipe, Phase, Recipe } from '../recipe/recipe.ts'
import type { TaughtTerm } from '../recipe/terms.ts'
import { recipeById } from './registry.ts'

export interface Variant {
  /** As `lab loss --variant` takes it. */
  readonly name: string
  /** One sentence: who says so, or that the paper leaves it open. */
  readonly says: string
  readonly recipe: Recipe
}

interface Form {
  readonly name: string
  readonly says: string
  readonly change: (term: TaughtTerm) => TaughtTerm
}

/** Every divergence of a recipe, changed. */
const divergence =
  (kind: DivergenceKind, more: { readonly entryClip?: number } = {}) =>
  (term: TaughtTerm): TaughtTerm =>
    term.kind === 'divergence' ? { ...term, divergence: kind, ...more } : term

const support = (of: TermSupport['of']) => (term: TaughtTerm) =>
  term.kind === 'divergence' && term.support ? { ...term, support: { ...term.support, of } } : term

const FORWARD: DivergenceKind = { id: 'forward-kl' }
const REVERSE: DivergenceKind = { id: 'reverse-kl' }

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
      change: divergence({ id: 'jsd', beta: 0.5 }),
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
  distillspec: [
    { name: 'forward-kl', says: 'One of the four divergences that the paper compares.', change: divergence(FORWARD) },
    { name: 'reverse-kl', says: 'One of the four divergences that the paper compares.', change: divergence(REVERSE) },
    {
      name: 'jsd',
      says: 'One of the four divergences that the paper compares.',
      change: divergence({ id: 'jsd', beta: 0.5 }),
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
  copsd: [
    {
      name: 'forward-kl',
      says: "The authors' script: forward KL, each vocabulary entry cut at 0.05.",
      change: divergence(FORWARD, { entryClip: 0.05 }),
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

/** The other forms of a method of the catalogue; most have none. @throws RangeError for an unknown id */
export function variantsOf(id: string): readonly Variant[] {
  const recipe = recipeById(id)
  return (FORMS[id] ?? []).map(({ name, says, change }) => ({ name, says, recipe: changed(recipe, name, change) }))
}

function changed(recipe: Recipe, name: string, change: Form['change']): Recipe {
  // The terms of all recipes are terms of this type, whoever teaches.
  const taught = recipe as OtherTaughtRecipe
  const anew = (phase: Phase<TaughtTerm>): Phase<TaughtTerm> => {
    const [first, ...rest] = phase.loss
    return { ...phase, loss: [change(first), ...rest.map(change)] }
  }
  const [first, ...rest] = taught.phases
  return { ...taught, name: `${recipe.name} (${name})`, phases: [anew(first), ...rest.map(anew)] }
}
