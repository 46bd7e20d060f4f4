/**
 * @file Draws for the sampled estimators of KL(p_S || p_T): tokens at one position, or whole rollouts. Each draw comes with
 * k1, k2, k3 and the exact value at the same positions; the logits that they were read from stay here.
 */
import { divergenceValues } from '../divergence/registry.ts'
import { logSoftmax } from './distribution.ts'
import { throwIfCancelled } from './errors.ts'
import type { LoadedModel } from './loader.ts'
import { uniformAt } from './random.ts'
import { sampleRollouts } from './rollouts.ts'
import { chooseToken } from './sampling.ts'
import type { AlignedPosition } from './score-tokens.ts'
import { type ReadOptions, readRollouts } from './scoring.ts'
import type { Backend, Draw, DrawRequest } from './types.ts'

type Values = Omit<Draw, 'id' | 'tokens'>

/** Every token can be drawn, or the importance weights would not be those of the whole vocabulary. */
const OPEN = { topK: 0, topP: 1, minP: 0 } as const

const CHOICES = (['k1', 'k2', 'k3', 'reverse-kl'] as const).map((id) => ({ key: id, id }))

/** Draws the next token again and again from the distribution that stands behind one token of a rollout. */
export async function drawAtPosition(
  student: LoadedModel,
  teacher: LoadedModel,
  request: Extract<DrawRequest, { scope: 'position' }>,
  options: ReadOptions,
): Promise<readonly Draw[]> {
  const { index, temperature, seed, n } = request
  const [draws] = await readRollouts(
    student,
    teacher,
    [request],
    (positions) => {
      const position = positions[index]!
      // The same token has the same values, and a distribution holds few that are ever drawn.
      const known = new Map<number, Values>()
      return Array.from({ length: n }, (_, i): Draw => {
        const { id } = chooseToken(position.student, { ...OPEN, temperature }, uniformAt(seed + i, 0, index))
        const values = known.get(id) ?? valuesAt({ ...position, id }, temperature)
        known.set(id, values)
        return { id, tokens: 1, ...values }
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
): Promise<readonly Draw[]> {
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
    (positions, _, { rollout }): Draw => {
      const own = positions.filter((_, i) => rollout.tokens[i]?.source === 'student')
      const values = own.map((position) => valuesAt(position, temperature))
      const sum = (of: keyof Values): number => values.reduce((total, value) => total + value[of], 0)
      return {
        id: null,
        tokens: own.length,
        k1: sum('k1'),
        k2: sum('k2'),
        k3: sum('k3'),
        exact: sum('exact'),
        logWeight: sum('logWeight'),
      }
    },
    { signal },
  )
}

/** The estimators' values for the token that stands at a position, at whatever temperature it was drawn. */
export function valuesAt({ id, student, teacher }: AlignedPosition, temperature: number): Values {
  const position = { studentLogits: student, teacherLogits: teacher, token: id }
  const [k1 = Number.NaN, k2 = Number.NaN, k3 = Number.NaN, exact = Number.NaN] = divergenceValues(position, CHOICES)
  const logWeight =
    temperature === 1
      ? 0
      : logSoftmax(student)[id]! - logSoftmax(Float64Array.from(student, (logit) => logit / temperature))[id]!
  return { k1, k2, k3, exact, logWeight }
}
