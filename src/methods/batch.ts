/**
 * @file The texts of one step as a table: one row for each token that may carry loss, all rows of a text in a block, and
 * what is known of every row and text before the gradient step. Weights and advantages are pure functions of it.
 */

/**
 * Numbers of every row, columns of length `rows`. Log-probabilities and entropies are natural logs over the full vocabulary
 * at temperature 1, in nats. The columns of a model that the recipe does not have hold 0.
 */
export interface Columns {
  /** log-prob of the row's token under whoever wrote it, when it was written. */
  readonly behaviourLogp: Float64Array
  readonly studentLogp: Float64Array
  readonly studentEntropy: Float64Array
  readonly teacherLogp: Float64Array
  readonly teacherEntropy: Float64Array
  /** log-prob of the token under the reference: the starting weights, or the latest snapshot where the recipe keeps one. */
  readonly referenceLogp: Float64Array
  /** KL(p_T || p_S), KL(p_S || p_T) and total variation at the position. */
  readonly forwardKl: Float64Array
  readonly reverseKl: Float64Array
  readonly tvd: Float64Array
  /** 1 + number of entries that the teacher finds likelier than the token. */
  readonly teacherRank: Float64Array
  /** Entropy of the teacher's top k renormalised; k is the recipe's (`safety`), else the vocabulary. */
  readonly teacherTopEntropy: Float64Array
  /** The teacher's raw logit of the token, and its largest logit at the position. */
  readonly teacherLogit: Float64Array
  readonly teacherMaxLogit: Float64Array
  /** Total variation between two of the models that a product of models is made of; else 0. */
  readonly teacherSpread: Float64Array
}

export interface TextRows {
  /** Id of the draw that it belongs to. */
  readonly draw: string
  /** Number of its problem in the step: texts of one problem (and draw) are a group. */
  readonly problem: number
  /** Its rows are `first` to `first + length - 1`, in the order of its tokens. */
  readonly first: number
  readonly length: number
  readonly right: boolean
  /** The verifier's 1 or 0, with the recipe's shaping. */
  readonly reward: number
  /** The final answer as written, or null. */
  readonly answer: string | null
  /** Row at which the first wrong step begins, or null when nothing is wrong or it cannot be told. */
  readonly firstWrongRow: number | null
}

export interface Batch {
  readonly rows: number
  readonly texts: readonly TextRows[]
  /** Vocabulary ids, int32 [rows]. */
  readonly tokens: Int32Array
  /** 1 for special and format tokens (end of text, line breaks), [rows]. */
  readonly special: Uint8Array
  /** 1 where a speculating teacher refused the student's token, [rows]; left out where no text has such places. */
  readonly refused?: Uint8Array
  readonly columns: Columns
  /** Where the loss is taken against several teachers: the columns of each; `columns` hold their weighted means. */
  readonly voices?: readonly Columns[]
}

/** What must be known of the rows before the gradient step; a step computes no more than its terms need. */
export interface Needs {
  /** The loss itself reads the teacher's distribution. */
  readonly teacherLogits: boolean
  /** TEACHER_STATISTICS, as weights, advantages or inputs. */
  readonly teacherStatistics: boolean
  /** STUDENT_STATISTICS or PAIR_STATISTICS before the step: one more forward pass of the student. */
  readonly studentStatistics: boolean
  /** Log-probs of the tokens under the reference weights. */
  readonly reference: boolean
}

/** What one part of a loss adds to the needs of the step. */
export type SomeNeeds = { readonly [K in keyof Needs]?: true }

export const TEACHER_ONLY: SomeNeeds = { teacherStatistics: true }
export const STUDENT_ONLY: SomeNeeds = { studentStatistics: true }
export const BOTH_MODELS: SomeNeeds = { ...TEACHER_ONLY, ...STUDENT_ONLY }
/** Divergences of the position (`forwardKl`, `reverseKl`, `tvd`) need the teacher's logits beside the student's. */
export const PAIR_OF_LOGITS: SomeNeeds = { ...BOTH_MODELS, teacherLogits: true }

/** Columns of zeros, for batches that are filled step by step. */
export function emptyColumns(rows: number): Columns {
  const column = () => new Float64Array(rows)
  return {
    behaviourLogp: column(),
    studentLogp: column(),
    studentEntropy: column(),
    teacherLogp: column(),
    teacherEntropy: column(),
    referenceLogp: column(),
    forwardKl: column(),
    reverseKl: column(),
    tvd: column(),
    teacherRank: column(),
    teacherTopEntropy: column(),
    teacherLogit: column(),
    teacherMaxLogit: column(),
    teacherSpread: column(),
  }
}

/** The texts of some draws. */
export function textsOf(batch: Batch, draws: readonly string[]): readonly TextRows[] {
  return batch.texts.filter(({ draw }) => draws.includes(draw))
}

/** The texts of each problem, in the order of problems. */
export function groupsOf(texts: readonly TextRows[]): readonly (readonly TextRows[])[] {
  const groups = new Map<number, TextRows[]>()
  for (const text of texts) groups.set(text.problem, [...(groups.get(text.problem) ?? []), text])
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)
}
