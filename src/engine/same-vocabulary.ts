/** @file Whether two models' tokens mean the same, which every number that compares them at one token rests on. */
import { message } from '../message/message.ts'
import { EngineError } from './errors.ts'
import type { LoadedModel } from './loader.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * How many entries of the vocabulary two models have in common. Models of one tokenizer may be padded to different sizes:
 * the shorter one is the common part, and the rest, which stands for no token, is cut off.
 * @throws EngineError 'wrong-vocabulary' naming the first entry that differs
 */
export function commonEntries(student: LoadedModel, teacher: LoadedModel): number {
  if (student.vocabulary.fingerprint !== teacher.vocabulary.fingerprint) throw differ(student, teacher)
  return Math.min(student.session.shape.vocabulary, teacher.session.shape.vocabulary)
}

function differ(student: LoadedModel, teacher: LoadedModel): EngineError {
  return new EngineError(
    'wrong-vocabulary',
    message('"{student}" and "{teacher}" do not share a vocabulary, so their tokens cannot be compared{difference}.', {
      student: student.info.id,
      teacher: teacher.info.id,
      difference: difference(student.vocabulary, teacher.vocabulary),
    }),
    'Choose a teacher with the same tokenizer as the student.',
  )
}

function difference(a: Vocabulary, b: Vocabulary): string {
  const size = Math.max(a.size, b.size)
  const id = Array.from({ length: size }, (_, i) => i).find((i) => a.entryOf(i) !== b.entryOf(i))
  if (id === undefined) return ': the entries are the same, the merges are not'
  const [one, other] = [a.entryOf(id), b.entryOf(id)].map((entry) =>
    entry === null ? 'nothing' : JSON.stringify(entry),
  )
  return `: id ${id} is ${one} in one and ${other} in the other`
}
