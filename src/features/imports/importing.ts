/** @file Reading a run: file after file, a little at a time, so that the page answers meanwhile. */
import type { RunIndex } from '../../imports/run-index.ts'
import type { ImportSource } from '../../imports/source.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { AppStore } from '../../store/state.ts'
import type { ImportsState } from './state.ts'

/** Work without a pause, milliseconds: below what an eye notices. */
const STRETCH = 12
/** From one word of progress to the next, milliseconds. */
const TOLD_EVERY = 250

export interface ImportService {
  /** Reads a run in the place of the one that is there. */
  read(sources: readonly ImportSource[]): Promise<void>
  cancel(): void
  /** Forgets the run. */
  close(): void
}

declare module '../../store/app.ts' {
  interface Services {
    readonly imports: ImportService
  }
}

/** Lets the page breathe once it has worked for a stretch. */
export function createBreath(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < STRETCH) return undefined
    return new Promise<void>((done) => setTimeout(done)).then(() => {
      since = performance.now()
    })
  }
}

class Importing implements ImportService {
  private index: RunIndex | null = null
  private running: AbortController | null = null

  constructor(private readonly store: AppStore) {}

  async read(sources: readonly ImportSource[]): Promise<void> {
    this.cancel()
    const running = new AbortController()
    this.running = running
    const { signal } = running
    const total = sources.reduce((sum, { size }) => sum + size, 0)
    this.index = null
    this.tell({ phase: 'reading', read: 0, total, files: sources.length, opened: null })
    const [{ RunIndex }, { readRun }, { ImportError }, { unpacked }] = await Promise.all([
      import('../../imports/run-index.ts'),
      import('../../imports/import-run.ts'),
      import('../../imports/run-format.ts'),
      import('./unpacked.ts'),
    ])
    if (signal.aborted) return
    const index = new RunIndex()
    this.index = index
    const breathe = createBreath()
    let done = 0
    let told = performance.now()
    for (const given of sources) {
      let here = 0
      try {
        const source = await unpacked(given)
        const watched: ImportSource = {
          ...source,
          slice: (start, end) => {
            here = Math.max(here, Math.min(end, given.size))
            return source.slice(start, end)
          },
        }
        index.begin(source)
        for await (const item of readRun(watched, signal)) {
          index.add(item)
          await breathe()
          if (signal.aborted) break
          if (performance.now() - told < TOLD_EVERY) continue
          told = performance.now()
          this.tell({ read: done + here })
        }
      } catch (error) {
        if (signal.aborted) break
        const { message, remedy } =
          error instanceof ImportError
            ? error
            : {
                message: `${given.name} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
                remedy: 'Choose it again, or a copy of it.',
              }
        index.unread.push({ file: given.name, why: message, remedy })
      }
      if (signal.aborted) break
      done += given.size
    }
    if (this.running !== running) return
    this.running = null
    this.tell({ phase: signal.aborted ? 'cancelled' : 'whole', read: signal.aborted ? done : total })
  }

  cancel(): void {
    this.running?.abort()
  }

  close(): void {
    this.cancel()
    this.running = null
    this.index = null
    this.tell({ phase: 'none', opened: null })
  }

  private tell(part: Partial<ImportsState>): void {
    const run = this.index && { index: this.index }
    this.store.setState(({ imports }) => ({ imports: { ...imports, ...part, run } }))
  }
}

export const IMPORT_SERVICE = {
  create: ({ store }) => new Importing(store),
  dispose: (service) => service.cancel(),
} satisfies ServiceDefinition<ImportService>
