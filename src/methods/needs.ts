/** @file What a term must know of its rows before the gradient step; a step computes no more than its terms need. */
import type { Term } from './recipe/terms.ts'
import type { Weight } from './recipe/weights.ts'

export interface Needs {
  /** The loss itself reads the teacher's distribution. */
  readonly teacherLogits: boolean
  /** TEACHER_STATISTICS, as weights, advantages or inputs. */
  readonly teacherStatistics: boolean
  /** STUDENT_STATISTICS or PAIR_STATISTICS before the step: one more forward pass of the student. */
  readonly studentStatistics: boolean
  /** Log-probs of the tokens under the reference weights. */
  readonly reference: boolean
}

const NOTHING: Needs = { teacherLogits: false, teacherStatistics: false, studentStatistics: false, reference: false }

/** The union of all terms' needs. */
export function needsOf(terms: readonly Term[]): Needs {
  return Object.assign({}, NOTHING, ...terms.flatMap(ofTerm)) as Needs
}

type Part = { readonly [K in keyof Needs]?: true }

const TEACHER: Part = { teacherStatistics: true }
const STUDENT: Part = { studentStatistics: true }
const BOTH: Part = { ...TEACHER, ...STUDENT }
/** Divergences of the position need the teacher's logits beside the student's. */
const PAIR: Part = { ...BOTH, teacherLogits: true }
const REFERENCE: Part = { reference: true }

function ofTerm(term: Term): readonly Part[] {
  const weights = term.kind === 'preference' ? [] : (term.weights ?? []).map(ofWeight)
  return [...weights, ...ofLoss(term)]
}

function ofLoss(term: Term): readonly Part[] {
  switch (term.kind) {
    case 'divergence':
      return [{ teacherLogits: true }, 'adaptive' in term.divergence && term.divergence.adaptive ? BOTH : {}]
    case 'ranking':
    case 'hybrid':
      return [{ teacherLogits: true }]
    case 'estimator':
    case 'bounded-gap':
      return [TEACHER]
    case 'anchor':
      return [REFERENCE]
    case 'preference':
      return term.id === 'orpo' ? [] : [REFERENCE]
    case 'policy-gradient': {
      const parts = term.advantage.map((part): Part => {
        if (part.kind === 'group') return {}
        if (part.kind === 'extrapolated') return { ...BOTH, ...REFERENCE }
        if (part.kind === 'log-ratio' && part.against === 'student') return BOTH
        return part.kind === 'constrained' ? PAIR : TEACHER
      })
      const evidence = term.shape && 'evidence' in term.shape && term.shape.evidence ? [BOTH] : []
      return [...parts, ...evidence, term.surrogate.kind === 'teacher-mix' ? TEACHER : {}]
    }
    default:
      return []
  }
}

function ofWeight(weight: Weight): Part {
  switch (weight.kind) {
    case 'teacher-entropy-above':
    case 'accepted':
      return TEACHER
    case 'student-entropy-top':
    case 'importance':
      return STUDENT
    case 'entropy-gap':
    case 'safety':
    case 'log-ratio-above':
    case 'polarity':
      return BOTH
    case 'entropy-or-divergence-top':
    case 'divergence-share':
    case 'tvd':
      return PAIR
    case 'perplexity':
      return weight.of === 'teacher' ? TEACHER : STUDENT
    default:
      return {}
  }
}
