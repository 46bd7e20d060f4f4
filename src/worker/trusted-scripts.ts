/**
 * @file Under the page's policy a string becomes neither markup nor the address of a script (Trusted Types), unless this lets it. Imported
 * for its effect, before anything starts a worker; workers have a policy of their own and import it too.
 */

interface TrustedTypesLike {
  createPolicy(name: string, rules: { readonly createScriptURL: (address: string) => string }): unknown
}

/** Lets scripts of the page's own origin be workers; nothing else, and no markup at all. */
export function trustOwnScripts(scope: {
  readonly trustedTypes?: TrustedTypesLike
  readonly location: Location
}): void {
  scope.trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      const { href, origin, protocol } = new URL(address, scope.location.href)
      // Opened from a folder, every file has an origin of its own, which says "null" as that of data and blobs does.
      if (
        (origin !== 'null' && origin === scope.location.origin) ||
        (protocol === 'file:' && scope.location.protocol === 'file:')
      )
        return href
      throw new TypeError(`“${href.slice(0, 100)}” is no script of this page.`)
    },
  })
}

trustOwnScripts(globalThis as unknown as Parameters<typeof trustOwnScripts>[0])
