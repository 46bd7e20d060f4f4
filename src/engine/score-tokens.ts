/**
 * @file From the two models' logits at aligned positions to everything that is shown for a token. Float64, full
 * vocabulary, temperature 1 (a divergence's own temperature applies inside it only).
 */
import { preparePair } from '../divergence/pair.ts'
import { divergenceById, divergenceIds, divergenceValues } from '../divergence/registry.ts'
import { message } from '../message/message.ts'
import { entropy, logSoftmax, rankOf, topK } from './distribution.ts'
import { EngineError, oneLine, throwIfCancelled } from './errors.ts'
import { yieldToEventLoop } from './event-loop.ts'
import type { PositionMemo } from './pass-cache.ts'
import type { DivergenceChoice, TokenScore, VocabularyEntry } from './types.ts'

/** Both models' logits for one token of a rollout. */
export interface AlignedPosition {
  /** The token that stands in the rollout at this position. */
  readonly id: number
  /** Logits that each model gave before seeing the token, length V. */
  readonly student: Float32Array
  readonly teacher: Float32Array
  /** What is known of it from an earlier scoring; read and filled. */
  readonly memo?: PositionMemo
}

/**
 * Scores one token.
 * @param topCount entries of each model's distribution; their union is reported
 * @param textOf a token's text, for the reported entries
 * @throws EngineError 'bad-request' for an unknown divergence or a parameter that it refuses
 */
export function scoreToken(
  position: AlignedPosition,
  divergences: readonly DivergenceChoice[],
  topCount: number,
  textOf: (id: number) => string,
): TokenScore {
  const { id, memo } = position
  const { plain } = memo ?? {}
  const known = plain && plain.id === id && plain.topCount === topCount ? plain.score : null
  const score = known ?? plainScore(position, topCount, textOf)
  if (memo) memo.plain = { id, topCount, score }
  return { ...score, divergences: evaluate(divergences, position) }
}

/** Milliseconds of work after which other messages are let in. With the step in progress it stays under a tenth of a second. */
const SLICE = 25

/**
 * Scores tokens as `scoreToken` does, in slices: over 150,000 entries one divergence of one token takes some ten milliseconds, and all
 * of a text would hold the worker for minutes.
 * @throws EngineError as `scoreToken`; 'cancelled' between two slices
 */
export async function scoreInSlices(
  positions: readonly AlignedPosition[],
  divergences: readonly DivergenceChoice[],
  topCount: number,
  textOf: (id: number) => string,
  signal?: AbortSignal,
): Promise<readonly TokenScore[]> {
  let since = performance.now()
  const rest = async (): Promise<void> => {
    if (performance.now() - since < SLICE) return
    await yieldToEventLoop()
    throwIfCancelled(signal)
    since = performance.now()
  }
  const scores: TokenScore[] = []
  for (const position of positions) {
    // What several divergences have in common is remembered for this token alone, where it is not for longer.
    const shared = { ...position, memo: position.memo ?? {} }
    let score = scoreToken(shared, [], topCount, textOf)
    await rest()
    for (const choice of divergences) {
      const { divergences: value } = scoreToken(shared, [choice], topCount, textOf)
      score = { ...score, divergences: { ...score.divergences, ...value } }
      await rest()
    }
    scores.push(score)
  }
  return scores
}

/** Everything but the divergences. */
function plainScore(
  { id, student, teacher }: AlignedPosition,
  topCount: number,
  textOf: (id: number) => string,
): Omit<TokenScore, 'divergences'> {
  const logStudent = logSoftmax(student)
  const logTeacher = logSoftmax(teacher)
  const union = [...new Set([...topK(logStudent, topCount), ...topK(logTeacher, topCount)])]
  union.sort((a, b) => logStudent[b]! - logStudent[a]! || a - b)
  const logpStudent = logStudent[id]!
  const logpTeacher = logTeacher[id]!
  return {
    logpStudent,
    logpTeacher,
    gap: logpTeacher - logpStudent,
    entropyStudent: entropy(logStudent),
    entropyTeacher: entropy(logTeacher),
    rankStudent: rankOf(logStudent, id),
    rankTeacher: rankOf(logTeacher, id),
    top: union.map(
      (entry): VocabularyEntry => ({
        id: entry,
        text: textOf(entry),
        logpStudent: logStudent[entry]!,
        logpTeacher: logTeacher[entry]!,
      }),
    ),
    tailStudent: tailMass(logStudent, union),
    tailTeacher: tailMass(logTeacher, union),
  }
}

/** Probability of everything outside `entries`, summed entry by entry: 1 minus the rest would lose the small ones. */
function tailMass(logProbabilities: Float64Array, entries: readonly number[]): number {
  const ends = entries.toSorted((a, b) => a - b)
  ends.push(logProbabilities.length)
  let sum = 0
  let id = 0
  for (const end of ends) {
    for (; id < end; id++) sum += Math.exp(logProbabilities[id]!)
    id = end + 1
  }
  return sum
}

function evaluate(
  choices: readonly DivergenceChoice[],
  { id, student, teacher, memo }: AlignedPosition,
): Record<string, number> {
  try {
    const position = { studentLogits: student, teacherLogits: teacher, token: id }
    if (memo && choices.length > 0) memo.pair ??= preparePair(position)
    const plain = choices.filter(({ report }) => report !== 'gradient-norm')
    const values = divergenceValues(position, plain, memo?.pair)
    const norms = choices
      .filter(({ report }) => report === 'gradient-norm')
      .map((choice) => [choice.key, euclidean(divergenceById(choice.id).evaluate(position, choice).gradLogits)])
    return Object.fromEntries([...plain.map((choice, index) => [choice.key, values[index]!]), ...norms])
  } catch (error) {
    throw refusedDivergence(error)
  }
}

function euclidean(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}

/** What to throw where a divergence refuses its parameters, support or temperature. */
export function refusedDivergence(error: unknown): EngineError {
  return new EngineError(
    'bad-request',
    message('A divergence cannot be computed: {why}.', { why: oneLine(error) }),
    message('Choose from {choices}, with parameters in their ranges.', { choices: divergenceIds().join(', ') }),
  )
}
