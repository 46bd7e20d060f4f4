/**
 * @file Scoring (teacher forcing): one forward pass of each model over prompt and rollout, the two aligned token by token
 * although their prompts differ in length.
 */

import { message } from '../message/message.ts'
import { groupRows, logitsAt, padBatch } from './batch.ts'
import { checkTexts, checkTokens, problemOf } from './check-requests.ts'
import { EngineError, throwIfCancelled } from './errors.ts'
import { yieldToEventLoop } from './event-loop.ts'
import type { LoadedModel } from './loader.ts'
import { equalIds, type Pass, type PassCache, type PositionMemo } from './pass-cache.ts'
import { promptFor, promptOfRollout, readerOf } from './prompts.ts'
import { commonEntries } from './same-vocabulary.ts'
import { type AlignedPosition, scoreInSlices } from './score-tokens.ts'
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
  const sizes = { student: student.session.shape.vocabulary, teacher: teacher.session.shape.vocabulary }
  const compared = { ...sizes, common: Math.min(sizes.student, sizes.teacher) }
  const score = async (
    positions: readonly AlignedPosition[],
    job: ScoringJob,
    request: ScoreRequest,
  ): Promise<ScoredRollout> => ({
    teacher: request.teacher,
    context: request.context,
    contextText: job.contextText,
    teacherPrompt: job.teacherPrompt,
    tokens: await scoreInSlices(
      positions,
      request.divergences,
      request.topK,
      (entry) => student.vocabulary.textOf(entry),
      options.signal,
    ),
    ...(sizes.student !== sizes.teacher && { compared }),
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
  read: (positions: readonly AlignedPosition[], job: ScoringJob, request: R) => T | Promise<T>,
  { signal, cache }: ScoringOptions = {},
): Promise<readonly T[]> {
  const common = commonEntries(student, teacher)
  const jobs = requests.map((request) => prepare(request, student, teacher))
  const results: T[] = []
  const lengths = jobs.map((job) => Math.max(job.studentIds.length, job.teacherIds.length))
  const vocabulary = Math.max(student.session.shape.vocabulary, teacher.session.shape.vocabulary)
  for (const [start, end] of groupRows(lengths, vocabulary, MAX_ROWS)) {
    const group = jobs.slice(start, end)
    // The same model on the same text gives the same numbers: one pass, and a gap of exactly zero.
    const same = student === teacher && group.every(({ studentIds, teacherIds }) => equalIds(studentIds, teacherIds))
    const studentPass = await pass(
      student,
      group.map((job) => job.studentIds),
      group.map((job) => job.request.rollout.tokens.length),
      cache,
      signal,
    )
    const teacherPass = same
      ? studentPass
      : await pass(
          teacher,
          group.map((job) => job.teacherIds),
          group.map((job) => job.request.rollout.tokens.length),
          cache,
          signal,
        )
    const sides = { student: { model: student, pass: studentPass }, teacher: { model: teacher, pass: teacherPass } }
    for (const [row, job] of group.entries()) {
      await yieldToEventLoop()
      throwIfCancelled(signal)
      const { length } = job.request.rollout.tokens
      // A batch is scored once and its passes are not kept: nothing would ask for them again.
      const memos = group.length === 1 ? cache?.memosOf(studentPass, teacherPass, length, common) : undefined
      results.push(await read(positionsOf(job, row, sides, common, memos), job, requests[start + row]!))
    }
  }
  return results
}

function prepare(request: ScoringInput, student: LoadedModel, teacher: LoadedModel): ScoringJob {
  const { rollout } = request
  const problem = problemOf(rollout.problem)
  const { context } = request
  const asked = promptFor(readerOf(teacher), rollout.problem, problem, context, rollout.text)
  checkTokens(rollout.tokens, commonEntries(student, teacher))
  checkTexts(rollout.tokens, (id) => student.vocabulary.textOf(id))
  const fed = rollout.tokens.slice(0, -1).map(({ id }) => id)
  const ids = (model: LoadedModel, prompt: readonly number[]) => {
    const all = [...prompt, ...fed]
    const { maxPositions } = model.session.shape
    if (all.length <= maxPositions) return all
    throw new EngineError(
      'too-long',
      message('Prompt and rollout have {n} tokens; "{model}" reads at most {most}.', {
        n: all.length,
        model: model.info.id,
        most: maxPositions,
      }),
      'Choose a shorter context, a lower difficulty, or sample with a lower maximum length.',
    )
  }
  return {
    request,
    contextText: asked.contextText,
    teacherPrompt: asked.text,
    studentIds: ids(student, promptOfRollout(readerOf(student), rollout)),
    teacherIds: ids(teacher, asked.ids),
  }
}

async function pass(
  model: LoadedModel,
  sequences: readonly (readonly number[])[],
  /** Tokens at the end of each sequence (but for the last one) whose logits are read. */
  tokens: readonly number[],
  cache?: PassCache,
  signal?: AbortSignal,
): Promise<Pass> {
  const alone = sequences.length === 1 ? sequences[0] : undefined
  // A large vocabulary's logits at a long prompt's tokens would fill the memory, and nobody looks at them.
  const first = alone && model.session.choosesRows ? alone.length - (tokens[0] ?? 0) : 0
  const known = alone && cache?.find(model, alone)
  if (known && known.first <= first) return known
  const input = padBatch(sequences, false)
  const logitRows = first > 0 ? Array.from({ length: input.columns - first }, (_, i) => first + i) : undefined
  const { logits } = await model.session.forward({ ...input, logitRows }, signal)
  const read = { logits, columns: input.columns - first, first }
  if (alone) cache?.keep(model, alone, read)
  return read
}

/** Token i was predicted at the last position of the prompt plus i, in either model's own sequence. */
function positionsOf(
  job: ScoringJob,
  row: number,
  sides: Readonly<Record<'student' | 'teacher', { readonly model: LoadedModel; readonly pass: Pass }>>,
  common: number,
  memos: readonly PositionMemo[] = [],
): readonly AlignedPosition[] {
  const { tokens } = job.request.rollout
  const at = (side: keyof typeof sides, ids: readonly number[], index: number) => {
    const { pass, model } = sides[side]
    const { vocabulary } = model.session.shape
    const { logits, columns, first } = pass
    const found = logitsAt(logits, { columns, vocabulary }, row, ids.length - tokens.length + index - first)
    return vocabulary === common ? found : found.subarray(0, common)
  }
  return tokens.map(({ id }, index) => ({
    id,
    student: at('student', job.studentIds, index),
    teacher: at('teacher', job.teacherIds, index),
    memo: memos[index],
  }))
}
