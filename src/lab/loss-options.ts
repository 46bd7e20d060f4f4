/** @file The options of `lab loss`. */
import { bad, splitArguments } from './option-values.ts'

export interface LossOptions {
  /** An id of the catalogue, or a file. */
  readonly recipe: string
  readonly variant: string | null
}

export const LOSS_OPTIONS = {
  json: { type: 'boolean', default: false },
  recipe: { type: 'string', default: 'gkd' },
  variant: { type: 'string' },
} as const

/**
 * Parses the arguments after `lab loss`; `--json` is allowed, as the answer is always JSON.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseLossOptions(argv: readonly string[]): LossOptions {
  const { values, positionals } = splitArguments(argv, LOSS_OPTIONS)
  if (positionals.length > 0)
    throw bad(`There is one argument too many: "${positionals[0]}".`, 'Write lab loss --recipe ID < case.json.')
  return { recipe: values.recipe, variant: values.variant ?? null }
}
