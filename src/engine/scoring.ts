/**
 * @file Scoring (teacher forcing): one forward pass of each model over prompt and rollout, the two aligned token by token
 * although their prompts differ in length.
 */
import { renderPrompt } from '../world/prompt.ts'
import { groupRows, logitsAt, padBatch } from './batch.ts'
import { checkTexts, checkTokens, contextTextOf, problemOf } from './check-requests.ts'
import { EngineError, throwIfCancelled } from './errors.ts'
import { yieldToEventLoop } from './event-loop.ts'
import type { LoadedModel } from './loader.ts'
import { equalIds, type Pass, type PassCache, type PositionMemo } from './pass-cache.ts'
import { type AlignedPosition, scoreToken } from './score-tokens.ts'
import type { Backend, ScoredRollout, ScoreRequest } from './types.ts'

/** Rows of one pass. */
const MAX_ROWS = 16

/** What has to be known to run both models over a rollout. */
export type ScoringInput = Pick<ScoreRequest, 'rollout' | 'teacher' | 'context'>

export interface ScoringOptions {
  readonly signal?: AbortSignal
  /** Looked up and filled by single rollouts, which the page scores again and again; batches are scored once. */
  readonly cache?: PassCache
}

interface ScoringJob {
  readonly request: ScoringInput
  readonly contextText: string | null
  readonly teacherPrompt: string
  /** Prompt and all tokens of the rollout but the last, which nothing follows. */
  readonly studentIds: readonly number[]
  readonly teacherIds: readonly number[]
}

/**
 * Scores rollouts of one student with one teacher, in batches.
 * @returns one result a request, in order
 * @throws EngineError 'wrong-vocabulary', 'too-long', 'bad-request', 'cancelled', and whatever `forward` throws
 */
export async function scoreRollouts(
  student: LoadedModel,
  teacher: LoadedModel,
  backend: Backend,
  requests: readonly ScoreRequest[],
  options: ScoringOptions = {},
): Promise<readonly ScoredRollout[]> {
  const score = (positions: readonly AlignedPosition[], job: ScoringJob, request: ScoreRequest): ScoredRollout => ({
    teacher: request.teacher,
    context: request.context,
    contextText: job.contextText,
    teacherPrompt: job.teacherPrompt,
    tokens: positions.map((position) =>
      scoreToken(position, request.divergences, request.topK, (entry) => student.vocabulary.textOf(entry)),
    ),
    backend,
  })
  return readRollouts(student, teacher, requests, score, options)
}

/**
 * Runs both models over rollouts, in batches, and hands on the logits of every token. The logits are the batch's own: what
 * is to outlive `read` must be copied.
 * @returns what `read` made of each rollout, in order
 */
export async function readRollouts<R extends ScoringInput, T>(
  student: LoadedModel,
  teacher: LoadedModel,
  requests: readonly R[],
  read: (positions: readonly AlignedPosition[], job: ScoringJob, request: R) => T,
  { signal, cache }: ScoringOptions = {},
): Promise<readonly T[]> {
  requireSameVocabulary(student, teacher)
  const jobs = requests.map((request) => prepare(request, student, teacher))
  const results: T[] = []
  const lengths = jobs.map((job) => Math.max(job.studentIds.length, job.teacherIds.length))
  const { vocabulary } = student.session.shape
  for (const [start, end] of groupRows(lengths, vocabulary, MAX_ROWS)) {
    const group = jobs.slice(start, end)
    // The same model on the same text gives the same numbers: one pass, and a gap of exactly zero.
    const same = student === teacher && group.every(({ studentIds, teacherIds }) => equalIds(studentIds, teacherIds))
    const studentPass = await pass(
      student,
      group.map((job) => job.studentIds),
      cache,
      signal,
    )
    const teacherPass = same
      ? studentPass
      : await pass(
          teacher,
          group.map((job) => job.teacherIds),
          cache,
          signal,
        )
    for (const [row, job] of group.entries()) {
      await yieldToEventLoop()
      throwIfCancelled(signal)
      const { length } = job.request.rollout.tokens
      // A batch is scored once and its passes are not kept: nothing would ask for them again.
      const memos = group.length === 1 ? cache?.memosOf(studentPass, teacherPass, length, vocabulary) : undefined
      results.push(read(positionsOf(job, row, student, studentPass, teacherPass, memos), job, requests[start + row]!))
    }
  }
  return results
}

/** @throws EngineError 'wrong-vocabulary' when ids do not mean the same to both models */
function requireSameVocabulary(student: LoadedModel, teacher: LoadedModel): void {
  const sameIds = student.vocabulary.fingerprint === teacher.vocabulary.fingerprint
  if (sameIds && student.session.shape.vocabulary === teacher.session.shape.vocabulary) return
  throw new EngineError(
    'wrong-vocabulary',
    `"${student.info.id}" and "${teacher.info.id}" do not share a vocabulary, so their tokens cannot be compared.`,
    'Choose a teacher with the same tokenizer as the student.',
  )
}

function prepare(request: ScoringInput, student: LoadedModel, teacher: LoadedModel): ScoringJob {
  const { rollout } = request
  const problem = problemOf(rollout.problem)
  const contextText = contextTextOf(problem, request.context, rollout.text)
  const teacherPrompt = renderPrompt(problem, contextText)
  checkTokens(rollout.tokens, student.session.shape.vocabulary)
  checkTexts(rollout.tokens, (id) => student.vocabulary.textOf(id))
  const fed = rollout.tokens.slice(0, -1).map(({ id }) => id)
  const ids = (model: LoadedModel, prompt: string) => {
    const all = [model.session.shape.bosId, ...model.vocabulary.encode(prompt), ...fed]
    const { maxPositions } = model.session.shape
    if (all.length <= maxPositions) return all
    throw new EngineError(
      'too-long',
      `Prompt and rollout have ${all.length} tokens; "${model.info.id}" reads at most ${maxPositions}.`,
      'Choose a shorter context, a lower difficulty, or sample with a lower maximum length.',
    )
  }
  return {
    request,
    contextText,
    teacherPrompt,
    studentIds: ids(student, rollout.prompt),
    teacherIds: ids(teacher, teacherPrompt),
  }
}

async function pass(
  model: LoadedModel,
  sequences: readonly (readonly number[])[],
  cache?: PassCache,
  signal?: AbortSignal,
): Promise<Pass> {
  const alone = sequences.length === 1 ? sequences[0] : undefined
  const known = alone && cache?.find(model, alone)
  if (known) return known
  const input = padBatch(sequences, false)
  const { logits } = await model.session.forward(input, signal)
  const read = { logits, columns: input.columns }
  if (alone) cache?.keep(model, alone, read)
  return read
}

/** Token i was predicted at the last position of the prompt plus i, in either model's own sequence. */
function positionsOf(
  job: ScoringJob,
  row: number,
  model: LoadedModel,
  studentPass: Pass,
  teacherPass: Pass,
  memos: readonly PositionMemo[] = [],
): readonly AlignedPosition[] {
  const { tokens } = job.request.rollout
  const { vocabulary } = model.session.shape
  const at = ({ logits, columns }: Pass, ids: readonly number[], index: number) =>
    logitsAt(logits, { columns, vocabulary }, row, ids.length - tokens.length + index)
  return tokens.map(({ id }, index) => ({
    id,
    student: at(studentPass, job.studentIds, index),
    teacher: at(teacherPass, job.teacherIds, index),
    memo: memos[index],
  }))
}
