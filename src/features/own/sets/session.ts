/** @file Sets of problems on the page: a file is looked at, read, kept; one of its problems stands on the stage. */
import { isCancelled } from '../../../engine/errors.ts'
import { count, number, t } from '../../../i18n/words.ts'
import type { AppStore, ProblemSet } from '../../../store/state.ts'
import type { OwnState, Refusal } from '../state.ts'
import type { SetShelf } from './keep.ts'
import { SHIPPED_SETS, shippedChoice } from './shipped.ts'
import type { KeptSet, PickedProblems, SetsState } from './state.ts'

/** So often the page hears of progress, milliseconds. */
const TELL_EVERY = 100

/** What its methods are for stands with the interface, in service.ts. */
export class SetsSession {
  #work: AbortController | null = null
  readonly #unfollow: () => void

  constructor(
    private readonly store: AppStore,
    private readonly fetchText: (path: string) => Promise<Blob>,
  ) {
    // Back in the worlds, no list of one's own is learnt from.
    this.#unfollow = store.subscribe(({ settings, problemSet }, before) => {
      if (problemSet && before.settings.own && !settings.own) store.setState({ problemSet: null })
    })
  }

  async pick(file: File): Promise<void> {
    await this.#working(file.name, async (signal) => {
      const { lookAtFile } = await import('./read-set.ts')
      const picked = await lookAtFile(file, file.name)
      if (signal.aborted) return
      if (picked.fields.length === 0) throw new RangeError('none')
      this.#set({ picked })
    })
  }

  async use(): Promise<boolean> {
    const { picked } = this.#state
    if (!picked) return false
    const { name, file, format, choice } = picked
    const key = keyOf(picked)
    const isHere = await this.#read({ key, name, bytes: file.size, format, choice }, file)
    if (!isHere) return false
    this.#set({ picked: null })
    await shelfHere()
      .then((shelf) => shelf?.put({ key, name, bytes: file.size, format, choice }, file))
      .catch(() => undefined)
    await this.list()
    return true
  }

  async open(key: string): Promise<boolean> {
    const shipped = SHIPPED_SETS.find((each) => each.key === key)
    if (shipped) {
      const { name, path, kind } = shipped
      const file = await this.#working(t(name), () => this.fetchText(path))
      const about = { key, name, bytes: file?.size ?? 0, format: 'jsonl', choice: shippedChoice(kind) } as const
      return file !== null && this.#read(about, file)
    }
    const kept = this.#state.kept.find((each) => each.key === key)
    const file = kept && (await (await shelfHere())?.file(key))
    return kept && file ? this.#read(kept, file) : false
  }

  cancel(): void {
    this.#work?.abort()
    this.#work = null
    this.#set({ reading: null, picked: null })
  }

  async remove(key: string): Promise<void> {
    await (await shelfHere())?.remove(key)
    if (this.store.getState().problemSet?.key === key) this.store.setState({ problemSet: null })
    await this.list()
  }

  async list(): Promise<void> {
    const kept = await shelfHere()
      .then((shelf) => shelf?.list() ?? [])
      .catch(() => [])
    this.#set({ kept })
  }

  end(): void {
    this.#unfollow()
    this.#work?.abort()
  }

  get #state(): SetsState {
    return this.store.getState().brought.sets
  }

  async #read({ key, name, format, choice }: KeptSet, file: Blob): Promise<boolean> {
    const read = await this.#working(name, async (signal) => {
      const { readSet } = await import('./read-set.ts')
      let told = 0
      const onProgress = (bytes: number, problems: number): void => {
        if (performance.now() - told < TELL_EVERY) return
        told = performance.now()
        this.#set({ reading: { name: t(name), bytes, total: file.size, problems } })
      }
      return readSet(file, format, choice, { signal, onProgress })
    })
    if (!read) return false
    this.store.setState({ problemSet: { key, name, problems: read.problems, at: null } })
    this.#set({ broken: read.broken })
    return true
  }

  /** One thing at a time; what goes wrong stands where a refused folder does. */
  async #working<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.#work?.abort()
    const mine = new AbortController()
    this.#work = mine
    this.#show({ open: true, refusal: null })
    this.#set({ reading: { name, bytes: 0, total: 0, problems: 0 } })
    try {
      return await work(mine.signal)
    } catch (error) {
      if (this.#work === mine && !isCancelled(error)) this.#show({ refusal: refusalOf(error, name) })
      return null
    } finally {
      if (this.#work === mine) this.#set({ reading: null })
    }
  }

  #show(part: Partial<OwnState>): void {
    this.store.setState(({ brought }) => ({ brought: { ...brought, ...part } }))
  }

  #set(part: Partial<SetsState>): void {
    this.store.setState(({ brought }) => ({ brought: { ...brought, sets: { ...brought.sets, ...part } } }))
  }
}

/** The same file read in another way takes the place of what is kept of it. */
function keyOf({ name, file }: PickedProblems): string {
  const changed = file instanceof File ? file.lastModified : 0
  return `${name} ${file.size} ${changed}`
}

function refusalOf(error: unknown, name: string): Refusal {
  if (error instanceof RangeError)
    return {
      message: t(
        error.message === 'one' ? 'There is only one problem in “{name}”.' : 'There is no problem in “{name}”.',
        {
          name,
        },
      ),
      remedy: t(
        'Give one JSON object a line, or CSV with the fields’ names on top; and choose the field with the prompt.',
      ),
    }
  return {
    message: t('The browser cannot read “{name}”. Choose it again, or a copy of it.', { name }),
    remedy: null,
  }
}

/** null where the browser keeps nothing for this page. */
async function shelfHere(): Promise<SetShelf | null> {
  if (!('caches' in globalThis)) return null
  const { setShelf } = await import('./keep.ts')
  return setShelf(caches, new URL('./kept-problems/', document.baseURI).href)
}

/** How many of a set are learnt from and held out, in words. */
export function partsOf({ problems: { train, heldOut } }: ProblemSet): string {
  const all = train.length + heldOut.length
  return count(
    all,
    '# problem: {train} to learn from, {held} held out',
    '# problems: {train} to learn from, {held} held out',
    {
      train: number(train.length),
      held: number(heldOut.length),
    },
  )
}
