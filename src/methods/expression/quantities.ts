/** @file What expressions can name: numbers of a token for weights, of a vocabulary entry for divergences. */
import {
  type Batch,
  BOTH_MODELS,
  PAIR_OF_LOGITS,
  type SomeNeeds,
  STUDENT_ONLY,
  TEACHER_ONLY,
  type TextRows,
} from '../batch.ts'
import { logRatio } from '../formula/segments.ts'

interface TokenQuantity {
  readonly tex: string
  readonly needs: SomeNeeds
  of(batch: Batch, row: number, text: TextRows): number
}

const both = BOTH_MODELS

/** Of a token and its text. nats, natural logarithms; `position` goes from 0 at a text's first token to 1 at its last. */
export const TOKEN_QUANTITIES = {
  gap: {
    tex: logRatio('p_T', 'p_S'),
    needs: both,
    of: ({ columns }, row) => columns.teacherLogp[row]! - columns.studentLogp[row]!,
  },
  p_student: { tex: 'p_S(y_t)', needs: STUDENT_ONLY, of: ({ columns }, row) => Math.exp(columns.studentLogp[row]!) },
  p_teacher: { tex: 'p_T(y_t)', needs: TEACHER_ONLY, of: ({ columns }, row) => Math.exp(columns.teacherLogp[row]!) },
  logp_student: {
    tex: String.raw`\log p_S(y_t)`,
    needs: STUDENT_ONLY,
    of: ({ columns }, row) => columns.studentLogp[row]!,
  },
  logp_teacher: {
    tex: String.raw`\log p_T(y_t)`,
    needs: TEACHER_ONLY,
    of: ({ columns }, row) => columns.teacherLogp[row]!,
  },
  entropy_student: { tex: 'H(p_S)', needs: STUDENT_ONLY, of: ({ columns }, row) => columns.studentEntropy[row]! },
  entropy_teacher: { tex: 'H(p_T)', needs: TEACHER_ONLY, of: ({ columns }, row) => columns.teacherEntropy[row]! },
  rank_teacher: {
    tex: String.raw`\mathrm{rank}_{p_T}(y_t)`,
    needs: TEACHER_ONLY,
    of: ({ columns }, row) => columns.teacherRank[row]!,
  },
  forward_kl: {
    tex: String.raw`\mathrm{KL}(p_T \,\|\, p_S)`,
    needs: PAIR_OF_LOGITS,
    of: ({ columns }, row) => columns.forwardKl[row]!,
  },
  reverse_kl: {
    tex: String.raw`\mathrm{KL}(p_S \,\|\, p_T)`,
    needs: PAIR_OF_LOGITS,
    of: ({ columns }, row) => columns.reverseKl[row]!,
  },
  tvd: { tex: String.raw`\mathrm{TV}(p_S, p_T)`, needs: PAIR_OF_LOGITS, of: ({ columns }, row) => columns.tvd[row]! },
  position: {
    tex: String.raw`\tfrac{t - 1}{|y| - 1}`,
    needs: {},
    of: (_, row, { first, length }) => (length > 1 ? (row - first) / (length - 1) : 0),
  },
  index: { tex: 't', needs: {}, of: (_, row, { first }) => row - first + 1 },
  length: { tex: '|y|', needs: {}, of: (_, _row, { length }) => length },
  right: { tex: String.raw`\mathbf{1}[y\ \text{right}]`, needs: {}, of: (_, _row, { right }) => Number(right) },
  reward: { tex: 'r(y)', needs: {}, of: (_, _row, { reward }) => reward },
  special: {
    tex: String.raw`\mathbf{1}[y_t \in \mathrm{format}]`,
    needs: {},
    of: ({ special }, row) => special[row]!,
  },
} as const satisfies Readonly<Record<string, TokenQuantity>>

export const TOKEN_NAMES: readonly string[] = Object.keys(TOKEN_QUANTITIES)

export function tokenQuantity(name: string): TokenQuantity {
  const found = (TOKEN_QUANTITIES as Readonly<Record<string, TokenQuantity>>)[name]
  if (!found) throw new RangeError(`no weight names ${JSON.stringify(name)}`)
  return found
}

/** Of a vocabulary entry v; the entropies are those of its position. Whose it is: a divergence needs something of both. */
export const ENTRY_QUANTITIES = {
  p_student: { whose: ['student'], tex: (s: string) => `${s}(v)` },
  p_teacher: { whose: ['teacher'], tex: (_s: string, t: string) => `${t}(v)` },
  logp_student: { whose: ['student'], tex: (s: string) => String.raw`\log ${s}(v)` },
  logp_teacher: { whose: ['teacher'], tex: (_s: string, t: string) => String.raw`\log ${t}(v)` },
  gap: { whose: ['student', 'teacher'], tex: (s: string, t: string) => String.raw`\log \tfrac{${t}(v)}{${s}(v)}` },
  entropy_student: { whose: ['student'], tex: (s: string) => `H(${s})` },
  entropy_teacher: { whose: ['teacher'], tex: (_s: string, t: string) => `H(${t})` },
} as const satisfies Readonly<
  Record<string, { whose: readonly ('student' | 'teacher')[]; tex(s: string, t: string): string }>
>
export type EntryQuantity = keyof typeof ENTRY_QUANTITIES

export const ENTRY_NAMES: readonly string[] = Object.keys(ENTRY_QUANTITIES)
