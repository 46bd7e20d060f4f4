/**
 * @file The reading matter: an endless, seeded stream of examples from the worlds, each a prompt and what one writer
 * wrote below it. Seeds of training problems have the top bit set; the page and `lab` use the others.
 */
import { BOS_ID, EOS_ID, renderPrompt } from '../../src/world/prompt.ts'
import { hashSeed, Random } from '../../src/world/random.ts'
import { worldById } from '../../src/world/registry.ts'
import type { WorldTokenizer } from '../../src/world/tokenizer/load.ts'
import type { ContextKind, Problem, WorldId, Writer } from '../../src/world/types.ts'
import type { Mixture } from './recipes.ts'

export interface Example {
  /** Beginning-of-text, prompt, solution, end-of-text. */
  readonly ids: readonly number[]
  /** For each of `ids`: its weight in the loss. 1 where the model is to write, the mixture's `reading` where it reads. */
  readonly weights: readonly number[]
}

const TRAINING_BIT = 0x80000000

/** The example with the given running number: depends on nothing but its arguments. */
export function exampleAt(index: number, seed: number, mixture: Mixture, tokenizer: WorldTokenizer): Example {
  const random = new Random(hashSeed(seed, index), 'example')
  const worlds = Object.entries(mixture.worlds) as [WorldId, number][]
  const world = pickShare(random, worlds)
  const difficulty = pickShare(
    random,
    mixture.difficulties.map((share, i) => [i + 1, share]),
  )
  const problem = worldById(world).generate((hashSeed(seed, index, 'problem') | TRAINING_BIT) >>> 0, difficulty)
  const kind = chooseContext(random, problem, mixture.bare)
  const writer: Writer = {
    care: kind !== null || random.chance(mixture.careful[world] ?? 0) ? 'careful' : 'sloppy',
    style: kind === 'concise' || !random.chance(mixture.verbose) ? 'terse' : 'verbose',
  }
  const context = kind === null ? null : problem.context(kind, attemptFor(random, problem))
  const prompt = [BOS_ID, ...tokenizer.encode(renderPrompt(problem, context))]
  const text = problem.write(writer, random.int(0, 0x7fffffff))
  const written = solution(text, tokenizer, mixture.reading)
  return {
    ids: [...prompt, ...written.ids, EOS_ID],
    weights: [...prompt.map(() => mixture.reading), ...written.weights, 1],
  }
}

/** Lines that an environment wrote (they begin with "> ") are read, not written. */
function solution(text: string, tokenizer: WorldTokenizer, reading: number): { ids: number[]; weights: number[] } {
  const ids: number[] = []
  const weights: number[] = []
  for (const line of text.split(/(?<=\n)/)) {
    for (const id of tokenizer.encode(line)) {
      ids.push(id)
      weights.push(line.startsWith('> ') ? reading : 1)
    }
  }
  return { ids, weights }
}

function chooseContext(random: Random, problem: Problem, bare: number): ContextKind | null {
  return problem.contextKinds.length === 0 || random.chance(bare) ? null : random.pick(problem.contextKinds)
}

/** Earlier attempts are sloppy more often than not, in either style, as the student's own are. */
function attemptFor(random: Random, problem: Problem): { attempt: string } {
  const writer: Writer = {
    care: random.chance(0.3) ? 'careful' : 'sloppy',
    style: random.chance(0.65) ? 'verbose' : 'terse',
  }
  return { attempt: problem.write(writer, random.int(0, 0x7fffffff)) }
}

function pickShare<T>(random: Random, shares: readonly (readonly [T, number])[]): T {
  let left = random.next() * shares.reduce((sum, [, share]) => sum + share, 0)
  for (const [item, share] of shares) {
    left -= share
    if (left < 0) return item
  }
  return (shares[shares.length - 1] as readonly [T, number])[0]
}
