/**
 * @file The trace: a rollout of real models with its scores, as JSON. One format for the recorded first paint, for
 * "Export trace" and "Import trace", and for `lab score --trace`. Format `opd-trace`, version 2; public/trace.schema.json
 * describes every field, public/trace.md says how to read it. Infinite values are written as the strings "Infinity" and
 * "-Infinity"; other numbers keep nine significant digits, which give a model's 32-bit floats back exactly.
 */
import type { ModelInfo, Rollout, ScoredRollout } from '../engine/types.ts'
import type { DivergenceParams } from '../settings/settings.ts'
import { shippedJson } from './json.ts'

export const TRACE_FORMAT = 'opd-trace'
export const TRACE_VERSION = 2
/** Significant ones that a number is written with. */
export const DIGITS = 9

/** SHA-256 of models' weights, by model id; models that were trained on the page have none. */
export type ModelHashes = Readonly<Record<string, string>>

/** The rollout under one condition. */
export interface TraceScore {
  readonly score: ScoredRollout
  /** Parameters of every divergence that has some. */
  readonly params: DivergenceParams
  readonly models: ModelHashes
}

export interface Trace {
  /** What was on view, as the query of the page's address. */
  readonly page: string
  readonly rollout: Rollout
  /** The student's hash, where it is known. */
  readonly models: ModelHashes
  /** Usually one teacher without and with one context. */
  readonly scores: readonly TraceScore[]
}

/** The known hashes of these models. */
export function hashesOf(models: readonly ModelInfo[], ids: readonly string[]): ModelHashes {
  const known = ids.map((id) => [id, models.find((model) => model.id === id)?.sha256 ?? ''] as const)
  return Object.fromEntries(known.filter(([, hash]) => hash !== ''))
}

/** The JSON text of a trace. */
export function writeTrace({ page, rollout, models, scores }: Trace, recorded: Date): string {
  const trace = {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    recorded: recorded.toISOString(),
    page,
    rollout: { ...rollout, models },
    scores: scores.map(({ score, params, models }) => ({ ...score, params, models })),
  }
  const compact = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'number' || Number.isInteger(value)) return value
    return Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : String(value)
  }
  return JSON.stringify(trace, compact)
}

/** A trace as its file has it. */
interface PackedTrace {
  readonly page: string
  readonly rollout: Rollout & { readonly models: ModelHashes }
  readonly scores: readonly (ScoredRollout & Omit<TraceScore, 'score'>)[]
}

export function unpacked({ page, rollout: { models, ...rollout }, scores }: PackedTrace): Trace {
  return {
    page,
    rollout,
    models,
    scores: scores.map(({ params, models, ...score }) => ({ score, params, models })),
  }
}

/** A trace that the page brings along. @throws TypeError or SyntaxError for a file of another version, or no trace at all */
export function shippedTrace(text: string): Trace {
  const file = shippedJson(text) as PackedTrace & { readonly format: string; readonly version: number }
  if (file.format !== TRACE_FORMAT || file.version !== TRACE_VERSION) throw new TypeError('a trace of another version')
  return unpacked(file)
}
