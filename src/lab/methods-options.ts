/** @file The options of `lab methods`. */

import { bad, splitArguments } from './option-values.ts'
import { ENGINE_OPTIONS, type EngineOptions, engineOptions } from './options.ts'

export interface MethodsOptions extends EngineOptions {
  /** Prove it anew instead of reading what was recorded. */
  readonly check: boolean
  /** One entry of the atlas, or null for all. */
  readonly id: string | null
  /** Where the live steps' outcomes are recorded, or null. */
  readonly out: string | null
}

export const METHODS_OPTIONS = {
  ...ENGINE_OPTIONS,
  check: { type: 'boolean', default: false },
  out: { type: 'string', short: 'o' },
} as const

/**
 * Parses the arguments after `lab methods`.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseMethodsOptions(argv: readonly string[]): MethodsOptions {
  const { values, positionals } = splitArguments(argv, METHODS_OPTIONS)
  if (positionals.length > 1)
    throw bad(`There is one argument too many: "${positionals[1]}".`, 'Write lab methods --check ID.')
  if (values.out !== undefined && !values.check)
    throw bad('-o belongs to --check.', 'Write lab methods --check -o FILE.')
  return { ...engineOptions(values), check: values.check, id: positionals[0] ?? null, out: values.out ?? null }
}
