/** @file What a teacher says of the completions of a step, whoever it is and wherever it runs. */
import type { Tensor } from 'onnxruntime-common'
import type { Completion } from './completions.ts'

/** The teacher's logits and statistics on completions. */
export interface TeacherScores {
  /** [rows, vocabulary], on the device, the tables of several voices side by side; the caller's to dispose of. */
  readonly logits: Tensor
  /** [rows, 7], columns JOINED_STATISTICS; the weighted means where there are several voices. */
  readonly statistics: Float32Array
  /** [rows, 6] of each of several voices, columns TEACHER_STATISTICS. */
  readonly voices: readonly Float32Array[]
  /** Tokens of its prompts and the completions. */
  readonly tokens: number
}

/** The first other right completion of the same draw and problem. */
export function rightSibling(own: Completion, completions: readonly Completion[]): string | undefined {
  return completions.find(
    (other) =>
      other !== own &&
      other.draw === own.draw &&
      other.promptIndex === own.promptIndex &&
      other.verdict.status === 'right',
  )?.text
}
