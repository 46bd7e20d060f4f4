/** @file The stand-in engine's draws: the engine's own arithmetic on the stand-in's distributions. */
import { drawOf, reading } from '../src/engine/draws.ts'
import { uniformAt } from '../src/engine/random.ts'
import { chooseToken } from '../src/engine/sampling.ts'
import type { Draw, DrawRequest, Rollout, ScoredRollout, ScoreRequest, TokenScore } from '../src/engine/types.ts'

/** More than the stand-in's vocabulary. */
const ALL = 99

/** `write`: what the stand-in writes for a seed. `score`: what its teacher makes of it. */
export function fakeDraws(
  request: DrawRequest,
  write: (request: Extract<DrawRequest, { scope: 'problem' }>, seed: number) => Rollout,
  score: (request: ScoreRequest) => ScoredRollout,
): readonly Draw[] {
  const { teacher, context, temperature, seed, n } = request
  const read = (rollout: Rollout): readonly TokenScore[] =>
    score({ rollout, teacher, context, divergences: [], topK: ALL }).tokens
  const seeds = Array.from({ length: n }, (_, i) => seed + i)
  if (request.scope === 'position') {
    const top = read(request.rollout)[request.index]?.top ?? []
    const open = { temperature, topK: 0, topP: 1, minP: 0 }
    const logits = top.map(({ logpStudent }) => logpStudent)
    const valuesOf = reading(logitsOf(top), temperature)
    const drawn = request.every
      ? top.map((_, id) => id)
      : seeds.map((each) => chooseToken(logits, open, uniformAt(each, 0, request.index)).id)
    return drawn.map((id) => drawOf([valuesOf(id)], top[id]?.id ?? null))
  }
  return seeds.map((each) => {
    const rollout = write(request, each)
    const values = read(rollout).map(({ top }, i) =>
      reading(logitsOf(top), temperature)(top.findIndex(({ id }) => id === rollout.tokens[i]?.id)),
    )
    return drawOf(values, null)
  })
}

const logitsOf = (top: TokenScore['top']) => ({
  student: Float32Array.from(top, ({ logpStudent }) => logpStudent),
  teacher: Float32Array.from(top, ({ logpTeacher }) => logpTeacher),
})
