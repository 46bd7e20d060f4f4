/** @file What a term must know of its rows before the gradient step; a step computes no more than its terms need. */
import { BOTH_MODELS, type Needs, PAIR_OF_LOGITS, type SomeNeeds, TEACHER_ONLY } from './batch.ts'
import { type DivergenceKind, lossDivergence } from './divergences/registry.ts'
import type { Term } from './recipe/terms.ts'
import { weightObject } from './weights/weights.ts'

const NOTHING: Needs = { teacherLogits: false, teacherStatistics: false, studentStatistics: false, reference: false }

/** The union of all terms' needs. */
export function needsOf(terms: readonly Term[]): Needs {
  return Object.assign({}, NOTHING, ...terms.flatMap(ofTerm)) as Needs
}

/** Whether a term, its weights included, reads a teacher at all. */
export function readsTeacher(term: Term): boolean {
  const { teacherLogits, teacherStatistics } = needsOf([term])
  return teacherLogits || teacherStatistics
}

const REFERENCE: SomeNeeds = { reference: true }

function ofTerm(term: Term): readonly SomeNeeds[] {
  const weights =
    term.kind === 'preference' ? [] : (term.weights ?? []).map((weight) => weightObject(weight).needs?.(weight) ?? {})
  return [...weights, ...ofLoss(term)]
}

function ofLoss(term: Term): readonly SomeNeeds[] {
  switch (term.kind) {
    case 'divergence':
      return [{ teacherLogits: true }, parameterNeeds(term.divergence)]
    case 'ranking':
    case 'hybrid':
      return [{ teacherLogits: true }]
    case 'estimator':
    case 'bounded-gap':
      return [TEACHER_ONLY]
    case 'anchor':
      return [REFERENCE]
    case 'preference':
      return term.id === 'orpo' ? [] : [REFERENCE]
    case 'policy-gradient': {
      const parts = term.advantage.map((part): SomeNeeds => {
        if (part.kind === 'group' || part.kind === 'quantile') return {}
        if (part.kind === 'extrapolated') return { ...BOTH_MODELS, ...REFERENCE }
        if ((part.kind === 'log-ratio' || part.kind === 'return') && part.against === 'student') return BOTH_MODELS
        return part.kind === 'constrained' ? PAIR_OF_LOGITS : TEACHER_ONLY
      })
      const evidence = term.shape && 'evidence' in term.shape && term.shape.evidence ? [BOTH_MODELS] : []
      return [...parts, ...evidence, term.surrogate.kind === 'teacher-mix' ? TEACHER_ONLY : {}]
    }
    default:
      return []
  }
}

function parameterNeeds(kind: DivergenceKind): SomeNeeds {
  const moving = lossDivergence(kind).moving?.(kind)
  return moving?.per === 'row' ? moving.needs : {}
}
