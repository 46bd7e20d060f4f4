/** @file What can go wrong with a teacher on a server, told apart, each with its remedy. */

export const TROUBLES = [
  'unreachable',
  // Of pages alone: what a browser lets nobody see.
  'cors',
  'mixed-content',
  'wrong-key',
  'unknown-model',
  'logprob-cap',
  'vocabulary',
  'raw-logits',
  'too-long',
  'busy',
  'too-slow',
  'broken-answer',
  'no-logprobs',
  'refused',
  'cancelled',
] as const
export type Trouble = (typeof TROUBLES)[number]

export class RemoteError extends Error {
  override readonly name = 'RemoteError'
  readonly trouble: Trouble
  readonly remedy: string

  constructor(trouble: Trouble, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.trouble = trouble
    this.remedy = remedy
  }
}
