/** @file Kinds of privileged context by their names in the field, as short as a row's name must be. */

import { mark, t } from '../../i18n/words.ts'
import type { ContextKind } from '../../world/types.ts'

const NAMES: Readonly<Record<ContextKind, string>> = {
  answer: mark('answer'),
  trace: mark('trace'),
  hint: mark('hint'),
  demo: mark('demo'),
  concise: mark('concise'),
  document: mark('document'),
  feedback: mark('feedback'),
  revise: mark('revise'),
  translation: mark('translation'),
  'short-context': mark('short context'),
  skill: mark('skill'),
  memory: mark('memory'),
  path: mark('path'),
  reflection: mark('reflection'),
  success: mark('success'),
}

/** "without" for none. A kind that a link or a trace names and no world knows stays as it is. */
export function contextName(context: ContextKind | null): string {
  return context === null ? t('without') : t(NAMES[context] ?? context)
}
