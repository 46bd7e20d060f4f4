/**
 * @file C2: what the teacher says of the texts.
 *
 * 'yes': in some phase a term takes the teacher's distribution, or its log-probability of the token, as the target at every
 * token. 'partial': such a term reads only right or only wrong texts; or the teacher merely weighs, limits or scales something
 * else, speaks through returns over its logits, or grades whole texts. 'no': nobody teaches, or only by texts to imitate or to
 * prefer. Gates on tokens (entropy, a prefix, a vote) choose where the teacher speaks, not whether: they change nothing.
 */
import { lossDivergence } from '../divergences/registry.ts'
import { needsOf } from '../needs.ts'
import type { Phase, Recipe } from '../recipe/recipe.ts'
import type { Term } from '../recipe/terms.ts'
import { teacherObject } from '../teachers.ts'
import { type Weight, weightObject } from '../weights/weights.ts'
import { activeTerms, type CriterionVerdict, lineOf, listed } from './verdict.ts'

export function judgeSupervision(recipe: Recipe): CriterionVerdict {
  const { teacher } = recipe
  const phases = lineOf(recipe)
  if (!teacher) return { value: 'no', reason: 'Nobody teaches.' }
  const { says } = teacherObject(teacher)
  if (says === 'texts') return { value: 'no', reason: 'The teacher can only be read, not asked about a token.' }
  if (says === 'grades') return { value: 'partial', reason: 'The teacher grades whole texts, not tokens.' }
  const taught = phases.map((phase: Phase<Term>) => activeTerms(phase).filter((term) => targetOf(term) !== null))
  const full = taught.map((terms) => terms.filter((term) => !readsOneOutcome(term)))
  const targets = unique(full.flat().map((term) => targetOf(term) ?? ''))
  if (targets.length > 0) {
    const some = full.every((terms) => terms.length > 0) ? '' : ', in some phases'
    return { value: 'yes', reason: `At every token the target is ${listed(targets)}${some}.` }
  }
  const [partial] = taught.flat()
  if (partial)
    return { value: 'partial', reason: `The target is ${targetOf(partial)}, but only for ${outcomeOf(partial)} texts.` }
  const influences = unique(phases.flatMap((phase: Phase<Term>) => activeTerms(phase).flatMap(influencesOf)))
  if (influences.length > 0)
    return { value: 'partial', reason: `The teacher is no target: it only ${listed(influences)}.` }
  return { value: 'no', reason: 'The teacher says nothing of single tokens: it only gives texts.' }
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)]

/** What of the teacher a term makes the student's target at a token; null where it makes none. */
function targetOf(term: Term): string | null {
  switch (term.kind) {
    case 'divergence':
      return lossDivergence(term.divergence).target
    case 'estimator':
    case 'bounded-gap':
      return "the teacher's log-probability of the token"
    case 'ranking':
      return "the teacher's order of the student's candidates"
    case 'hybrid':
      return "the teacher's log-probabilities of two tokens"
    case 'features':
      return "the teacher's hidden features"
    case 'cross-tokenizer':
      return "the teacher's distribution across tokenizers"
    case 'policy-gradient':
      return term.advantage.some(({ kind }) => kind === 'log-ratio' || kind === 'extrapolated' || kind === 'return')
        ? "the teacher's log-probability of the token, as a reward"
        : null
    default:
      return null
  }
}

function weightsOf(term: Term): readonly Weight[] {
  return term.kind === 'preference' ? [] : (term.weights ?? [])
}

function outcomeOf(term: Term): 'right' | 'wrong' | null {
  for (const weight of weightsOf(term)) {
    const kept = weightObject(weight).keeps?.(weight)
    if (kept) return kept
  }
  return null
}

const readsOneOutcome = (term: Term): boolean => outcomeOf(term) !== null

/** What the teacher does in a term without being its target. */
function influencesOf(term: Term): readonly string[] {
  const weighs = weightsOf(term).some(asksTeacher) ? ['weighs tokens or texts'] : []
  if (term.kind !== 'policy-gradient') return weighs
  const { advantage, shape, surrogate } = term
  return [
    ...weighs,
    ...(advantage.some(({ kind }) => kind === 'constrained') ? ['limits how far the student strays'] : []),
    ...(advantage.some(({ kind }) => kind === 'k-step') ? ['rewards by returns over its logits'] : []),
    ...(shape && 'evidence' in shape && shape.evidence ? ['scales what the reward decides'] : []),
    ...(surrogate.kind === 'teacher-mix' ? ['anchors the ratio'] : []),
  ]
}

function asksTeacher(weight: Weight): boolean {
  const { teacherLogits, teacherStatistics } = needsOf([{ kind: 'cross-entropy', on: ['any'], weights: [weight] }])
  return teacherLogits || teacherStatistics
}
