/** @file `lab score` on the native CPU provider: what the page's own numbers are held to. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Rollout, ScoredRollout } from '../src/engine/types.ts'

/** What is compared of one token. Nats. */
export interface NodeToken {
  readonly id: number
  readonly logp_student: number
  readonly logp_teacher: number
  readonly divergences: Readonly<Record<string, number>>
}

const known = new Map<string, readonly NodeToken[]>()

/** A run of training in Node, step by step; nothing is measured on held-out problems beside the start and the end. */
export function nodeTraining(run: {
  readonly steps: number
  readonly rollouts: number
  readonly maxTokens: number
  readonly seed: number
}): readonly { readonly step: number; readonly loss: number }[] {
  const { steps, rollouts, maxTokens, seed } = run
  const of = ['--steps', steps, '--rollouts', rollouts, '--max-tokens', maxTokens, '--seed', seed, '--n', 1].map(String)
  return lab('train', of)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { step: number; loss: number })
    .filter(({ step }) => step !== undefined)
}

/** The tokens of one rollout, without privileged context; the same one is scored once a process. */
export function nodeScore(problem: number, seed: number, maxTokens = 192): readonly NodeToken[] {
  const of = ['--problem-seed', problem, '--seed', seed, '--max-tokens', maxTokens].map(String)
  const key = of.join(' ')
  const found = known.get(key)
  if (found) return found
  const { rollouts } = JSON.parse(lab('score', ['--teacher', 'teacher', ...of])) as {
    rollouts: readonly { tokens: readonly NodeToken[] }[]
  }
  const tokens = rollouts[0]?.tokens ?? []
  known.set(key, tokens)
  return tokens
}

function lab(verb: string, options: readonly string[]): string {
  const tsx = join('node_modules', '.bin', 'tsx')
  return execFileSync(tsx, ['src/lab/main.ts', verb, '--json', ...options], { encoding: 'utf8' })
}

/** The same tokens, and log-probs and divergences that differ by rounding alone. */
export function expectLikeNode(
  rollout: Rollout | undefined,
  score: ScoredRollout | undefined,
  node: readonly NodeToken[],
): void {
  expect(node.length).toBeGreaterThan(5)
  expect(rollout?.tokens.map(({ id }) => id)).toEqual(node.map(({ id }) => id))
  for (const [t, token] of node.entries()) {
    expect(Math.abs((rollout?.tokens[t]?.logpStudent ?? Number.NaN) - token.logp_student)).toBeLessThan(1e-3)
    expect(Math.abs((score?.tokens[t]?.logpTeacher ?? Number.NaN) - token.logp_teacher)).toBeLessThan(1e-3)
    const reverse = score?.tokens[t]?.divergences['reverse-kl'] ?? Number.NaN
    expect(Math.abs(reverse - (token.divergences['reverse-kl'] ?? Number.NaN))).toBeLessThan(1e-3)
  }
}
