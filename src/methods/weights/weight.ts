/**
 * @file What a kind of weight or gate is (W.*), in one object: how a recipe writes it, its number for a token or a text, its
 * notation, the parts of the literature that it counts as, and what it must know. A constant of the step: it gets no gradient.
 */
import type { z } from 'zod'
import type { Batch, SomeNeeds, TextRows } from '../batch.ts'
import type { PartId } from '../part-names.ts'
import type { Atoms } from '../schema/atoms.ts'

/** The weight of a row, given its text; never NaN for finite columns. */
export type TokenWeighing = (row: number, text: TextRows) => number
/** The weight of all rows of a text. */
export type TextWeighing = (text: TextRows) => number

interface WeightFacts<Kind> {
  /** As a recipe writes it. Tests draw its formula, and hold that no weight is NaN or reads more than it says. */
  readonly example: Kind
  /** The first marks the factor in the formula; empty for what the parts of the literature have no name for. */
  readonly parts: readonly PartId[]
  /** KaTeX of the factor, and of a definition that it needs below the formula. H is entropy in nats, r a text's reward. */
  notation(kind: Kind): { readonly tex: string; readonly where?: string }
  /** What it reads of the models. Left out: nothing. */
  needs?(kind: Kind): SomeNeeds
  /** k of the column `teacherTopEntropy`, where it reads that. */
  topEntropy?(kind: Kind): number
  /** The draws whose texts of one problem it compares with each other; `on` are the term's. Left out: it compares none. */
  compares?(kind: Kind, on: readonly string[]): readonly string[]
  /** Where it keeps whole texts of one outcome: which. */
  keeps?(kind: Kind): 'right' | 'wrong'
}

/** @param texts those of the term's draws: shares, groups and normalisations are taken over them */
type Weighing<Kind, T> = (batch: Batch, texts: readonly TextRows[], kind: Kind) => T

/** @template Kind how a recipe writes it: its kind and its numbers */
export type WeightObject<Kind> = WeightFacts<Kind> &
  (
    | { token(...given: Parameters<Weighing<Kind, TokenWeighing>>): TokenWeighing; readonly text?: undefined }
    | { text(...given: Parameters<Weighing<Kind, TextWeighing>>): TextWeighing; readonly token?: undefined }
  )

/** Schema of how a recipe writes a weight. */
export type WeightSchema = z.ZodType<{ kind: string }>

/** A kind of weight. @param schema of what a recipe writes, which is also the type of `kind` */
export function weightOf<S extends WeightSchema>(schema: (a: Atoms) => S, weight: WeightObject<Readonly<z.infer<S>>>) {
  return { schema, ...weight }
}

/** KaTeX of 1 where the condition holds, else 0. */
export const gateTex = (condition: string) => String.raw`\mathbf{1}[${condition}]`
