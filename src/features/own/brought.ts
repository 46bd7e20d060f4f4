/** @file Models that the visitor brings: looked through, planned, taken on, forgotten. */

import { isCancelled, toEngineError } from '../../engine/errors.ts'
import type { ModelPlan, OwnPrompt } from '../../engine/types.ts'
import { message } from '../../message/message.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { Loader } from '../../store/model-loader.ts'
import { modelById } from '../../store/scoring.ts'
import type { AppStore, RolloutRecord } from '../../store/state.ts'
import type { PickedFolder } from './folder.ts'
import { FEWEST_TOKENS, withPace } from './pace.ts'
import type { OwnState } from './state.ts'

/** A pause in typing after which the teacher reads the new note, in milliseconds. */
const PAUSE = 400

export interface Brought {
  /** Looks through a folder. null where it was refused, which the state says, or where another one came in between. */
  bring(folder: PickedFolder): Promise<ModelPlan | null>
  /** Stops looking. */
  cancel(): void
  remove(model: string): Promise<void>
  /** Has the prompt on the stage rendered as the chosen student reads it. */
  render(): Promise<void>
  /** Calls once typing pauses. */
  soon(work: () => void): void
}

class BroughtModels implements Brought {
  readonly #unfollow: () => void
  /** When the rollout that is being written had its first token. */
  #writing: { readonly id: number; readonly since: number; readonly from: number } | null = null
  #last = 0
  /** What was brought, by the models' ids: an adapter comes to one of them. */
  readonly #folders = new Map<string, PickedFolder>()
  #looking: AbortController | null = null
  #pause: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly store: AppStore,
    private readonly loader: Loader,
  ) {
    const unfold = store.subscribe(({ activity, settings, brought }, before) => {
      const begins = activity === 'sampling' && before.activity !== 'sampling'
      if (begins && settings.own && brought.unfolded) this.#set({ unfolded: false })
    })
    const unclock = store.subscribe(({ rollout }, before) => {
      if (rollout && rollout !== before.rollout) this.#clock(rollout)
    })
    this.#unfollow = () => {
      unfold()
      unclock()
    }
  }

  async bring(folder: PickedFolder): Promise<ModelPlan | null> {
    this.#looking?.abort()
    const looking = new AbortController()
    this.#looking = looking
    this.#set({ open: true, reading: folder.name, refusal: null })
    try {
      const whole = this.#withModel(folder)
      const plan = await this.loader.bring({ id: `own-${++this.#last}`, ...whole }, looking.signal)
      if (looking.signal.aborted) return null
      this.#folders.set(plan.info.id, whole)
      this.#set({ reading: null, unfolded: true, plans: [...this.store.getState().brought.plans, plan] })
      return plan
    } catch (error) {
      // Whoever brings another folder meanwhile is told of that one alone.
      if (this.#looking !== looking) return null
      this.#set({ reading: null, refusal: isCancelled(error) ? null : refusalOf(error) })
      return null
    }
  }

  /** A folder with an adapter alone is the student's, where that was brought: together they are a model of their own. */
  #withModel(folder: PickedFolder): PickedFolder {
    const has = (path: string): boolean => folder.files.some((file) => file.path === path)
    const base = this.#folders.get(this.store.getState().settings.student)
    if (has('config.json') || !has('adapter_config.json') || !base) return folder
    const { name, files } = folder
    return { name: `${base.name} + ${name}`, files: base.files, adapter: { name, files } }
  }

  /** Reading the prompt is not writing: time counts from the first token on. */
  #clock({ id, origin, student, tokens, result }: RolloutRecord): void {
    if (origin !== 'live') return
    const now = performance.now()
    if (result === null) {
      if (this.#writing?.id !== id && tokens.length > 0) this.#writing = { id, since: now, from: tokens.length }
      return
    }
    const started = this.#writing
    this.#writing = null
    const { engine, brought } = this.store.getState()
    const parameters = modelById(engine.models, student)?.parameters
    const backend = engine.info?.backend
    const written = started?.id === id ? tokens.length - started.from : 0
    if (!started || !parameters || !backend || written < FEWEST_TOKENS || now <= started.since) return
    const tokensPerSecond = (written * 1000) / (now - started.since)
    this.#set({ paces: withPace(brought.paces, { model: student, backend, parameters, tokensPerSecond }) })
  }

  cancel(): void {
    this.#looking?.abort()
    this.#looking = null
    this.#set({ reading: null })
  }

  async remove(model: string): Promise<void> {
    this.#set({ plans: this.store.getState().brought.plans.filter(({ info }) => info.id !== model) })
    this.#folders.delete(model)
    await this.loader.dismiss(model)
  }

  async render(): Promise<void> {
    const { own, student } = this.store.getState().settings
    if (!own) return
    try {
      const engine = await this.loader.ensure([])
      const rendered = await engine.render(student, own.prompt)
      this.#set({ rendered: { ...rendered, of: renderingOf(student, own.prompt) } })
    } catch (error) {
      if (!isCancelled(error)) this.#set({ rendered: null, refusal: refusalOf(error) })
    }
  }

  soon(work: () => void): void {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(work, PAUSE)
  }

  end(): void {
    this.#unfollow()
    clearTimeout(this.#pause)
    this.#looking?.abort()
  }

  #set(part: Partial<OwnState>): void {
    this.store.setState(({ brought }) => ({ brought: { ...brought, ...part } }))
  }
}

/** What a rendering is of: another student or another prompt makes it stale. */
export function renderingOf(student: string, prompt: OwnPrompt): string {
  return `${student} ${JSON.stringify(prompt)}`
}

function refusalOf(error: unknown) {
  return toEngineError(error, {
    code: 'session-failed',
    message: message('The folder could not be looked through.'),
    remedy: message('Try again; if it stays, reload the page.'),
  }).sentences
}

export const BROUGHT_SERVICE: ServiceDefinition<BroughtModels> = {
  create: ({ store, loader }) => new BroughtModels(store, loader),
  dispose: (brought) => brought.end(),
}
