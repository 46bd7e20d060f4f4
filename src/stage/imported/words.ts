/** @file What a dump lacks, and why no model of this page reads it, in words. */
import { mark } from '../../i18n/words.ts'
import type { DumpPart, Unread } from '../../store/state.ts'

export const DUMP_PARTS: Readonly<Record<DumpPart, string>> = {
  prompt: mark('the prompt’s text'),
  completion: mark('the completion’s text'),
  reward: mark('a reward'),
  ids: mark('token ids'),
  student: mark('log-probs of the student'),
  teacher: mark('log-probs of the teacher'),
  distributions: mark('whole distributions (entropies, divergences, top-k)'),
}

export const UNREAD: Readonly<Record<Unread, string>> = {
  'no-prompt': mark('No model of this page reads it: the prompt is not in the dump.'),
  'no-text': mark('No model of this page reads it: the dump has neither a text nor tokens.'),
  vocabulary: mark(
    'These are the tokens of the dump, of a vocabulary that the models of this page do not have: they show what was recorded, and nothing is measured here.',
  ),
  'too-long': mark('No model of this page reads it: prompt and completion are longer than they read.'),
  brought: mark(
    'A model that was brought reads no imported text: choose a student that comes with this page, and open it again.',
  ),
}
