/** @file An expression in a recipe: checked where the recipe is checked, with the place of a mistake. */
import type { Atoms } from '../schema/atoms.ts'
import { type Expression, ExpressionError, LONGEST_EXPRESSION, namesIn, parseExpression } from './parse.ts'
import { ENTRY_NAMES, ENTRY_QUANTITIES, type EntryQuantity, TOKEN_NAMES } from './quantities.ts'

/** Text that is an expression over these names. @param also what is wrong with it beside, as two sentences; null for nothing */
function expression({ z }: Pick<Atoms, 'z'>, names: readonly string[], also: (read: Expression) => string | null) {
  return z
    .string()
    .min(1)
    .max(LONGEST_EXPRESSION)
    .superRefine((text, context) => {
      const wrong = wrongWith(text, names, also)
      if (wrong !== null) context.addIssue({ code: 'custom', message: wrong })
    })
}

function wrongWith(text: string, names: readonly string[], also: (read: Expression) => string | null): string | null {
  try {
    return also(parseExpression(text, names))
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.message} ${error.remedy}`
    throw error
  }
}

/** Of a token, for a weight. */
export const tokenExpression = (atoms: Pick<Atoms, 'z'>) => expression(atoms, TOKEN_NAMES, () => null)

/** Of a vocabulary entry, for a divergence: it must say something of both models. */
export const entryExpression = (atoms: Pick<Atoms, 'z'>) =>
  expression(atoms, ENTRY_NAMES, (read) => {
    const whose = new Set([...namesIn(read)].flatMap((name) => ENTRY_QUANTITIES[name as EntryQuantity].whose))
    const lacking = (['student', 'teacher'] as const).find((who) => !whose.has(who))
    return lacking === undefined ? null : `It names nothing of the ${lacking}. Write p_${lacking} or gap into it.`
  })
