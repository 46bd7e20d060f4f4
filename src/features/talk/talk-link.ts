/**
 * @file A talk in an address: its JSON without recordings, deflated, in base64url after `#cues=`. Whoever opens it gets the cues;
 * what the models did is made again on their device. Sizes are capped before anything is unpacked: a link may be hostile.
 */

import { packText, unpackText } from '../../formats/packed-text.ts'
import { type Talk, withoutRecordings } from '../../formats/talk.ts'
import { writeTalk } from '../../formats/write-talk.ts'

const MARK = '#cues='

/** Characters of a link that every browser and most chats carry whole. */
const MAX_LINK = 32_000
/** Characters that a link may unpack to. A hundred cues with long notes fit. */
const MAX_TEXT = 1_000_000

/** Does this hash carry a talk? */
export function holdsTalk(hash: string): boolean {
  return hash.startsWith(MARK)
}

/** The hash of a link to the talk, with '#'; null where it would be too long. */
export async function packTalk(talk: Talk, saved: Date): Promise<string | null> {
  const hash = MARK + (await packText(writeTalk(withoutRecordings(talk), saved)))
  return hash.length > MAX_LINK ? null : hash
}

/** The JSON text in a hash; null where it holds none that can be unpacked. Never rejects. */
export async function unpackTalk(hash: string): Promise<string | null> {
  if (!holdsTalk(hash) || hash.length > MAX_LINK) return null
  return unpackText(hash.slice(MARK.length), MAX_TEXT)
}
