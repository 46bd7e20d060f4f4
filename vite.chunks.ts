/**
 * @file Which modules of the page share a file. Left alone, the bundler makes a file of every set of modules that the same parts need:
 * a hundred of them before the first paint, most below 2 kB, and a visitor waits for each. Here modules are sorted by what needs them among
 * the few things that an address opens. What only later parts need stays as it comes.
 */

/** As much of the bundler's view of a module as is needed. */
interface ModuleFacts {
  readonly isEntry: boolean
  readonly importers: readonly string[]
  readonly dynamicImporters: readonly string[]
}
export interface Modules {
  getModuleInfo(id: string): ModuleFacts | null
}

/** What an address opens, by the end of its module's name: the two documents, and what the first of them fetches for its address. */
const OPENED: Readonly<Record<string, string>> = {
  start: '/index.html',
  chapter: '/chapter.html',
  page: '/src/app/mount.tsx',
  frame: '/src/app/embed/mount.tsx',
  phone: '/src/app/phone/mount.tsx',
}

/**
 * The name of the file for a module, or null where the bundler is to choose: what only one part needs, or only parts that are fetched
 * later. What a module needs is needed by at least the same parts, so no two of these files need each other.
 */
export function fileOf(id: string, modules: Modules): string | null {
  const parts = [...partsThatNeed(id, modules)]
  const opened = Object.keys(OPENED).filter((name) => parts.some((part) => part.endsWith(OPENED[name] ?? '')))
  return opened.length > 0 && parts.length > 1 ? opened.join('-') : null
}

/** The entries and later parts that cannot run without a module. */
function partsThatNeed(id: string, modules: Modules): ReadonlySet<string> {
  const parts = new Set<string>()
  const seen = new Set([id])
  for (const each of seen) {
    const facts = modules.getModuleInfo(each)
    if (!facts) continue
    if (facts.isEntry || facts.dynamicImporters.length > 0) parts.add(each)
    for (const importer of facts.importers) seen.add(importer)
  }
  return parts
}
