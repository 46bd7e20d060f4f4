/** @file The teacher on a server, beside the store: it holds the key, and fetches what asks the server only when it is asked. */
import type { Line } from '../../remote/line.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import type { RemoteForm, RemoteState } from './state.ts'

export interface RemoteService {
  /** Whether the panel is to be shown at its next drawing. */
  want(wanted: boolean): void
  /** null or empty: none. It is kept here and nowhere else. */
  setKey(key: string | null): void
  setForm(part: Partial<RemoteForm>): void
  /** Checks the server, then has it read the rollout on the stage. */
  score(): Promise<void>
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
    this.tell({ trouble: null, good: false })
  }

  setForm(part: Partial<RemoteForm>): void {
    const { form } = this.parts.store.getState().remote
    this.tell({ form: { ...form, ...part }, trouble: null, good: false })
  }

  want(wanted: boolean): void {
    this.tell({ wanted })
  }

  cancel(): void {
    this.running?.abort()
  }

  async score(): Promise<void> {
    this.cancel()
    const running = new AbortController()
    this.running = running
    const { signal } = running
    this.tell({ phase: 'checking', trouble: null, good: false })
    const [{ readRemotely }, { openLine }] = await Promise.all([
      import('./remote-teacher.ts'),
      import('../../remote/line.ts'),
    ])
    // The frame that may ask servers is made now: an address was given.
    this.line ??= openLine(document)
    const onGood = (): void => this.tell({ phase: 'scoring', good: true })
    const found = await readRemotely({ parts: this.parts, key: this.key, line: this.line, signal, onGood })
    if (this.running !== running) return
    if (found === null) this.tell({ phase: 'rest' })
    else if ('rows' in found) this.tell({ phase: 'rest', reading: found })
    else this.tell({ phase: 'rest', good: false, trouble: found })
  }

  private tell(part: Partial<RemoteState>): void {
    this.parts.store.setState(({ remote }) => ({ remote: { ...remote, ...part } }))
  }
}

export const REMOTE_SERVICE = {
  create: (parts) => new Remote(parts),
  release: (service) => service.cancel(),
  dispose: (service) => service.cancel(),
} satisfies ServiceDefinition<RemoteService>
