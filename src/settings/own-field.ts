/** @file The visitor's own words in an address. */

import { ownJson, readOwnText } from '../engine/own/read-own.ts'
import type { OwnText } from '../engine/types.ts'
import { message } from '../message/message.ts'
import { hashSeed } from '../world/random.ts'
import { type Field, MAX_VALUE } from './fields.ts'

/** What stands in an address for words that are too long for one: it tells them apart, and says nothing to who opens it. */
const TOO_LONG = 'too-long-for-a-link'

export const ownField: Field<OwnText | null> = {
  key: 'own',
  takes: { kind: 'text', expected: message('a problem of your own as JSON') },
  parse(text) {
    if (text === '') return null
    try {
      return readOwnText(JSON.parse(text))
    } catch {
      return undefined
    }
  },
  print(own) {
    const text = textOf(own)
    return text.length <= MAX_VALUE ? text : `${TOO_LONG}-${hashSeed(text)}`
  },
}

/** Whether an address has no room for these words. */
export function isTooLong(own: OwnText | null): boolean {
  return textOf(own).length > MAX_VALUE
}

const textOf = (own: OwnText | null): string => (own === null ? '' : JSON.stringify(ownJson(own)))
