/**
 * @file The conductor of the race. All lanes of a seed are open at once and take turns, so that at any moment they have
 * spent about the same and can be compared; the seeds follow one another.
 */

import { EngineError, isCancelled } from '../../engine/errors.ts'
import type { Engine } from '../../engine/requests.ts'
import { message } from '../../message/message.ts'
import { isBehind, type Race } from '../../methods/race.ts'
import { raceSetups } from '../../settings/run-setup.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { Loader } from '../../store/model-loader.ts'
import { notify } from '../../store/notices.ts'
import type { AppStore } from '../../store/state.ts'
import { raceOf } from './races.ts'
import { recordingOf } from './recordings.ts'
import { type LaneProgress, type RaceState, spentOf } from './state.ts'

/** A recording plays in ten seconds, drawn ten times a second. */
const FRAMES = 100
const FRAME = 100

export interface RaceSession {
  /** Starts the race from its beginning. Resolves when it is over or stopped. */
  start(race: Race): Promise<void>
  /** The step in progress is dropped; what was measured stays. */
  stop(): void
  /** Waits while nobody can see the page. */
  setHidden(hidden: boolean): void
  /** Fetches the recording of a shipped race, where there is one, once. */
  recall(race: string): Promise<void>
  /**
   * Plays the recording of a race from its beginning, in about ten seconds. Resolves when it has ended or another one is played.
   * @param cut shows its end at once
   */
  play(race: string, cut: boolean): Promise<void>
  /** The race that the settings choose. */
  chosen(): Race
}

interface OpenLane {
  /** Place in the state's list. */
  readonly at: number
  readonly run: string
}

declare module '../../store/app.ts' {
  interface Services {
    readonly race: RaceSession
  }
}

