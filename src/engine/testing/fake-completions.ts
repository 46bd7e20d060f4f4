/** @file What the stand-in's student writes: the worlds' own solutions, in a hand that follows from the seed. */

import { cut } from '../../world/pieces.ts'
import { renderPrompt } from '../../world/prompt.ts'
import { hashSeed } from '../../world/random.ts'
import { worldById } from '../../world/registry.ts'
import type { Problem } from '../../world/types.ts'
import type { Rollout, RolloutToken, SampleRequest } from '../types.ts'

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

/** An id follows from its text. A text that was once given its id can be read back, so that a prefix of ids is understood. */
export class FakeVocabulary {
  readonly #texts = new Map<number, string>()

  idOf(text: string): number {
    const id = hashSeed(text)
    this.#texts.set(id, text)
    return id
  }

  textOf(id: number): string {
    return this.#texts.get(id) ?? ''
  }

  tokenOf(text: string, i: number, seed: number): RolloutToken {
    return { id: this.idOf(text), text, logpStudent: Math.log(0.55 + unit(seed, i, text) * 0.44), source: 'student' }
  }
}

/** The student's own completion: its care and style follow from the seed. */
export function completionOf(problem: Problem, seed: number, vocabulary: FakeVocabulary): readonly RolloutToken[] {
  const care = hashSeed(seed, 'care') % 3 === 0 ? 'careful' : 'sloppy'
  const style = hashSeed(seed, 'style') % 2 === 0 ? 'verbose' : 'terse'
  return cut(problem.write({ care, style }, seed)).map((text, i) => vocabulary.tokenOf(text, i, seed))
}

/**
 * The whole text of a request, and the part of it that was given. After a prefix comes the careful solution that begins
 * so, where there is one, else the student's own.
 */
export function fakeCompletion(
  { problem: ref, sampling: { seed }, prefix = [] }: SampleRequest,
  vocabulary: FakeVocabulary,
): { readonly given: readonly RolloutToken[]; readonly all: readonly RolloutToken[] } {
  const problem = problemFor(ref)
  const given = prefix.map(({ id }, i) => vocabulary.tokenOf(vocabulary.textOf(id), i, seed))
  if (given.length === 0) return { given, all: completionOf(problem, seed, vocabulary) }
  const careful = [0, 1, 2, 3].flatMap((each) =>
    (['terse', 'verbose'] as const).map((style) => cut(problem.write({ care: 'careful', style }, each))),
  )
  const fitting = careful.find((texts) => given.every(({ text }, i) => texts[i] === text))
  const whole = fitting?.map((text, i) => vocabulary.tokenOf(text, i, seed)) ?? completionOf(problem, seed, vocabulary)
  return { given, all: [...given, ...whole.slice(given.length)] }
}

/** A number in [0, 1) that follows from its arguments. */
export const unit = (...parts: (string | number)[]): number => hashSeed(...parts) / 2 ** 32
