/** @file An expression in a recipe: checked where the recipe is checked, with the place of a mistake. */
import { english, message } from '../../message/message.ts'
import type { Atoms } from '../schema/atoms.ts'
import type { CheckParams } from '../schema/explain.ts'
import type { Wrong } from '../schema/recipe-error.ts'
import { type Expression, ExpressionError, LONGEST_EXPRESSION, namesIn, parseExpression } from './parse.ts'
import { ENTRY_NAMES, ENTRY_QUANTITIES, type EntryQuantity, TOKEN_NAMES } from './quantities.ts'

/** Text that is an expression over these names. @param also what is wrong with it beside; null for nothing */
function expression({ z }: Pick<Atoms, 'z'>, names: readonly string[], also: (read: Expression) => Wrong | null) {
  return z
    .string()
    .min(1)
    .max(LONGEST_EXPRESSION)
    .superRefine((text, context) => {
      const wrong = wrongWith(text, names, also)
      if (wrong === null) return
      const params: CheckParams = { wrong }
      context.addIssue({ code: 'custom', message: english(wrong.message), params: { ...params } })
    })
}

function wrongWith(text: string, names: readonly string[], also: (read: Expression) => Wrong | null): Wrong | null {
  try {
    return also(parseExpression(text, names))
  } catch (error) {
    if (error instanceof ExpressionError) return error.sentences
    throw error
  }
}

const LACKING: Readonly<Record<'student' | 'teacher', Wrong>> = {
  student: {
    message: message('It names nothing of the student.'),
    remedy: message('Write p_student or gap into it.'),
  },
  teacher: {
    message: message('It names nothing of the teacher.'),
    remedy: message('Write p_teacher or gap into it.'),
  },
}

/** Of a token, for a weight. */
export const tokenExpression = (atoms: Pick<Atoms, 'z'>) => expression(atoms, TOKEN_NAMES, () => null)

/** Of a vocabulary entry, for a divergence: it must say something of both models. */
export const entryExpression = (atoms: Pick<Atoms, 'z'>) =>
  expression(atoms, ENTRY_NAMES, (read) => {
    const whose = new Set([...namesIn(read)].flatMap((name) => ENTRY_QUANTITIES[name as EntryQuantity].whose))
    const lacking = (['student', 'teacher'] as const).find((who) => !whose.has(who))
    return lacking === undefined ? null : LACKING[lacking]
  })
