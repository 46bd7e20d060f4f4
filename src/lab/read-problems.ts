/**
 * @file A file of problems of one's own, JSONL or CSV: {"prompt" or "messages", "answer"?, "check"?, "note"?}. The last tenth of the
 * lines (at least one) is held out: training never sees it.
 */
import { createReadStream } from 'node:fs'
import { EngineError, oneLine } from '../engine/errors.ts'
import { NOTE_KIND, splitProblems } from '../engine/own/problems.ts'
import type { OwnProblems } from '../engine/training/types.ts'
import type { OwnText } from '../engine/types.ts'
import { PLAIN_FIELDS, problemFormat, problemLines, problemOf } from '../formats/problem-file.ts'

/**
 * Reads the file piece by piece.
 * @param told whether the recipe tells its teacher more than the student knows
 * @throws EngineError 'bad-request' naming the line that cannot be read, or for fewer than two problems
 */
export async function readProblems(file: string, told: boolean, template: string): Promise<OwnProblems> {
  const problems: OwnText[] = []
  const reading = { fields: PLAIN_FIELDS, kind: NOTE_KIND, template }
  let at = 0
  try {
    for await (const lines of problemLines(createReadStream(file), problemFormat(file)))
      for (const each of lines) {
        at = each.line
        if ('wrong' in each) throw new TypeError(each.wrong)
        const problem = problemOf(each.fields, reading)
        if (told && !problem.notes) throw new TypeError('it has neither a note nor an answer for the teacher')
        problems.push(problem)
      }
  } catch (error) {
    const where = error instanceof TypeError ? ` at line ${at}` : ''
    throw new EngineError(
      'bad-request',
      `The problems in ${file} cannot be read${where}: ${oneLine(error)}.`,
      'Give --problems a file with one JSON object a line: {"prompt": "...", "answer": "...", "note": "..."}, or a CSV file with these names on top.',
    )
  }
  if (problems.length < 2)
    throw new EngineError(
      'bad-request',
      `${file} holds ${problems.length === 0 ? 'no problems' : 'one problem'}.`,
      'Give at least two: one to learn from, and one that is held out.',
    )
  return splitProblems(problems)
}
