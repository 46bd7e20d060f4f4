/** @file One conversation at a time with a model on a server: what holds its key, opens the line, and tells how it goes. */
import type { Line } from '../../remote/line.ts'
import { RemoteError } from '../../remote/remote-error.ts'
import type { ServiceParts } from '../../store/app.ts'
import type { Asked } from './asked.ts'
import type { Told } from './state.ts'

export class Conversation {
  private key: string | null = null
  private running: AbortController | null = null
  private line: Line | null = null

  constructor(
    private readonly parts: ServiceParts,
    private readonly tell: (part: Partial<Told>) => void,
  ) {}

  /** null or empty: none. It is kept here and nowhere else. */
  setKey(key: string | null): void {
    this.key = key?.trim() || null
  }

  cancel(): void {
    this.running?.abort()
  }

  /** Asks the server, an earlier conversation ended. @returns null where it was cancelled, or came to nothing and the state says why */
  async ask<T>(task: (asked: Asked) => Promise<T>): Promise<T | null> {
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
}

/** What went wrong, without the key: whatever a server or a browser says, that is not repeated. */
function troubleOf(error: unknown, key: string | null): NonNullable<Told['trouble']> {
  const said = error instanceof Error ? error.message : String(error)
  return {
    kind: error instanceof RemoteError ? error.trouble : 'refused',
    message: key ? said.replaceAll(key, '***') : said,
  }
}
