/**
 * @file Draws for the sampled estimators of KL(p_S || p_T): tokens at one position, or whole rollouts. Each draw comes with
 * k1, k2, k3, the policy gradient and the exact values at the same positions; the logits that they were read from stay here.
 */
import { preparePair } from '../divergence/pair.ts'
import { divergenceValues } from '../divergence/registry.ts'
import { entropy, logSoftmax } from './distribution.ts'
import { throwIfCancelled } from './errors.ts'
import type { LoadedModel } from './loader.ts'
import { uniformAt } from './random.ts'
import { sampleRollouts } from './rollouts.ts'
import { chooseToken } from './sampling.ts'
import type { AlignedPosition } from './score-tokens.ts'
import { readRollouts, type ScoringOptions } from './scoring.ts'
import type { Backend, DrawRequest, EstimatorDraw } from './types.ts'

/** Of one drawn token. Nats. */
interface TokenEstimates extends Omit<EstimatorDraw, 'id' | 'tokens' | 'sharpening'> {
  /** d log p_S(y) / d beta at beta = 0 where p_S is sharpened to p_S^(1 + beta): log p_S(y) + H(p_S). */
  readonly score: number
  /** d KL(p_S || p_T) / d beta over the full vocabulary: the covariance of log p_S and k1 under p_S. */
  readonly slope: number
}

/** Every token can be drawn, or the importance weights would not be those of the whole vocabulary. */
const OPEN = { topK: 0, topP: 1, minP: 0 } as const

const SAMPLED = (['k1', 'k2', 'k3'] as const).map((id) => ({ id }))

/**
 * Draws the next token again and again from the distribution that stands behind one token of a rollout; or every entry of the
 * vocabulary once, in its order.
 */
export async function drawAtPosition(
  student: LoadedModel,
  teacher: LoadedModel,
  request: Extract<DrawRequest, { scope: 'position' }>,
  options: ScoringOptions,
): Promise<readonly EstimatorDraw[]> {
  const { index, temperature, seed, n, every = false } = request
  const [draws] = await readRollouts(
    student,
    teacher,
    [request],
    (positions) => {
      const position = positions[index]!
      const valuesOf = estimatesAt(position, temperature)
      if (every) return Array.from(position.student, (_, id) => drawOf([valuesOf(id)], id))
      // The same token has the same values, and a distribution holds few that are ever drawn.
      const known = new Map<number, EstimatorDraw>()
      return Array.from({ length: n }, (_, i): EstimatorDraw => {
        const { id } = chooseToken(position.student, { ...OPEN, temperature }, uniformAt(seed + i, 0, index))
        const draw = known.get(id) ?? drawOf([valuesOf(id)], id)
        known.set(id, draw)
        return draw
      })
    },
    options,
  )
  return draws!
}

/** Draws whole rollouts, one for each seed, and sums over the tokens that the student wrote. */
export async function drawRollouts(
  student: LoadedModel,
  teacher: LoadedModel,
  backend: Backend,
  request: Extract<DrawRequest, { scope: 'problem' }>,
  signal?: AbortSignal,
): Promise<readonly EstimatorDraw[]> {
  const { problem, temperature, maxTokens, seed, n, context } = request
  const requests = Array.from({ length: n }, (_, i) => {
    const sampling = { ...OPEN, temperature, maxTokens, seed: seed + i }
    return { model: student.info.id, problem, sampling, n: 1, context: null }
  })
  const rollouts = (await sampleRollouts(student, backend, requests, { signal })).flat()
  throwIfCancelled(signal)
  const readings = rollouts.map((rollout) => ({ rollout, teacher: request.teacher, context }))
  return readRollouts(
    student,
    teacher,
    readings,
    (positions, _, { rollout }): EstimatorDraw => {
      const own = positions.filter((_, i) => rollout.tokens[i]?.source === 'student')
      return drawOf(
        own.map((position) => estimatesAt(position, temperature)(position.id)),
        null,
      )
    },
    { signal },
  )
}

/**
 * Adds up what the student's tokens of one draw are worth.
 * @param id of the one token, or null for a whole rollout
 */
export function drawOf(values: readonly TokenEstimates[], id: number | null): EstimatorDraw {
  const sum = (of: (value: TokenEstimates) => number): number => values.reduce((total, value) => total + of(value), 0)
  const sharpening = { toGo: 0, own: 0, exact: 0 }
  let [k1ToGo, exactAfter] = [0, 0]
  // From the end: what comes after a token is what it is to blame for.
  for (const { k1, exact, score, slope } of values.toReversed()) {
    k1ToGo += k1
    sharpening.toGo += score * k1ToGo
    sharpening.own += score * k1
    sharpening.exact += slope + score * exactAfter
    exactAfter += exact
  }
  return {
    id,
    tokens: values.length,
    logp: sum(({ logp }) => logp),
    k1: sum(({ k1 }) => k1),
    k2: sum(({ k2 }) => k2),
    k3: sum(({ k3 }) => k3),
    exact: sum(({ exact }) => exact),
    logWeight: sum(({ logWeight }) => logWeight),
    sharpening,
  }
}

/** The estimators' values at a position for any token there, at whatever temperature it was drawn. */
export function estimatesAt(
  { student, teacher }: Pick<AlignedPosition, 'student' | 'teacher'>,
  temperature: number,
): (id: number) => TokenEstimates {
  const position = { studentLogits: student, teacherLogits: teacher }
  const pair = preparePair(position)
  const logs = logSoftmax(student)
  const drawnFrom = temperature === 1 ? logs : logSoftmax(Float64Array.from(student, (logit) => logit / temperature))
  const spread = entropy(logs)
  const [kl = Number.NaN] = divergenceValues(position, [{ id: 'reverse-kl' }], pair)
  let slope = 0
  for (let v = 0; v < pair.size; v++)
    if (pair.pS[v]! > 0) slope += pair.pS[v]! * (logs[v]! + spread) * pair.logRatio[v]!
  return (id) => {
    const [k1 = Number.NaN, k2 = Number.NaN, k3 = Number.NaN] = divergenceValues(
      { ...position, token: id },
      SAMPLED,
      pair,
    )
    const logp = logs[id]!
    // An entry that is masked is never drawn: its weight is that of nothing.
    const logWeight = drawnFrom === logs || logp === Number.NEGATIVE_INFINITY ? 0 : logp - drawnFrom[id]!
    return { logp, k1, k2, k3, exact: kl, logWeight, score: logp + spread, slope }
  }
}
