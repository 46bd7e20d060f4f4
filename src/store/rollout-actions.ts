/** @file Intents that make rollouts: what is solved, how it is sampled, and the way back to earlier ones. */

import { asChat, systemOf, unpackProblem } from '../engine/own/problems.ts'
import { MOST_STOPS } from '../engine/stop-strings.ts'
import { MAX_SEED, MAX_TEMPERATURE, MAX_TOKENS, MAX_TOP_K, MIN_TOP_P, type Settings } from '../settings/settings.ts'
import { isStop } from '../settings/stop-field.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, type WorldId } from '../world/types.ts'
import { type App, action, actionOf, change, clamp, writing } from './app.ts'
import { problemRef, sameProblem, wouldRepeat } from './scoring.ts'
import type { ProblemSet, RolloutRecord } from './state.ts'

/** New seeds stay short enough to be read aloud. */
const NEW_SEEDS = 10_000

/** Shows another problem, of a world unless it is one of the visitor's own: the run, if any, goes to the history. */
export function changeProblem(
  app: App,
  part: Partial<Pick<Settings, 'world' | 'difficulty' | 'problemSeed' | 'own'>>,
): void {
  const { settings, rollout } = app.store.getState()
  const next = { ...settings, own: null, ...part }
  if (sameProblem(problemRef(settings), problemRef(next))) return
  app.session.stop()
  app.store.setState(({ past }) => ({
    settings: next,
    rollout: null,
    past: rollout ? [...past, rollout] : past,
    future: [],
    hovered: null,
    pinned: null,
  }))
}

/** Problems in a set of the visitor's own. */
export function sizeOfSet({ problems: { train, heldOut } }: ProblemSet): number {
  return train.length + heldOut.length
}

/** Puts a problem of the set in use on the stage: read in the form that the prompt there has, and told with the kind of note that it has. */
export function showOfSet(app: App, index: number): void {
  const { problemSet, settings } = app.store.getState()
  if (!problemSet) return
  const { train, heldOut } = problemSet.problems
  const at = clamp(Math.round(index), 0, sizeOfSet(problemSet) - 1)
  const packed = at < train.length ? train[at] : heldOut[at - train.length]
  if (packed === undefined) return
  const read = unpackProblem(packed)
  const own = settings.own && 'chat' in settings.own.prompt ? asChat(read, systemOf(settings.own.prompt)) : read
  const kind = CONTEXT_KINDS.find((each) => own.notes?.[each])
  changeProblem(app, { own })
  if (kind) change(app, { context: kind })
  app.store.setState({ problemSet: { ...problemSet, at } })
}

/** Puts a run of the history on the stage, with the settings that made it. */
export function restage(
  app: App,
  rollout: RolloutRecord,
  past: readonly RolloutRecord[],
  future: readonly RolloutRecord[],
): void {
  const { seed, temperature, topK, topP, minP, maxTokens, stop = [] } = rollout.sampling
  change(app, {
    own: null,
    ...rollout.problem,
    student: rollout.student,
    seed,
    temperature,
    topK,
    topP,
    minP,
    maxTokens,
    stop,
  })
  app.store.setState({ rollout, past, future, hovered: null, pinned: null, seedTouched: false })
  void app.session.rescore()
}

const hundredths = (value: number): number => Math.round(value * 100) / 100

const seedOf = (value: number): number => clamp(Math.round(value), 0, MAX_SEED)

