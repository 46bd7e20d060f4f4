/** @file The student on a server, beside the store: it holds the key, and fetches what asks the server only when it is asked. */
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { Conversation } from './conversation.ts'
import type { RemoteStudentState, ServerForm } from './state.ts'

export interface RemoteStudentService {
  /** Whether its fields are shown. */
  open(open: boolean): void
  setKey(key: string | null): void
  setForm(part: Partial<ServerForm>): void
  /** Checks the server, then has it write for the problem. @returns whether a rollout stands on the stage that models here can read */
  write(): Promise<boolean>
  cancel(): void
}

declare module '../../store/app.ts' {
  interface Services {
    readonly remoteStudent: RemoteStudentService
  }
}

class RemoteStudent implements RemoteStudentService {
  private readonly conversation: Conversation

  constructor(private readonly parts: ServiceParts) {
    this.conversation = new Conversation(parts, (part) => this.tell(part))
  }

  open(open: boolean): void {
    this.tell({ open })
  }

  setKey(key: string | null): void {
    this.conversation.setKey(key)
    this.tell({ trouble: null, good: false })
  }

  setForm(part: Partial<ServerForm>): void {
    const { form } = this.parts.store.getState().remoteStudent
    this.tell({ form: { ...form, ...part }, trouble: null, good: false })
  }

  async write(): Promise<boolean> {
    this.tell({ foreign: null })
    const found = await this.conversation.ask(async (asked) => {
      const { writeRemotely } = await import('./remote-student.ts')
      return writeRemotely(asked)
    })
    if (!found) return false
    if ('foreign' in found) {
      this.tell({ foreign: found.foreign, good: false, trouble: { kind: 'vocabulary', message: found.why } })
      return false
    }
    this.parts.store.setState(found.staged)
    return true
  }

  cancel(): void {
    this.conversation.cancel()
  }

  private tell(part: Partial<RemoteStudentState>): void {
    this.parts.store.setState(({ remoteStudent }) => ({ remoteStudent: { ...remoteStudent, ...part } }))
  }
}

export const REMOTE_STUDENT_SERVICE = {
  create: (parts) => new RemoteStudent(parts),
  release: (service) => service.cancel(),
  dispose: (service) => service.cancel(),
} satisfies ServiceDefinition<RemoteStudentService>
