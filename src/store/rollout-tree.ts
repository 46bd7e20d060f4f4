/** @file Forks: another token is forced into a rollout and the student goes on. Which runs belong together, what to force, and who deserves the credit. */
import type { RolloutToken, ScoredRollout } from '../engine/types.ts'
import { MAX_SEED } from '../settings/settings.ts'
import { viewOf } from './scoring.ts'
import type { AppState, Run } from './state.ts'

/** Where a run left another one. Runs are named by id; the history may have forgotten them. */
export interface Fork {
  /** The first run of the tree. */
  readonly root: number
  readonly parent: number
  readonly index: number
  /** The token that was forced; the same as `instead` where the student only goes on again. */
  readonly token: RolloutToken
  /** What the parent has there. */
  readonly instead: RolloutToken
}

/** A fork to be made, and all tokens up to the forced one. */
export interface ForkStart {
  readonly fork: Fork
  readonly seed: number
  readonly prefix: readonly RolloutToken[]
}

export interface Branch {
  readonly run: Run
  /** 0 for the root. */
  readonly depth: number
}

type Shelves = Pick<AppState, 'run' | 'past' | 'future'>

const rootOf = (run: Run): number => run.fork?.root ?? run.id

/** The runs of the tree that the run on the stage belongs to, oldest first. */
export function familyOf({ run, past, future }: Shelves): readonly Run[] {
  if (!run) return []
  const root = rootOf(run)
  return [...past, run, ...future].filter((other) => rootOf(other) === root).sort((a, b) => a.id - b.id)
}

/** The tree, every branch under its parent; a branch whose parent is forgotten stands as a root. */
export function branchesOf(shelves: Shelves): readonly Branch[] {
  const family = familyOf(shelves)
  const known = new Set(family.map(({ id }) => id))
  const below = (parent: number | null, depth: number): readonly Branch[] =>
    family
      .filter(({ fork }) => (fork && known.has(fork.parent) ? fork.parent : null) === parent)
      .flatMap((run) => [{ run, depth }, ...below(run.id, depth + 1)])
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
export function choicesAt({ run, settings }: Pick<AppState, 'run' | 'settings'>, index: number): readonly Choice[] {
  const { shown, without, with: told } = viewOf({ run, settings })
  const token = run?.tokens[index]
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
export function forkAt(state: Shelves & Pick<AppState, 'settings'>, index: number, id: number): ForkStart | null {
  const { run } = state
  const written = run?.tokens[index]
  const choice = choicesAt(state, index).find((each) => each.id === id)
  if (!run?.rollout || !written || !choice) return null
  const { text, logpStudent } = choice
  const token: RolloutToken = choice.written ? written : { id, text, logpStudent, source: 'student' }
  const prefix = [...run.tokens.slice(0, index), token]
  const again = run.fork?.index === index && choice.written
  const fork = again && run.fork ? run.fork : { root: rootOf(run), parent: run.id, index, token, instead: written }
  const seeds = familyOf(state)
    .filter((other) => startsWith(other, prefix))
    .map(({ sampling }) => sampling.seed)
  const { seed } = run.sampling
  return { fork, prefix, seed: seeds.includes(seed) ? (Math.max(...seeds) + 1) % MAX_SEED : seed }
}

function startsWith({ tokens }: Run, prefix: readonly RolloutToken[]): boolean {
  return prefix.every(({ id }, i) => tokens[i]?.id === id)
}

/** How often the continuations of one beginning are right. */
export interface Tally {
  readonly right: number
  readonly count: number
  /** The continuations. */
  readonly runs: readonly Run[]
}

export interface Credit {
  readonly run: Run
  readonly fork: Fork
  /** The parent, where the history still has it. */
  readonly parent: Run | null
  /** Of all runs with the forced token, and of all with the token that stood there. */
  readonly forced: Tally
  readonly instead: Tally
}

/** What forcing a token did: for the fork on the stage, else for the tree's first that turned wrong into right, else its last. */
export function creditOf(shelves: Shelves): Credit | null {
  const family = familyOf(shelves)
  const parentOf = ({ fork }: Run): Run | null => family.find(({ id }) => id === fork?.parent) ?? null
  const forks = family.filter(({ fork, rollout }) => fork && rollout)
  const mended = (run: Run): boolean => isRight(run) && !isRight(parentOf(run))
  const run = forks.find(({ id }) => id === shelves.run?.id) ?? forks.find(mended) ?? forks.at(-1)
  if (!run?.fork) return null
  const { fork } = run
  const tally = (token: RolloutToken): Tally => {
    const twins = family.filter((each) => each.rollout && startsWith(each, [...run.tokens.slice(0, fork.index), token]))
    return { right: twins.filter(isRight).length, count: twins.length, runs: twins }
  }
  return { run, fork, parent: parentOf(run), forced: tally(fork.token), instead: tally(fork.instead) }
}

const isRight = (run: Run | null): boolean => run?.rollout?.verdict.status === 'right'

/** Mean gap over the student's tokens from an index on, nats; NaN where there are none. */
export function meanGap(score: ScoredRollout, tokens: readonly RolloutToken[], from = 0): number {
  const gaps = score.tokens.filter((_, i) => i >= from && tokens[i]?.source === 'student').map(({ gap }) => gap)
  return gaps.length === 0 ? Number.NaN : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
}

/** The gap summed token by token after an index, nats: first 0, then with one more of the student's tokens each. */
export function gapAfter(score: ScoredRollout, tokens: readonly RolloutToken[], index: number): readonly number[] {
  const sums = [0]
  for (const [i, { gap }] of score.tokens.entries())
    if (i > index && tokens[i]?.source === 'student') sums.push((sums.at(-1) ?? 0) + gap)
  return sums
}
