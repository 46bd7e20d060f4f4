/**
 * @file What a divergence is to a recipe, in one object: how a recipe writes it, the graph that trains on it, its notation, the
 * parts of the literature that it counts as, and what it makes of the teacher. Its value at a position stands in src/divergence.
 */
import type { z } from 'zod'
import type { Graph } from '../../onnx/graph.ts'
import type { Value } from '../../onnx/types.ts'
import type { Batch, SomeNeeds } from '../batch.ts'
import type { FormulaPiece } from '../formula/segments.ts'
import type { GraphPair } from '../graph/pair.ts'
import type { PartId } from '../part-names.ts'
import type { Atoms } from '../schema/atoms.ts'

/** Where a divergence is emitted. */
export interface EmitScope {
  readonly g: Graph
  readonly pair: GraphPair
  /** The parameter where it is no plain number of the recipe (`moving`): a scalar, or one number a row as [rows, 1]. Else null. */
  readonly parameter: Value | null
  /** Sum over the vocabulary of textbook summands [rows, entries], each cut at the term's `entryClip`. [rows] */
  sum(entries: Value): Value
}

/** A parameter that the step's table holds. */
export type MovingParameter =
  | { readonly per: 'step'; at(progress: number): number }
  | { readonly per: 'row'; readonly needs: SomeNeeds; of(batch: Batch, draws: readonly string[]): Float64Array }

/** @template Kind how a recipe writes it: its id and its parameters */
export interface LossDivergence<Kind> {
  /**
   * The divergence in recipes: ends and inside of its parameters. Tests hold the graph on each to src/divergence and draw the
   * formula of the first.
   */
  readonly examples: readonly [Kind, ...Kind[]]
  /** The divergence of each row in nats, [rows]; float32 in training. The teacher is a constant. */
  emit(at: EmitScope, kind: Kind): Value
  /** @param s, t the two distributions as they are written here @param mark tells the symbols of several terms apart */
  notation(kind: Kind, s: string, t: string, mark: string): FormulaPiece
  /** Empty for one that the parts of the literature have no name for. */
  parts(kind: Kind): readonly PartId[]
  /** What of the teacher is the student's target at a token, for the verdict on C2. */
  readonly target: string
  /** Where the parameter is not a plain number. Left out: it always is. */
  moving?(kind: Kind): MovingParameter | null
}

/** Schema of how a recipe writes a divergence. */
export type DivergenceSchema = z.ZodType<{ id: string }>

/**
 * A divergence that recipes can train on.
 * @param schema of what a recipe writes, which is also the type of `kind`
 */
export function trainable<S extends DivergenceSchema>(
  schema: (a: Atoms) => S,
  divergence: LossDivergence<Readonly<z.infer<S>>>,
) {
  return { schema, ...divergence }
}

/** The target of a divergence that reads both distributions in full. */
export const WHOLE_DISTRIBUTION = "the teacher's distribution"
