/** @file The visitor's own words in an address. */
import { ownJson, readOwnText } from '../engine/own/read-own.ts'
import type { OwnText } from '../engine/types.ts'
import { hashSeed } from '../world/random.ts'
import { type Field, MAX_VALUE } from './fields.ts'

/** What stands in an address for words that are too long for one: it tells them apart, and says nothing to who opens it. */
const TOO_LONG = 'too-long-for-a-link'

export const ownField: Field<OwnText | null> = {
  key: 'own',
  parse(text) {
    if (text === '') return null
    try {
      return readOwnText(JSON.parse(text))
    } catch {
      return undefined
    }
  },
  print(own) {
    if (own === null) return ''
    const text = JSON.stringify(ownJson(own))
    return text.length <= MAX_VALUE ? text : `${TOO_LONG}-${hashSeed(text)}`
  },
}
