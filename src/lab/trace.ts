/** @file A rollout with its scores as the trace that the page exports and imports. */

import type { LocalEngine } from '../engine/engine.ts'
import { EngineError } from '../engine/errors.ts'
import type { DivergenceChoice, Rollout } from '../engine/types.ts'
import { hashesOf, type Trace } from '../formats/trace.ts'
import { createSchema } from '../settings/schema.ts'
import { divergenceChoices, paramsKey, readParamsKey, TOP_K } from '../settings/scoring-keys.ts'
import { CORE_DEFAULTS, type DivergenceParams } from '../settings/settings.ts'
import type { ContextKind } from '../world/types.ts'

export interface Reading {
  readonly teacher: string
  /** The second of the two readings; null for the reading without context alone. */
  readonly context: ContextKind | null
  readonly params: DivergenceParams
  /** The page opens on the reading with context. */
  readonly privileged: boolean
}

/** The teacher reads a rollout without and with the context, and every divergence is evaluated, as the page does it. */
export async function scoreTrace(engine: LocalEngine, rollout: Rollout, reading: Reading): Promise<Trace> {
  const { teacher, context, params, privileged } = reading
  const models = await engine.models()
  const contexts = context === null ? [null] : [null, context]
  const scored = await engine.scoreMany(
    contexts.map((context) => ({ rollout, teacher, context, divergences: divergenceChoices(params), topK: TOP_K })),
  )
  const page = createSchema([], []).toQuery({
    ...rollout.problem,
    ...rollout.sampling,
    student: rollout.student,
    teacher,
    context: context ?? CORE_DEFAULTS.context,
    privileged,
    params,
  })
  return {
    page,
    // Rollouts that were read from a file may not know what the student thought of them.
    rollout: {
      ...rollout,
      tokens: rollout.tokens.map((token, i) => ({
        ...token,
        logpStudent: Number.isNaN(token.logpStudent) ? scored[0]!.tokens[i]!.logpStudent : token.logpStudent,
      })),
    },
    models: hashesOf(models, [rollout.student]),
    scores: scored.map((score) => ({
      score,
      params: readParamsKey(paramsKey(params)),
      models: hashesOf(models, [rollout.student, teacher]),
    })),
  }
}

/** The parameters that `--divergences` gives; a trace holds each divergence once. @throws EngineError 'bad-request' */
export function paramsOf(choices: readonly DivergenceChoice[]): DivergenceParams {
  const params: Record<string, Readonly<Record<string, number>>> = {}
  for (const { id, params: values = {} } of choices) {
    if (params[id]) {
      throw new EngineError(
        'bad-request',
        `--divergences names ${id} twice, and a trace holds each divergence once.`,
        'Write one trace for each set of parameters.',
      )
    }
    params[id] = values
  }
  return params
}
