/**
 * @file The fidelity card: our loss and gradient beside the trainer's formula as coded, on one small case. Ours come from
 * `src/divergence`, the trainer's from `coded.ts`, differentiated by central differences.
 */
import { divergenceById } from '../divergence/registry.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { DivergenceTerm, Term } from '../methods/recipe/terms.ts'
import type { Match, Verdict } from './choose.ts'
import { logSoftmax } from './coded.ts'
import { readingOf } from './parts.ts'
import type { CodedGiven, CodedLoss } from './trainer.ts'

/** Six words; the fourth was sampled. No symmetry that could hide an exchange of the two models. */
export const CASE = {
  student: [1.2, 0.3, -0.5, 0.9, -1.6, 0.1],
  teacher: [0.2, 1.4, -0.9, 1.1, -0.3, -2],
  token: 3,
} as const
/** What a top-k is cut to on six words. */
const CARD_K = 3
const STEP = 1e-5

export interface FidelityLine {
  /** Which part of the loss. */
  readonly part: string
  readonly ours: number
  readonly theirs: number
  /** Largest difference of the two gradients by the student's logits. */
  readonly gradient: number
  readonly verdict: 'the same' | 'the same gradient in expectation' | 'different'
  readonly note: string
}

type Logits = readonly number[]

/** Central differences by the student's logits, whatever was frozen staying where it is. */
export function gradientOf(loss: CodedLoss, student: Logits, teacher: Logits, token: number): number[] {
  return student.map((_, i) => {
    const moved = (by: number): number =>
      loss(
        student.map((logit, j) => (i === j ? logit + by : logit)),
        teacher,
        token,
        student,
      )
    return (moved(STEP) - moved(-STEP)) / (2 * STEP)
  })
}

/** The mean over the tokens that the student would sample. */
function expected(of: (token: number) => readonly number[], student: Logits): number[] {
  const p = logSoftmax(student).map(Math.exp)
  return student.map((_, i) => p.reduce((sum, share, token) => sum + share * of(token)[i]!, 0))
}

interface Loss {
  readonly value: number
  readonly gradient: readonly number[]
}

/** Our divergence term on the case. */
function ourDivergence({ divergence, temperature = 1, support, entryClip }: DivergenceTerm): Loss | null {
  const { student, teacher, token } = CASE
  const { id, ...rest } = divergence
  if (id === 'geometric') return null
  const params = Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
  const card = divergenceById(id)
  const position = { studentLogits: student, teacherLogits: teacher, token }
  const clip = entryClip === undefined ? {} : { entryClip }
  if (support?.rest === 'drop') {
    const { perEntry } = card.evaluate(position, { params, temperature })
    const logs = logSoftmax(support.of === 'teacher' ? teacher : student)
    const kept = logs
      .map((_, i) => i)
      .sort((a, b) => logs[b]! - logs[a]!)
      .slice(0, CARD_K)
    const loss: CodedLoss = (s) => {
      const entries = card.evaluate({ ...position, studentLogits: s }, { params, temperature }).perEntry
      return kept.reduce((sum, i) => sum + entries[i]!, 0)
    }
    return {
      value: kept.reduce((sum, i) => sum + perEntry[i]!, 0),
      gradient: gradientOf(loss, student, teacher, token),
    }
  }
  const { value, gradLogits } = card.evaluate(position, {
    params,
    temperature,
    ...clip,
    ...(support && { support: { top_k: CARD_K, of: support.of, tail: support.rest === 'bucket' } }),
  })
  return { value, gradient: [...gradLogits] }
}

/** Our policy-gradient term with the log-ratio as advantage, or our estimator, on the case. */
function ourSampled(term: Term): Loss | null {
  const { student, teacher, token } = CASE
  if (term.kind === 'estimator') {
    const { value, gradLogits } = divergenceById(term.id).evaluate({
      studentLogits: student,
      teacherLogits: teacher,
      token,
    })
    return { value, gradient: [...gradLogits] }
  }
  if (term.kind !== 'policy-gradient') return null
  const [first] = term.advantage
  if (first?.kind !== 'log-ratio') return null
  const logs = logSoftmax(student)
  const advantage = (first.scale ?? 1) * (logSoftmax(teacher)[token]! - logs[token]!)
  return {
    value: -advantage,
    gradient: logs.map((log, i) => -advantage * ((i === token ? 1 : 0) - Math.exp(log))),
  }
}

/** One line for each term of the recipe that the trainer's own formula is known of. */
export function fidelityCard(recipe: Recipe, { matches }: Verdict): readonly FidelityLine[] {
  const { student, teacher, token } = CASE
  const find = (part: string): Match | undefined => matches.find(({ asked }) => asked.part === part)
  const support = find('top-k')
  const given: CodedGiven = {
    k: CARD_K,
    topK: support?.cell !== undefined,
    bucket: support?.asked.values[2] === 1,
    temperature: find('loss-temperature')?.cell ? (find('loss-temperature')?.asked.values[0] ?? 1) : 1,
  }
  const terms = readingOf(recipe).phase.loss as readonly Term[]
  const coded = matches.filter(({ cell }) => cell?.coded !== undefined)
  return terms.flatMap((term): readonly FidelityLine[] => {
    const isDivergence = term.kind === 'divergence'
    const ours = isDivergence ? ourDivergence(term) : ourSampled(term)
    const match = coded.find(({ asked }) => partsOfTerm(term).includes(asked.part))
    if (!ours || !match?.cell?.coded) return []
    const loss = match.cell.coded(match.asked.values, given)
    const theirs = loss(student, teacher, token, student)
    const gradient = gradientOf(loss, student, teacher, token)
    const gap = (a: readonly number[], b: readonly number[]): number =>
      Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))
    const direct = gap(gradient, ours.gradient)
    const mean = gap(
      expected((each) => gradientOf(loss, student, teacher, each), student),
      ours.gradient,
    )
    const same = direct < 1e-6 && Math.abs(theirs - ours.value) < 1e-9
    const inMean = isDivergence && mean < 1e-6
    return [
      {
        part: match.asked.says,
        ours: ours.value,
        theirs,
        gradient: same || !inMean ? direct : mean,
        verdict: same ? 'the same' : inMean || direct < 1e-6 ? 'the same gradient in expectation' : 'different',
        note: match.cell.note ?? '',
      },
    ]
  })
}

function partsOfTerm(term: Term): readonly string[] {
  if (term.kind === 'divergence') {
    const { id } = term.divergence
    if (id === 'jsd') return ['jsd', 'forward-kl', 'reverse-kl']
    return [id === 'teacher-argmax-ce' ? 'argmax-ce' : id]
  }
  if (term.kind === 'estimator') return [`${term.id}-loss`]
  return term.kind === 'policy-gradient' ? ['log-ratio'] : []
}
