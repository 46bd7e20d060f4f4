/** @file Whether an address asks for an embed. On its own, so that the entry can ask before it fetches anything else. */

/** Does this query ask for an embed? */
export function isEmbedded(query: string): boolean {
  return new URLSearchParams(query).get('embed') === '1'
}
