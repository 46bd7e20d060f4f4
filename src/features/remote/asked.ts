/** @file What a conversation with the server is given. */
import type { Line } from '../../remote/line.ts'
import type { ServiceParts } from '../../store/app.ts'

/** Milliseconds for one request. */
export const PATIENCE = 60_000

export interface Asked {
  readonly parts: ServiceParts
  readonly key: string | null
  readonly line: Line
  readonly signal: AbortSignal
  /** The server passed the check, and is asked now. */
  readonly onGood: () => void
}
