/** @file Plays the recorded run: the text is written once more with the teacher's marks, then the curve climbs, then the trained student writes. */
import { shippedJson } from '../../../formats/json.ts'
import type { TrainingRecording } from '../../../formats/talk.ts'
import type { SettingsSchema } from '../../../settings/schema.ts'
import type { ServiceDefinition } from '../../../store/app.ts'
import type { AppStore } from '../../../store/state.ts'
import { fittingRecording, type TeachState, teachingSetup } from './state.ts'

/** Where the recorded run lies, beside the page. */
const PATH = './recorded/teaching.json'

/** Milliseconds of a token, and of a measurement: slow enough to follow, quick enough for a first look. */
const TOKEN = 26
const MEASUREMENT = 330
/** The teacher reads in stretches, as it does when it reads live. */
const STRETCH = 8

/** The page's own file, which a test holds to its format. */
interface TaughtFile {
  readonly page: string
  readonly training: TrainingRecording
}

export interface Teaching {
  /** Fetches the recording, once. Where it is missing or broken nothing plays, and the page works without it. */
  fetch(view: Pick<Window, 'fetch'>, schema: SettingsSchema): Promise<void>
  /** A press begins: whatever went on before ends. The signal is aborted by the next stop. */
  begin(): AbortSignal
  /** Shows the recording, the text first and last where that is a recording too. Resolves at its end or at a stop. */
  play(signal: AbortSignal, withText: boolean): Promise<void>
  /** What plays stops where it is. */
  stop(): void
}

declare module '../../../store/app.ts' {
  interface Services {
    readonly teaching: Teaching
  }
}

class Player implements Teaching {
  private fetching: Promise<void> | null = null
  private playing: AbortController | null = null

  constructor(private readonly store: AppStore) {}

  fetch(view: Pick<Window, 'fetch'>, schema: SettingsSchema): Promise<void> {
    this.fetching ??= this.fetchOnce(view, schema)
    return this.fetching
  }

  private async fetchOnce(view: Pick<Window, 'fetch'>, schema: SettingsSchema): Promise<void> {
    try {
      const response = await view.fetch(PATH)
      if (!response.ok) return
      const { page, training } = shippedJson(await response.text()) as TaughtFile
      const { info, reports, evaluations } = training
      const setup = teachingSetup(schema.restore(page).settings)
      this.set({ recording: { setup, training: { info, reports, evaluations } } })
    } catch {
      // Offline without a copy, or another page's server.
    }
  }

  begin(): AbortSignal {
    this.stop()
    this.playing = new AbortController()
    return this.playing.signal
  }

  async play(signal: AbortSignal, withText: boolean): Promise<void> {
    this.set({ played: 0, playing: true, after: null })
    if (withText) await this.write(signal)
    await this.climb(signal)
    // Whoever stopped it has put things right, and another press may play by now.
    if (signal.aborted) return
    this.set({ playing: false })
    const { rollout } = this.store.getState()
    if (withText && rollout?.result && fittingRecording(this.store.getState())) this.set({ after: rollout.id })
  }

  stop(): void {
    this.playing?.abort()
    this.playing = null
    this.store.setState({ rewriting: null })
    this.set({ playing: false })
  }

  private async write(signal: AbortSignal): Promise<void> {
    const { rollout } = this.store.getState()
    if (!rollout) return
    const all = rollout.tokens.length
    for (let tokens = 1; tokens <= all && this.store.getState().rollout?.id === rollout.id; tokens++) {
      const read = tokens - (tokens % STRETCH)
      this.store.setState({ rewriting: { run: rollout.id, tokens, read } })
      if (!(await pause(TOKEN, signal))) return
    }
    this.store.setState({ rewriting: null })
  }

  private async climb(signal: AbortSignal): Promise<void> {
    const all = fittingRecording(this.store.getState())?.training.evaluations.length ?? 0
    for (let played = 1; played <= all && !signal.aborted; played++) {
      this.set({ played })
      if (!(await pause(MEASUREMENT, signal))) return
    }
  }

  private set(part: Partial<TeachState>): void {
    this.store.setState(({ teach }) => ({ teach: { ...teach, ...part } }))
  }
}

/** @returns whether nobody stopped it */
function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve(!signal.aborted)
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}

export const TEACHING_SERVICE: ServiceDefinition<Teaching> = {
  create: ({ store }) => new Player(store),
  dispose: (teaching) => teaching.stop(),
}
