/** @file The stand-in engine's draws: the engine's own arithmetic on the stand-in's distributions. */
import { valuesAt } from '../src/engine/draws.ts'
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
    return seeds.map((each) => {
      const { id } = chooseToken(logits, open, uniformAt(each, 0, request.index))
      return { id: top[id]?.id ?? null, tokens: 1, ...valuesOf(top, id, temperature) }
    })
  }
  return seeds.map((each) => {
    const rollout = write(request, each)
    const values = read(rollout).map(({ top }, i) =>
      valuesOf(
        top,
        top.findIndex(({ id }) => id === rollout.tokens[i]?.id),
        temperature,
      ),
    )
    const sum = (of: keyof ReturnType<typeof valuesAt>): number => values.reduce((total, value) => total + value[of], 0)
    return {
      id: null,
      tokens: values.length,
      k1: sum('k1'),
      k2: sum('k2'),
      k3: sum('k3'),
      exact: sum('exact'),
      logWeight: sum('logWeight'),
    }
  })
}

const valuesOf = (top: TokenScore['top'], id: number, temperature: number): ReturnType<typeof valuesAt> =>
  valuesAt(
    {
      id,
      student: Float32Array.from(top, ({ logpStudent }) => logpStudent),
      teacher: Float32Array.from(top, ({ logpTeacher }) => logpTeacher),
    },
    temperature,
  )