/** Ties the race of a store to the engine that `loader` starts. */
export function createRaceSession(store: AppStore, loader: Loader): RaceSession {
  let stopping: AbortController | null = null
  let hidden = false
  let plays = 0

  const get = (): RaceState => store.getState().race
  const set = (part: Partial<RaceState>): void => store.setState(({ race }) => ({ race: { ...race, ...part } }))
  const laneAt = (at: number): LaneProgress => {
    const lane = get().lanes[at]
    if (!lane) throw new RangeError(`the race has no lane ${at}`)
    return lane
  }
  const changeLane = (at: number, change: (lane: LaneProgress) => Partial<LaneProgress>): void =>
    set({ lanes: get().lanes.map((lane, i) => (i === at ? { ...lane, ...change(lane) } : lane)) })

  async function start(race: Race): Promise<void> {
    if (get().activity !== 'idle') return
    const controller = new AbortController()
    stopping = controller
    const { settings } = store.getState()
    set({ activity: 'running', race, lanes: [], finished: false, worked: 0, replay: null })
    try {
      const engine = await loader.ensure([settings.student, settings.teacher], controller.signal)
      for (const seed of race.seeds) await runSeed(engine, race, seed, controller.signal)
      set({ finished: true })
      store.setState({ announcement: message('The race “{name}” is over.', { name: race.name }) })
    } catch (error) {
      if (!isCancelled(error)) notify(store, error, null)
    } finally {
      stopping = null
      set({ activity: 'idle' })
    }
  }

  async function runSeed(engine: Engine, race: Race, seed: number, signal: AbortSignal): Promise<void> {
    const first = get().lanes.length
    const { settings, problemSet } = store.getState()
    const setups = raceSetups(race, settings, seed, problemSet?.problems)
    const open: OpenLane[] = []
    set({
      lanes: [...get().lanes, ...setups.map((_, lane) => ({ lane, seed, reports: [], evaluations: [], done: false }))],
    })
    try {
      for (const [lane, setup] of setups.entries()) {
        const { run } = await engine.openRun(setup, { signal })
        open.push({ at: first + lane, run })
      }
      const every = setups[0]?.checkpoints.every ?? 1
      await takeTurns(engine, race, open, every, signal)
    } finally {
      for (const { run } of open) await engine.closeRun(run)
    }
  }

  async function takeTurns(
    engine: Engine,
    race: Race,
    lanes: readonly OpenLane[],
    every: number,
    signal: AbortSignal,
  ): Promise<void> {
    const [pace] = lanes
    if (!pace) return
    for (const lane of lanes) await measure(engine, lane, false, signal)
    for (let round = 1; round <= race.steps; round++) {
      const last = round === race.steps
      for (const lane of lanes) {
        // The first lane sets the pace.
        const paceOf = ({ at }: OpenLane) => ({
          steps: laneAt(at).reports.length,
          spent: spentOf(laneAt(at), race.budget),
        })
        const behind = (): boolean =>
          lane === pace ? laneAt(lane.at).reports.length < round : isBehind(race, paceOf(pace), paceOf(lane))
        while (behind()) await step(engine, lane, signal)
        if (round % every === 0 || last) await measure(engine, lane, last, signal)
      }
    }
  }

  async function step(engine: Engine, { at, run }: OpenLane, signal: AbortSignal): Promise<void> {
    await seen(signal)
    const report = await timed(() => engine.stepRun(run, { signal }))
    if (report.fault) {
      const label = get().race?.lanes[laneAt(at).lane]?.label ?? ''
      throw new EngineError(
        'session-failed',
        message('Lane “{label}”: {why}', { label, why: report.fault.message }),
        'Leave that recipe out.',
      )
    }
    changeLane(at, ({ reports }) => ({ reports: [...reports, report] }))
  }

  async function measure(engine: Engine, { at, run }: OpenLane, done: boolean, signal: AbortSignal): Promise<void> {
    await seen(signal)
    // Sixteen samples of a problem take their time: at the end alone.
    const evaluation = await timed(() => engine.evaluateRun(run, { diversity: done }, { signal }))
    changeLane(at, ({ evaluations }) => ({ evaluations: [...evaluations, evaluation], done }))
  }

  /** Counts the time that the engine takes. */
  async function timed<T>(work: () => Promise<T>): Promise<T> {
    const before = performance.now()
    const result = await work()
    set({ worked: get().worked + (performance.now() - before) / 1000 })
    return result
  }

  async function recall(race: string): Promise<void> {
    if (Object.hasOwn(get().recordings, race)) return
    const recording = await recordingOf(race)
    set({ recordings: { ...get().recordings, [race]: recording } })
  }

  async function play(race: string, cut: boolean): Promise<void> {
    await recall(race)
    if (!get().recordings[race] || get().activity !== 'idle') return
    const turn = ++plays
    for (let frame = cut ? FRAMES : 0; frame <= FRAMES && turn === plays; frame++) {
      // A race that was started meanwhile takes the view.
      if (get().activity !== 'idle') return
      set({ replay: { race, at: frame / FRAMES } })
      if (frame < FRAMES) await new Promise((resolve) => setTimeout(resolve, FRAME))
    }
  }

  /** Resolves when the page is seen; at once when it is. */
  async function seen(signal: AbortSignal): Promise<void> {
    if (!hidden) return
    set({ activity: 'hidden' })
    await new Promise<void>((resolve) => {
      const stop = store.subscribe(({ race }) => {
        if (race.activity === 'hidden' && !signal.aborted) return
        stop()
        resolve()
      })
    })
  }

  return {
    start,
    recall,
    play,
    stop() {
      if (!stopping) return
      stopping.abort()
      set({ activity: 'stopping' })
    },
    chosen: () => raceOf(store.getState().settings),
    setHidden(now) {
      hidden = now
      if (!now && get().activity === 'hidden') set({ activity: 'running' })
    },
  }
}

export const RACE_SERVICE: ServiceDefinition<RaceSession> = {
  create: ({ store, loader }) => createRaceSession(store, loader),
  release: (race) => race.stop(),
  dispose: (race) => race.stop(),
}
