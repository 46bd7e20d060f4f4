/** @file What the stand-in's student writes: the worlds' own solutions, in a hand that follows from the seed. */
import type { Rollout, RolloutToken, SampleRequest } from '../src/engine/types.ts'
import { cut } from '../src/world/pieces.ts'
import { renderPrompt } from '../src/world/prompt.ts'
import { hashSeed } from '../src/world/random.ts'
import { worldById } from '../src/world/registry.ts'
import type { Problem } from '../src/world/types.ts'

export const problemFor = ({ world, problemSeed, difficulty }: SampleRequest['problem']): Problem =>
  worldById(world).generate(problemSeed, difficulty)

export function rolloutOf(
  { problem, model, sampling }: Pick<SampleRequest, 'problem' | 'model' | 'sampling'>,
  tokens: readonly RolloutToken[],
  finish: Rollout['finish'],
): Rollout {
  const text = tokens.map((token) => token.text).join('')
  const made = problemFor(problem)
  const prompt = renderPrompt(made)
  const verdict = made.verify(text)
  return { problem, student: model, sampling, prompt, text, tokens, verdict, finish, backend: 'wasm' }
}

export function studentTokens(problem: Problem, seed: number): readonly RolloutToken[] {
  const care = hashSeed(seed, 'care') % 3 === 0 ? 'careful' : 'sloppy'
  const style = hashSeed(seed, 'style') % 2 === 0 ? 'verbose' : 'terse'
  return cut(problem.write({ care, style }, seed)).map((text, i) => tokenOf(text, i, seed))
}

/** A prefix and what comes after it: the careful solution that begins so, where there is one, else the student's own. */
export function goOn(problem: Problem, prefix: readonly RolloutToken[], seed: number): readonly RolloutToken[] {
  const careful = [0, 1, 2, 3].flatMap((each) =>
    (['terse', 'verbose'] as const).map((style) => cut(problem.write({ care: 'careful', style }, each))),
  )
  const fitting = careful.find((texts) => prefix.every(({ text }, i) => texts[i] === text))
  const rest = fitting?.map((text, i) => tokenOf(text, i, seed)) ?? studentTokens(problem, seed)
  return [...prefix, ...rest.slice(prefix.length)]
}

export const tokenOf = (text: string, i: number, seed: number): RolloutToken => ({
  id: idOf(text),
  text,
  logpStudent: Math.log(0.55 + unit(seed, i, text) * 0.44),
  source: 'student',
})

/** Every text that has an id, so that a prefix of ids can be read back. */
const texts = new Map<number, string>()

export function idOf(text: string): number {
  const id = hashSeed(text)
  texts.set(id, text)
  return id
}

export const textOf = (id: number): string => texts.get(id) ?? ''

/** A number in [0, 1) that follows from its arguments. */
export const unit = (...parts: (string | number)[]): number => hashSeed(...parts) / 2 ** 32
