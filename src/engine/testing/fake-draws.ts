/** @file The stand-in engine's draws: the engine's own arithmetic on the stand-in's distributions. */
import { drawOf, estimatesAt } from '../estimator-draws.ts'
import { uniformAt } from '../random.ts'
import { chooseToken } from '../sampling.ts'
import type { DrawRequest, EstimatorDraw, Rollout, ScoredRollout, ScoreRequest, TokenScore } from '../types.ts'
import { completionOf, type FakeVocabulary, problemFor, rolloutOf } from './fake-completions.ts'

/** More than the stand-in's vocabulary. */
const ALL = 99

/** @param score what the stand-in's teacher makes of a rollout */
export function fakeDraws(
  request: DrawRequest,
  score: (request: ScoreRequest) => ScoredRollout,
  vocabulary: FakeVocabulary,
): readonly EstimatorDraw[] {
  const { teacher, context, temperature, seed, n } = request
  const read = (rollout: Rollout): readonly TokenScore[] =>
    score({ rollout, teacher, context, divergences: [], topK: ALL }).tokens
  const seeds = Array.from({ length: n }, (_, i) => seed + i)
  if (request.scope === 'position') {
    const top = read(request.rollout)[request.index]?.top ?? []
    const open = { temperature, topK: 0, topP: 1, minP: 0 }
    const logits = top.map(({ logpStudent }) => logpStudent)
    const valuesOf = estimatesAt(logitsOf(top), temperature)
    const drawn = request.every
      ? top.map((_, id) => id)
      : seeds.map((each) => chooseToken(logits, open, uniformAt(each, 0, request.index)).id)
    return drawn.map((id) => drawOf([valuesOf(id)], top[id]?.id ?? null))
  }
  return seeds.map((each) => {
    const { student, problem } = request
    const sampling = { seed: each, temperature, topK: 0, topP: 1, minP: 0, maxTokens: 512 }
    const tokens = completionOf(problemFor(problem), each, vocabulary)
    const rollout = rolloutOf({ model: student, problem, sampling }, tokens, 'eos')
    const values = read(rollout).map(({ top }, i) =>
      estimatesAt(logitsOf(top), temperature)(top.findIndex(({ id }) => id === rollout.tokens[i]?.id)),
    )
    return drawOf(values, null)
  })
}

const logitsOf = (top: TokenScore['top']) => ({
  student: Float32Array.from(top, ({ logpStudent }) => logpStudent),
  teacher: Float32Array.from(top, ({ logpTeacher }) => logpTeacher),
})