export const ROLLOUT_ACTIONS = {
  sample: action({
    id: 'sample',
    label: 'Sample',
    keys: [' '],
    available: (state) => !writing(state),
    perform: (app) => {
      const state = app.store.getState()
      const { seed, seedLocked } = state.settings
      // Pressing Sample twice should show something new; a seed that was locked or typed is meant as it stands.
      if (!seedLocked && !state.seedTouched && wouldRepeat(state))
        change(app, { seed: seed === MAX_SEED ? 0 : seed + 1 })
      void app.session.sample()
    },
  }),
  stop: action({
    id: 'stop',
    label: 'Stop',
    keys: [' '],
    available: ({ activity }) => activity === 'sampling',
    perform: (app) => app.session.stop(),
  }),
  setSeed: actionOf<number>({
    id: 'set-seed',
    label: 'Sampling seed',
    keys: [],
    perform: (app, seed) => {
      change(app, { seed: seedOf(seed) })
      app.store.setState({ seedTouched: true })
    },
  }),
  newSeed: action({
    id: 'new-seed',
    label: 'New sampling seed',
    keys: ['r'],
    perform: (app) => {
      change(app, { seed: app.randomSeed() % NEW_SEEDS })
      app.store.setState({ seedTouched: true })
    },
  }),
  toggleSeedLock: action({
    id: 'toggle-seed-lock',
    label: 'Keep the sampling seed',
    keys: ['l'],
    perform: (app) => change(app, { seedLocked: !app.store.getState().settings.seedLocked }),
  }),
  setTemperature: actionOf<number>({
    id: 'set-temperature',
    label: 'Temperature',
    keys: [],
    perform: (app, temperature) => change(app, { temperature: clamp(hundredths(temperature), 0, MAX_TEMPERATURE) }),
  }),
  setTopK: actionOf<number>({
    id: 'set-top-k',
    label: 'Top-k',
    keys: [],
    perform: (app, topK) => change(app, { topK: clamp(Math.round(topK), 0, MAX_TOP_K) }),
  }),
  setTopP: actionOf<number>({
    id: 'set-top-p',
    label: 'Top-p',
    keys: [],
    perform: (app, topP) => change(app, { topP: clamp(hundredths(topP), MIN_TOP_P, 1) }),
  }),
  setMinP: actionOf<number>({
    id: 'set-min-p',
    label: 'Min-p',
    keys: [],
    perform: (app, minP) => change(app, { minP: clamp(hundredths(minP), 0, 1) }),
  }),
  setTokenLimit: actionOf<number>({
    id: 'set-token-limit',
    label: 'Token limit',
    keys: [],
    perform: (app, maxTokens) => change(app, { maxTokens: clamp(Math.round(maxTokens), 1, MAX_TOKENS) }),
  }),
  setStopStrings: actionOf<readonly string[]>({
    id: 'set-stop-strings',
    label: 'Stop strings',
    keys: [],
    perform: (app, texts) => change(app, { stop: [...new Set(texts)].filter(isStop).slice(0, MOST_STOPS) }),
  }),
  setWorld: actionOf<WorldId>({
    id: 'set-world',
    label: 'World',
    keys: [],
    perform: (app, world) => changeProblem(app, { world, difficulty: worldById(world).difficulty.default }),
  }),
  setDifficulty: actionOf<number>({
    id: 'set-difficulty',
    label: 'Difficulty',
    keys: [],
    perform: (app, difficulty) => {
      const { min, max } = worldById(app.store.getState().settings.world).difficulty
      changeProblem(app, { difficulty: clamp(Math.round(difficulty), min, max) })
    },
  }),
  setProblem: actionOf<number>({
    id: 'set-problem',
    label: 'Problem seed',
    keys: [],
    perform: (app, problemSeed) => changeProblem(app, { problemSeed: seedOf(problemSeed) }),
  }),
  newProblem: action({
    id: 'new-problem',
    label: 'Another problem',
    keys: ['n'],
    perform: (app) => {
      const { problemSet, settings } = app.store.getState()
      if (problemSet && settings.own) showOfSet(app, app.randomSeed() % sizeOfSet(problemSet))
      else changeProblem(app, { problemSeed: app.randomSeed() % NEW_SEEDS })
    },
  }),
  previousRun: action({
    id: 'previous-run',
    label: 'Previous rollout',
    keys: ['z'],
    available: (state) => state.past.length > 0 && !writing(state),
    perform: (app) => {
      const { past, future, rollout } = app.store.getState()
      const last = past.at(-1)
      if (last) restage(app, last, past.slice(0, -1), rollout ? [rollout, ...future] : future)
    },
  }),
  nextRun: action({
    id: 'next-run',
    label: 'Next rollout',
    keys: ['Shift+z'],
    available: (state) => state.future.length > 0 && !writing(state),
    perform: (app) => {
      const { past, future, rollout } = app.store.getState()
      const [first, ...rest] = future
      if (first) restage(app, first, rollout ? [...past, rollout] : past, rest)
    },
  }),
} as const
