/** @file Whether an address asks for the phone's page. On its own, so that the entry can ask before it fetches anything else. */

/** Does this query ask for a bet on a phone? */
export function isPhone(query: string): boolean {
  return new URLSearchParams(query).get('bet') === '1'
}
