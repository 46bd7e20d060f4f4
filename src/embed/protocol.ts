/**
 * @file The names of the protocol by which a page and the embed in it speak through `postMessage`. Version 1. No imports: the host's
 * script and the embed share it; what a message holds stands in messages.ts.
 */

export const PROTOCOL = 'opd-playground'
export const PROTOCOL_VERSION = 1

export const ENVELOPE = { protocol: PROTOCOL, version: PROTOCOL_VERSION } as const

/** What a host can ask for. */
export const REQUEST_TYPES = [
  'hello',
  'get-state',
  'set-state',
  'load',
  'sample',
  'stop',
  'step',
  'next-cue',
  'previous-cue',
  'select-token',
  'set-divergence',
  'toggle-context',
  'set-theme',
  'import-trace',
  'get-trace',
] as const
export type RequestType = (typeof REQUEST_TYPES)[number]
