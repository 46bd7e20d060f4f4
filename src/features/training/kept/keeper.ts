/**
 * @file Keeps the run that learns as it goes: at every measurement its curves, its flipbook and everything that its steps have
 * changed go on the shelf. Training never waits for it, and never fails by it.
 */
import type { RunSnapshot } from '../../../engine/training/types.ts'
import { t } from '../../../i18n/words.ts'
import type { SettingsSchema } from '../../../settings/schema.ts'
import type { Vectors } from '../../../store/kept/database.ts'
import type { Shelf } from '../../../store/kept/shelf.ts'
import { tell } from '../../../store/notices.ts'
import { shippedModels } from '../../../store/scoring.ts'
import type { AppStore } from '../../../store/state.ts'
import type { LearningRun } from '../state.ts'
import { type KeptTraining, keptTraining, offerOf, RUN_KIND, readKept, type StoredRun, storedRun } from './kept-run.ts'

/** Larger runs are not kept as they go: several times their weights would pass through the page at every measurement. */
const MOST_BYTES = 1 << 29

export interface TakenRun {
  readonly kept: KeptTraining
  readonly vectors: Vectors
}

export interface KeeperParts {
  readonly store: AppStore
  readonly shelf: Shelf
  readonly schema: Pick<SettingsSchema, 'toQuery' | 'restore'>
  readonly freshKey: () => string
  readonly now: () => number
}

export class RunKeeper {
  /** Of the run that learns here; null before one is kept. */
  private key: string | null = null
  /** A run that made way: its weights are given up when the next run lies on the shelf, and no sooner. */
  private outlived: string | null = null
  private began = 0
  private told = false
  /** The step of the run whose weights lie on the shelf; null when none do. */
  private at: number | null = null
  /** Models of the page that the run became: they last as long as the page, and can be made again from the run. */
  private readonly made = new Set<string>()

  constructor(private readonly parts: KeeperParts) {
    parts.shelf.onFreed(RUN_KIND, () => void this.refresh())
  }

  /** A new run begins: what is kept from now on is another thing. */
  begin(): void {
    this.outlived = this.key ?? this.outlived
    this.key = null
    this.at = null
    this.began = this.parts.now()
  }

  /** Whether the shelf has this step of the present run, so that nothing is lost when the page goes. */
  holds(step: number): boolean {
    return this.at === step
  }

  /** A model was made of the run. */
  became(model: string): void {
    this.made.add(model)
  }

  /** What was trained here would be lost with the page: steps that the browser does not keep, or a model in use whose run is gone. */
  loses(): boolean {
    if (this.at !== null) return false
    const { training, settings } = this.parts.store.getState()
    const { run, open } = training
    const steps = this.told && open && run !== null && run.reports.length > 0
    return steps || this.made.has(settings.student) || this.made.has(settings.teacher)
  }

  /** Where the present run can be taken up when the engine has lost it; null where it cannot. */
  get own(): string | null {
    return this.at === null ? null : this.key
  }

  /** Lays down the run as it stands, or what is left after a reset. Resolves when it lies there, or cannot. */
  async keep(snapshot: RunSnapshot | null): Promise<void> {
    const { store, shelf } = this.parts
    const { run, past, at } = store.getState().training
    const { vectors = {}, ...rest } = snapshot ?? {}
    this.key ??= this.parts.freshKey()
    const { key } = this
    const record = keptTraining({
      began: this.began,
      at,
      run: run && snapshot ? this.stored(run) : null,
      past: past.map((each) => this.stored(each)),
      snapshot: snapshot && (rest as Omit<RunSnapshot, 'vectors'>),
    })
    const bytes = Object.values(vectors).reduce((sum, vector) => sum + vector.byteLength, 0)
    const failure = bytes > MOST_BYTES ? 'full' : await shelf.put({ key, kind: RUN_KIND, record }, vectors)
    if (failure === 'taken') {
      // This page slept, and another one has taken the run up: what this one goes on with is a run of its own.
      if (this.key === key) this.key = null
      return this.keep(snapshot)
    }
    if (this.key !== key) return
    if (failure) return this.tellOnce(failure)
    this.at = snapshot ? at : null
    if (!this.outlived) return
    await shelf.forget(this.outlived)
    this.outlived = null
  }

  /** Everything on the shelf that nobody works on becomes an offer. */
  async refresh(): Promise<void> {
    const { store, shelf } = this.parts
    const entries = await shelf.orphans(RUN_KIND)
    const { open, run } = store.getState().training
    const mine = (key: string): boolean => key === this.key || key === this.outlived
    const lost = run !== null && !open
    const offers = entries.flatMap((entry) => {
      const own = lost && entry.key === this.own
      const offer = own || !mine(entry.key) ? offerOf(entry, own) : null
      return offer ? [offer] : []
    })
    store.setState({ keptRuns: offers })
  }

  /** A kept run, which this page goes on with. null when it is gone. */
  async take(key: string): Promise<TakenRun | null> {
    const found = await this.parts.shelf.take(key)
    const kept = found && readKept(found.record)
    if (!found || !kept) return null
    return { kept, vectors: found.vectors }
  }

  /** What was taken is the present run now. */
  adopt(key: string, { kept }: TakenRun): void {
    if (this.key !== key) this.outlived = this.key ?? this.outlived
    this.key = key
    this.began = kept.began
    this.at = kept.run ? kept.at : null
  }

  /** Given back, because it could not be taken up: it stays on offer. */
  giveBack(key: string): void {
    if (key !== this.key) this.parts.shelf.release(key)
  }

  /** The present run was thrown away. */
  async forgetOwn(): Promise<void> {
    if (this.key) await this.forget(this.key)
  }

  async forget(key: string): Promise<void> {
    await this.parts.shelf.forget(key)
    if (key === this.key) {
      this.key = null
      this.at = null
    }
    await this.refresh()
  }

  /** A run of another visit, or of this one, for the page. */
  restore({ query, ...run }: StoredRun, id: number): LearningRun {
    return { ...run, id, settings: this.parts.schema.restore(query).settings }
  }

  private stored(run: LearningRun): StoredRun {
    const { store, schema } = this.parts
    const { engine } = store.getState()
    const settings = { ...run.settings, ...shippedModels({ settings: run.settings, engine }) }
    return storedRun(run, schema.toQuery(settings))
  }

  private tellOnce(failure: string): void {
    if (this.told) return
    this.told = true
    const { store } = this.parts
    if (failure === 'full' && this.at !== null)
      tell(
        store,
        t(
          'This browser has no room for the run as it stands; step {step} stays kept. “Save weights” keeps it in a file.',
          {
            step: this.at,
          },
        ),
      )
    else if (failure === 'full')
      tell(store, t('This browser has no room for the run. “Save weights” keeps it in a file.'))
    else tell(store, t('This browser does not keep the run: it ends with the page. “Save weights” keeps it in a file.'))
  }
}
