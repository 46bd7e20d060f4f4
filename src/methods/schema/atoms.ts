/** @file Numbers and lists that the schema is made of, with their ranges. */

import * as z from 'zod'
import type { Divergence } from '../../divergence/types.ts'
import { message } from '../../message/message.ts'
import type { Wrong } from './recipe-error.ts'

// The page's content security policy forbids `new Function`, by which zod compiles its object parsers otherwise.
z.config({ jitless: true })

export const finite = z.number()
export const atLeastZero = z.number().min(0)
export const positive = z.number().gt(0)
/** A share of something: none of it would be no choice at all. */
export const share = z.number().gt(0).max(1)
export const unit = z.number().min(0).max(1)
/** Strictly between 0 and 1. */
export const fraction = z.number().gt(0).lt(1)
export const count = z.int().min(1)
export const countOrNone = z.int().min(0)

/** One line of text. */
export const line = z
  .string()
  .min(1)
  .regex(/^[^\n]*$/)

/** What a recipe may be called by: it becomes the name of files and folders. */
export const SAFE_NAME = /^[A-Za-z\d][\w.-]{0,63}$/
export const safeName = z.string().min(1).regex(SAFE_NAME)

const BACKWARDS: Wrong = {
  message: message('The ramp ends before it starts.'),
  remedy: message('Give an end at or after the start.'),
}

/** A number, or one that moves over the run; its ends lie where the number must lie. */
export function schedule(value: z.ZodType<number>) {
  const ramp = z
    .strictObject({ from: value, to: value, start: unit.optional(), end: unit.optional() })
    .refine(({ start = 0, end = 1 }) => start <= end, {
      path: ['end'],
      params: { wrong: BACKWARDS },
    })
  return z.union([value, ramp])
}

/** A list of at least one, as the recipe types have it. */
export function some<T extends z.ZodType>(item: T) {
  return z.tuple([item], item).readonly()
}

/** The parameter of a divergence, within the range outside which float64 overflows. @throws RangeError where it has none */
export function parameterOf({ id, params: [spec] }: Divergence) {
  if (!spec) throw new RangeError(`${id} has no parameter`)
  return z.number().min(spec.min).max(spec.max)
}

/** What of the library they use: handing on all of it would bring its messages in fifty languages along. */
const BUILDERS = {
  array: z.array,
  discriminatedUnion: z.discriminatedUnion,
  enum: z.enum,
  literal: z.literal,
  null: z.null,
  strictObject: z.strictObject,
  string: z.string,
  tuple: z.tuple,
  union: z.union,
  boolean: z.boolean,
  number: z.number,
  int: z.int,
}

/**
 * What the schemas of divergences, weights and teachers are made of. They are handed it rather than import it: pages that show
 * formulas and verdicts check no recipe, and fetch no checker.
 */
export const ATOMS = {
  z: BUILDERS,
  atLeastZero,
  count,
  finite,
  fraction,
  line,
  parameterOf,
  positive,
  schedule,
  share,
  unit,
}
export type Atoms = typeof ATOMS
