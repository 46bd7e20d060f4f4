/**
 * A pure function that remembers its last call: the same arguments, by identity, give the same result again. What is remembered shows
 * in nothing but time and the result's identity, so that many views may ask for the same thing at every change.
 */
export function rememberLast<A extends readonly unknown[], R>(make: (...given: A) => R): (...given: A) => R {
  let last: { readonly given: A; readonly result: R } | null = null
  return (...given) => {
    if (last === null || given.some((each, i) => each !== last?.given[i])) last = { given, result: make(...given) }
    return last.result
  }
}
