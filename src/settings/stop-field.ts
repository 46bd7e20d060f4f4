/** @file Stop strings in an address. */

import { LONGEST_STOP, MOST_STOPS } from '../engine/stop-strings.ts'
import { message } from '../message/message.ts'
import type { Field } from './fields.ts'

/** Whether a text can be one. */
export function isStop(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text.length <= LONGEST_STOP
}

/** `["\\n\\n","Q:"]`. */
export const stopField: Field<readonly string[]> = {
  key: 'stop',
  takes: { kind: 'text', expected: message('a JSON list of short texts') },
  parse(text) {
    if (text === '') return []
    try {
      const json: unknown = JSON.parse(text)
      return Array.isArray(json) && json.length <= MOST_STOPS && json.every(isStop) ? json : undefined
    } catch {
      return undefined
    }
  },
  print: (stops) => (stops.length === 0 ? '' : JSON.stringify(stops)),
}
