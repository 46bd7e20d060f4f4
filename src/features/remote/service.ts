/** @file The teacher on a server, beside the store: it holds the key, and fetches what asks the server only when it is asked. */
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { serveTeacher } from '../../store/served-teacher.ts'
import { Conversation } from './conversation.ts'
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
  private readonly conversation: Conversation

  constructor(private readonly parts: ServiceParts) {
    this.conversation = new Conversation(parts, (part) => this.tell(part))
  }

  setKey(key: string | null): void {
    this.conversation.setKey(key)
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
    this.conversation.cancel()
  }

  async score(): Promise<void> {
    const found = await this.conversation.ask(async (asked) => {
      const { readRemotely } = await import('./remote-teacher.ts')
      return readRemotely(asked)
    })
    if (found) this.tell({ reading: found })
  }

  async teach(on: boolean): Promise<void> {
    if (!on) return serveTeacher(this.parts.store, null)
    const found = await this.conversation.ask(async (asked) => {
      const { openForTraining } = await import('./teach-remotely.ts')
      return openForTraining(asked)
    })
    if (found) serveTeacher(this.parts.store, found)
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
