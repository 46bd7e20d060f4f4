/**
 * @file Browsers' translators, and some extensions, put `font` elements in the place of the page's text nodes. React keeps hold of its
 * own nodes: it would write to one that nobody sees, and when it removes one, or puts something before it, the browser throws because
 * the node stands elsewhere, and the whole page goes with it (facebook/react#11538). So what stands in for a node is remembered: it is
 * taken away with the node, and gives its place back when the node's text changes.
 */

/** Makes a window's document bear translators. Once a window, before React draws. */
export function bearTranslators(view: Window & typeof globalThis): void {
  const { Node, MutationObserver, document } = view
  const standIns = new WeakMap<Node, Element>()
  const changes = new MutationObserver((records) => {
    for (const { target } of records) standIns.get(target)?.replaceWith(target)
  })
  new MutationObserver((records) => {
    for (const record of records) {
      const standIn = [...record.addedNodes, record.previousSibling, record.nextSibling].find(isTranslation)
      if (!standIn) continue
      for (const node of record.removedNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.parentNode !== null) continue
        standIns.set(node, standIn)
        changes.observe(node, { characterData: true })
      }
    }
  }).observe(document, { childList: true, subtree: true })

  /** The child of `parent` that the node is, stands in, or is stood in for by; null when there is none. */
  function placeOf(node: Node, parent: Node): Node | null {
    let at: Node | null = node.parentNode === null ? (standIns.get(node) ?? node) : node
    while (at !== null && at.parentNode !== parent) at = at.parentNode
    return at
  }

  const { removeChild, insertBefore } = Node.prototype
  Node.prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
    const place = placeOf(child, this)
    if (place !== null) removeChild.call(this, place)
    return child
  }
  Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
    insertBefore.call(this, node, before && placeOf(before, this))
    return node
  }
}

function isTranslation(node: Node | null): node is Element {
  return node?.nodeName === 'FONT'
}
