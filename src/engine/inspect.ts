/**
 * @file A divergence entry by entry: what each shown entry of the vocabulary adds to it, and how it pulls at the student's
 * logit. Computed over the full vocabulary in float64; only what is shown leaves the engine.
 */
import { divergenceById } from '../divergence/registry.ts'
import type { DivergenceEvaluation } from '../divergence/types.ts'
import { logSoftmax, topK } from './distribution.ts'
import type { LoadedModel } from './loader.ts'
import { type AlignedPosition, refusedDivergence } from './score-tokens.ts'
import { readRollouts, type ScoringOptions } from './scoring.ts'
import type { DivergenceChoice, Inspection, InspectRequest } from './types.ts'

/** Inspects every token of a rollout. @throws EngineError as `scoreRollouts` */
export async function inspectRollout(
  student: LoadedModel,
  teacher: LoadedModel,
  request: InspectRequest,
  options: ScoringOptions,
): Promise<readonly Inspection[]> {
  const { divergence, topK: count } = request
  const textOf = (id: number) => student.vocabulary.textOf(id)
  const [tokens] = await readRollouts(
    student,
    teacher,
    [request],
    (positions) => positions.map((position) => inspectToken(position, divergence, count, textOf)),
    options,
  )
  return tokens!
}

/** Inspects one token. @throws EngineError 'bad-request' for a parameter that the divergence refuses */
export function inspectToken(
  position: AlignedPosition,
  choice: DivergenceChoice,
  count: number,
  textOf: (id: number) => string,
): Inspection {
  const logStudent = logSoftmax(position.student)
  const logTeacher = logSoftmax(position.teacher)
  const { perEntry, gradLogits } = evaluateAt(position, choice)
  const shown = shownEntries(logStudent, logTeacher, count, position.id)
  const inside = new Set(shown)
  const tail = { student: 0, teacher: 0, contribution: 0, gradient: 0 }
  for (let id = 0; id < logStudent.length; id++) {
    if (inside.has(id)) continue
    tail.student += Math.exp(logStudent[id]!)
    tail.teacher += Math.exp(logTeacher[id]!)
    tail.contribution += perEntry[id]!
    tail.gradient += gradLogits[id]!
  }
  const entries = shown.map((id) => ({
    id,
    text: textOf(id),
    logpStudent: logStudent[id]!,
    logpTeacher: logTeacher[id]!,
    contribution: perEntry[id]!,
    gradient: gradLogits[id]!,
  }))
  return { entries, tail }
}

/** A divergence at a position, with its gradient on the student's logits. @throws EngineError 'bad-request' */
export function evaluateAt({ id, student, teacher }: AlignedPosition, choice: DivergenceChoice): DivergenceEvaluation {
  try {
    return divergenceById(choice.id).evaluate({ studentLogits: student, teacherLogits: teacher, token: id }, choice)
  } catch (error) {
    throw refusedDivergence(error)
  }
}

/** Ids of both models' likeliest entries and of the token that stands there, most likely under the student first. */
export function shownEntries(
  logStudent: Float64Array,
  logTeacher: Float64Array,
  count: number,
  written: number,
): readonly number[] {
  const union = new Set([...topK(logStudent, count), ...topK(logTeacher, count), written])
  return [...union].sort((a, b) => logStudent[b]! - logStudent[a]! || a - b)
}
