/** @file The teacher on a server, beside the store: it holds the key, and fetches what asks the server only when it is asked. */
import type { Line } from '../../remote/line.ts'
import { RemoteError } from '../../remote/remote-error.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { serveTeacher } from '../../store/served-teacher.ts'
import type { Asked } from './asked.ts'
import type { RemoteForm, RemoteState } from './state.ts'

export interface RemoteService {
  /** Whether the panel is to be shown at its next drawing. */
  want(wanted: boolean): void
  /** null or empty: none. It is kept here and nowhere else. */
  setKey(key: string | null): void
  setForm(part: Partial<RemoteForm>): void
  /** Checks the server, then has it read the rollout on the stage. */
  score(): Promise<void>
  /** From now on training learns from the server, once that has passed the check; or from teachers that run here again. */
  teach(on: boolean): Promise<void>
  cancel(): void
}

declare module '../../store/app.ts' {
  interface Services {
    readonly remote: RemoteService
  }
}

class Remote implements RemoteService {
  private key: string | null = null
  private running: AbortController | null = null
  private line: Line | null = null

  constructor(private readonly parts: ServiceParts) {}

  setKey(key: string | null): void {
    this.key = key?.trim() || null
    serveTeacher(this.parts.store, null)
    this.tell({ trouble: null, good: false })
  }

  setForm(part: Partial<RemoteForm>): void {
    const { form } = this.parts.store.getState().remote
    serveTeacher(this.parts.store, null)
    this.tell({ form: { ...form, ...part }, trouble: null, good: false })
  }

  want(wanted: boolean): void {
    this.tell({ wanted })
  }

  cancel(): void {
    this.running?.abort()
  }

  async score(): Promise<void> {
    const found = await this.ask(async (asked) => {
      const { readRemotely } = await import('./remote-teacher.ts')
      return readRemotely(asked)
    })
    if (found) this.tell({ reading: found })
  }

  async teach(on: boolean): Promise<void> {
    if (!on) return serveTeacher(this.parts.store, null)
    const found = await this.ask(async (asked) => {
      const { openForTraining } = await import('./teach-remotely.ts')
      return openForTraining(asked)
    })
    if (found) serveTeacher(this.parts.store, found)
  }

  /** One conversation with the server, an earlier one ended. @returns null where it was cancelled, or came to nothing and the state says why */
  private async ask<T>(task: (asked: Asked) => Promise<T>): Promise<T | null> {
    this.cancel()
    const running = new AbortController()
    this.running = running
    const { signal } = running
    this.tell({ phase: 'checking', trouble: null, good: false })
    try {
      const { openLine } = await import('../../remote/line.ts')
      // The frame that may ask servers is made now: an address was given.
      this.line ??= openLine(document)
      const onGood = (): void => this.tell({ phase: 'scoring', good: true })
      const found = await task({ parts: this.parts, key: this.key, line: this.line, signal, onGood })
      if (this.running !== running) return null
      this.tell({ phase: 'rest' })
      return found
    } catch (error) {
      if (this.running !== running) return null
      this.tell({ phase: 'rest', good: false, trouble: signal.aborted ? null : troubleOf(error, this.key) })
      return null
    }
  }

  private tell(part: Partial<RemoteState>): void {
    this.parts.store.setState(({ remote }) => ({ remote: { ...remote, ...part } }))
  }
}

/** What went wrong, without the key: whatever a server or a browser says, that is not repeated. */
function troubleOf(error: unknown, key: string | null): NonNullable<RemoteState['trouble']> {
  const said = error instanceof Error ? error.message : String(error)
  return {
    kind: error instanceof RemoteError ? error.trouble : 'refused',
    message: key ? said.replaceAll(key, '***') : said,
  }
}

export const REMOTE_SERVICE = {
  create: (parts) => new Remote(parts),
  release: (service) => service.cancel(),
  dispose: (service) => service.cancel(),
} satisfies ServiceDefinition<RemoteService>
