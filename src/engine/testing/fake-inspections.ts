/** @file The stand-in engine's inspections and next steps: the engine's own arithmetic on the stand-in's distributions. */

import { logSoftmax } from '../distribution.ts'
import { evaluateAt, inspectToken } from '../inspect.ts'
import { moved, predictionError } from '../next-step.ts'
import type { AlignedPosition } from '../score-tokens.ts'
import type {
  BackendDifference,
  BackendDifferenceRequest,
  Inspection,
  InspectRequest,
  NextStepPrediction,
  NextStepRequest,
  Rollout,
  ScoredRollout,
  ScoreRequest,
  TokenScore,
} from '../types.ts'

/** More than the stand-in's vocabulary. */
const ALL = 99

type Score = (request: ScoreRequest) => ScoredRollout

export function fakeInspections(request: InspectRequest, score: Score): readonly Inspection[] {
  return read(request, score).map(({ top }, i) => inspect(top, positionOf(top, request.rollout, i), request))
}

/** The stand-in has logits for weights: a step moves them alone. */
export function fakeStep(request: NextStepRequest, score: Score): NextStepPrediction {
  const { rollout, index, divergence, rate } = request
  const { top } = read(request, score)[index]!
  const position = positionOf(top, rollout, index)
  const gradient = evaluateAt(position, divergence).gradLogits
  const logp = logSoftmax(position.student)
  const mean = gradient.reduce((sum, d, v) => sum + Math.exp(logp[v]!) * d, 0)
  const slope = gradient.map((d) => mean - d)
  const norm = Math.hypot(...gradient)
  const after = rate === null ? null : logSoftmax(moved(position.student, gradient, rate))
  return {
    entries: inspect(top, position, request).entries.map(({ id, text }) => {
      const v = top.findIndex((entry) => entry.id === id)
      return { id, text, logp: logp[v]!, slope: slope[v]!, after: after && after[v]! }
    }),
    gradientNorm: norm,
    error: rate === null || after === null ? null : predictionError({ logp, slope, gradient, norm }, rate, after),
  }
}

/** Two backends that disagree a little more at every token. */
export function fakeDifference({ rollout, against }: BackendDifferenceRequest): BackendDifference {
  const student = rollout.tokens.map((_, i) => 1e-6 * (i + 1))
  const own = against === 'webgpu' ? 'wasm' : 'webgpu'
  return { backends: [own, against], student, teacher: student.map((x) => 2 * x), vocabulary: 512, software: true }
}

function read({ rollout, teacher, context }: InspectRequest, score: Score): readonly TokenScore[] {
  return score({ rollout, teacher, context, divergences: [], topK: ALL }).tokens
}

/** The stand-in's vocabulary is numbered from 0 while it is computed with. */
function positionOf(top: TokenScore['top'], { tokens }: Rollout, index: number): AlignedPosition {
  return {
    id: top.findIndex(({ id }) => id === tokens[index]?.id),
    student: Float32Array.from(top, ({ logpStudent }) => logpStudent),
    teacher: Float32Array.from(top, ({ logpTeacher }) => logpTeacher),
  }
}

function inspect(top: TokenScore['top'], position: AlignedPosition, { divergence, topK }: InspectRequest): Inspection {
  const { entries, tail } = inspectToken(position, divergence, topK, (v) => top[v]!.text)
  return { entries: entries.map((entry) => ({ ...entry, id: top[entry.id]!.id })), tail }
}
