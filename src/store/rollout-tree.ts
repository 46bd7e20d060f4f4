/** @file The tree of rollouts: another token is forced into one and the student goes on. Which belong together, and what can be forced. */
import type { RolloutToken } from '../engine/types.ts'
import { MAX_SEED } from '../settings/settings.ts'
import { viewOf } from './scoring.ts'
import type { AppState, ForkStart, RolloutRecord } from './state.ts'

export interface Branch {
  readonly run: RolloutRecord
  /** 0 for the root. */
  readonly depth: number
}

/** The parts of the state that hold rollouts. */
export type RolloutHistory = Pick<AppState, 'rollout' | 'past' | 'future'>

const rootOf = (rollout: RolloutRecord): number => rollout.fork?.root ?? rollout.id

/** The runs of the tree that the run on the stage belongs to, oldest first. */
export function familyOf({ rollout, past, future }: RolloutHistory): readonly RolloutRecord[] {
  if (!rollout) return []
  const root = rootOf(rollout)
  return [...past, rollout, ...future].filter((other) => rootOf(other) === root).sort((a, b) => a.id - b.id)
}

/** The tree, every branch under its parent; a branch whose parent is forgotten stands as a root. */
export function branchesOf(shelves: RolloutHistory): readonly Branch[] {
  const family = familyOf(shelves)
  const known = new Set(family.map(({ id }) => id))
  const below = (parent: number | null, depth: number): readonly Branch[] =>
    family
      .filter(({ fork }) => (fork && known.has(fork.parent) ? fork.parent : null) === parent)
      .flatMap((rollout) => [{ run: rollout, depth }, ...below(rollout.id, depth + 1)])
  return below(null, 0)
}

/** A token that can stand at a position. */
export interface Choice {
  readonly id: number
  readonly text: string
  readonly logpStudent: number
  readonly logpTeacher: number
  /** It stands there already. */
  readonly written: boolean
}

const MOST_CHOICES = 8

/** What can be forced at a token of the student, the teacher's choice first; empty where nothing is scored. */
export function choicesAt(
  { rollout, settings }: Pick<AppState, 'rollout' | 'settings'>,
  index: number,
): readonly Choice[] {
  const { shown, without, with: told } = viewOf({ rollout, settings })
  const token = rollout?.tokens[index]
  const score = (shown ?? without ?? told)?.tokens[index]
  if (!score || token?.source !== 'student') return []
  const { id, text } = token
  const { logpStudent, logpTeacher } = score
  const listed = score.top
    .filter((entry) => entry.id !== id)
    .map((entry) => ({ ...entry, written: false }))
    .concat({ id, text, logpStudent, logpTeacher, written: true })
    .sort((a, b) => b.logpTeacher - a.logpTeacher)
  return listed.filter(({ written }, place) => written || place < MOST_CHOICES)
}

/**
 * What it takes to force a token into the run on the stage, or null where that cannot be done. The seed is the run's own
 * when that has not been seen from there on, else the next: the same beginning with the same seed would go on the same.
 */
export function forkAt(
  state: RolloutHistory & Pick<AppState, 'settings'>,
  index: number,
  id: number,
): ForkStart | null {
  const { rollout } = state
  const written = rollout?.tokens[index]
  const choice = choicesAt(state, index).find((each) => each.id === id)
  if (!rollout?.result || !written || !choice) return null
  const { text, logpStudent } = choice
  const token: RolloutToken = choice.written ? written : { id, text, logpStudent, source: 'student' }
  const prefix = [...rollout.tokens.slice(0, index), token]
  const again = rollout.fork?.index === index && choice.written
  const fork =
    again && rollout.fork ? rollout.fork : { root: rootOf(rollout), parent: rollout.id, index, token, instead: written }
  const seeds = familyOf(state)
    .filter((other) => startsWith(other, prefix))
    .map(({ sampling }) => sampling.seed)
  const { seed } = rollout.sampling
  return { fork, prefix, seed: seeds.includes(seed) ? (Math.max(...seeds) + 1) % MAX_SEED : seed }
}

export function startsWith({ tokens }: RolloutRecord, prefix: readonly RolloutToken[]): boolean {
  return prefix.every(({ id }, i) => tokens[i]?.id === id)
}
