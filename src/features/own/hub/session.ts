/** @file Models of the hub: looked up, fetched, kept, taken up again, removed. Nothing is asked of the hub before the visitor asks. */
import { EngineError, toEngineError } from '../../../engine/errors.ts'
import { message } from '../../../message/message.ts'
import type { Loader } from '../../../store/model-loader.ts'
import type { AppStore } from '../../../store/state.ts'
import type { PickedFolder } from '../folder.ts'
import type { HubState, OwnState } from '../state.ts'
import { readAddress } from './address.ts'
import type { HubOptions, HubPlan } from './plan.ts'
import type { HubShelf } from './shelf.ts'

/** So often the page hears of progress, milliseconds. */
const TELL_EVERY = 200
/** Of the free room a browser likes to keep some. */
const SPARE = 1.1

/** What its methods are for stands with the interface, in service.ts. */
export class HubSession {
  #work: AbortController | null = null

  constructor(
    private readonly store: AppStore,
    private readonly loader: Loader,
    private readonly hub: Pick<HubOptions, 'base' | 'fetch'>,
  ) {}

  async lookUp(text: string): Promise<void> {
    await this.#working(async (signal) => {
      const address = readAddress(text)
      if (!address)
        throw new EngineError(
          'bad-request',
          message('“{name}” is no address of the hub.', { name: text }),
          'Write owner/name, or owner/name@revision.',
        )
      this.#set({ asking: address.id, plan: null })
      await this.loader.ensure([], signal)
      const { planHub } = await import('./plan.ts')
      const plan = await planHub(address, this.#backend, { ...this.hub, signal })
      this.#set({ plan, here: await this.#bytesOf(plan) })
    })
    this.#set({ asking: null })
  }

  async fetch(): Promise<PickedFolder | null> {
    const { plan } = this.#state
    if (!plan) return null
    let folder: PickedFolder | null = null
    await this.#working(async (signal) => {
      this.#set({ fetching: true })
      const shelf = await shelfHere()
      await this.#askForRoom(plan)
      const { fetchModel } = await import('./fetch-model.ts')
      let told = 0
      const onBytes = (here: number): void => {
        if (performance.now() - told < TELL_EVERY && here < plan.bytes) return
        told = performance.now()
        this.#set({ here })
      }
      const files = await fetchModel(plan, { ...this.hub, shelf, signal, onBytes })
      folder = { name: plan.id.split('/').at(-1) ?? plan.id, files }
    })
    const done = folder !== null
    this.#set({ fetching: false, ...(done ? { plan: null } : { here: await this.#bytesOf(plan) }) })
    await this.list()
    return folder
  }

  cancel(): void {
    this.#work?.abort()
  }

  async takeUp(plan: HubPlan): Promise<void> {
    this.#set({ plan, here: await this.#bytesOf(plan) })
  }

  async remove(plan: HubPlan): Promise<void> {
    await (await shelfHere()).remove(plan)
    if (this.#state.plan?.commit === plan.commit) this.#set({ here: 0 })
    await this.list()
  }

  async list(): Promise<void> {
    const kept = await shelfHere()
      .then((shelf) => shelf.list())
      .catch(() => [])
    this.#set({ kept })
  }

  get #state(): HubState {
    return this.store.getState().brought.hub
  }

  get #backend() {
    return this.store.getState().engine.info?.backend ?? 'wasm'
  }

  async #bytesOf(plan: HubPlan): Promise<number> {
    await this.list()
    return this.#state.kept.find(({ plan: { id, commit } }) => id === plan.id && commit === plan.commit)?.bytes ?? 0
  }

  /** @throws EngineError 'out-of-memory' with the numbers, before a byte comes */
  async #askForRoom({ bytes, id }: HubPlan): Promise<void> {
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
    if (quota === undefined || usage === undefined) return
    const needed = (bytes - this.#state.here) * SPARE
    if (quota - usage >= needed) return
    const megabytes = (count: number): number => Math.max(0, Math.round(count / 1e6))
    throw new EngineError(
      'out-of-memory',
      message('“{name}” needs {needed} MB more; this browser gives the page {free} MB.', {
        name: id,
        needed: megabytes(needed),
        free: megabytes(quota - usage),
      }),
      'Remove a model that is kept here, or free space on the disk; then go on.',
    )
  }

  /** One thing at a time; what goes wrong stands where a refused folder does. */
  async #working(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#work?.abort()
    const mine = new AbortController()
    this.#work = mine
    this.#show({ refusal: null })
    try {
      await work(mine.signal)
    } catch (error) {
      const { code, sentences } = toEngineError(error, {
        code: 'session-failed',
        message: message('The hub could not be asked.'),
        remedy: message('Try again; a folder can be brought at any time.'),
      })
      if (code !== 'cancelled' && this.#work === mine) this.#show({ refusal: sentences })
    }
  }

  #show(part: Partial<OwnState>): void {
    this.store.setState(({ brought }) => ({ brought: { ...brought, ...part } }))
  }

  #set(part: Partial<HubState>): void {
    this.store.setState(({ brought }) => ({ brought: { ...brought, hub: { ...brought.hub, ...part } } }))
  }
}

async function shelfHere(): Promise<HubShelf> {
  if (!('caches' in globalThis))
    throw new EngineError(
      'missing-file',
      'This browser keeps nothing for this page, which is not served over https.',
      'Open the page over https, or bring a folder.',
    )
  const { cacheShelf } = await import('./shelf.ts')
  return cacheShelf(caches, new URL('./hub/', document.baseURI).href)
}
