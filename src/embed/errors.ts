/** @file A failure that is told to the host as data. */
import type { ErrorCode, ErrorReport } from './messages.ts'

export class ErrorReply extends Error {
  readonly report: ErrorReport

  constructor(code: ErrorCode, message: string, remedy: string | null) {
    super(message)
    this.name = 'ErrorReply'
    this.report = { code, message, remedy }
  }
}
