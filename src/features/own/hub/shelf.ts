/**
 * @file Models of the hub as this browser keeps them: in pieces as they came, so that whatever was cut off goes on where it stopped.
 * Pieces lie in the Cache API under addresses of their own; the plan of each model lies beside them.
 */
import type { HubFile, HubPlan } from './plan.ts'

/** Raised when the layout changes. */
export const HUB_CACHE = 'hub-v1'

export interface KeptModel {
  readonly plan: HubPlan
  /** Bytes that are here; all of them when they are as many as the plan's. */
  readonly bytes: number
}

export interface HubShelf {
  /** The pieces of a file, in order and without holes. */
  pieces(plan: HubPlan, file: HubFile): Promise<readonly Blob[]>
  /** Lays a piece behind those that are there. @throws when there is no room */
  add(plan: HubPlan, file: HubFile, from: number, piece: Blob): Promise<void>
  dropFile(plan: HubPlan, file: HubFile): Promise<void>
  /** Every model of which anything is here. */
  list(): Promise<readonly KeptModel[]>
  remove(plan: HubPlan): Promise<void>
}

/** @param root an address of this page, under which nothing else lies; it is never asked for */
export function cacheShelf(caches: CacheStorage, root: string): HubShelf {
  const open = () => caches.open(HUB_CACHE)
  const home = ({ id, commit }: HubPlan) => `${root}${id}/${commit}/`
  const place = (plan: HubPlan, file: HubFile) => `${home(plan)}${encodeURIComponent(file.path)}`

  async function parts(
    plan: HubPlan,
    file: HubFile,
  ): Promise<readonly { readonly from: number; readonly key: Request }[]> {
    const start = `${place(plan, file)}?from=`
    const keys = await (await open()).keys()
    return keys
      .filter(({ url }) => url.startsWith(start))
      .map((key) => ({ from: Number(key.url.slice(start.length)), key }))
      .sort((a, b) => a.from - b.from)
  }

  async function pieces(plan: HubPlan, file: HubFile): Promise<readonly Blob[]> {
    const cache = await open()
    const found: Blob[] = []
    let length = 0
    for (const { from, key } of await parts(plan, file)) {
      const blob = await (await cache.match(key))?.blob()
      // Behind a hole nothing counts: it is fetched again.
      if (!blob || from !== length) break
      found.push(blob)
      length += blob.size
    }
    return found
  }

  return {
    pieces,
    async add(plan, file, from, piece) {
      const cache = await open()
      await cache.put(`${home(plan)}plan.json`, new Response(JSON.stringify(plan)))
      await cache.put(`${place(plan, file)}?from=${from}`, new Response(piece))
    },
    async dropFile(plan, file) {
      const cache = await open()
      for (const { key } of await parts(plan, file)) await cache.delete(key)
    },
    async list() {
      const cache = await open()
      const plans = (await cache.keys()).filter(({ url }) => url.endsWith('/plan.json'))
      return Promise.all(
        plans.map(async (key) => {
          const plan = (await (await cache.match(key))?.json()) as HubPlan
          const sizes = await Promise.all(plan.files.map(async (file) => sizeOf(await pieces(plan, file))))
          return { plan, bytes: sizes.reduce((sum, size) => sum + size, 0) }
        }),
      )
    },
    async remove(plan) {
      const cache = await open()
      for (const key of await cache.keys()) if (key.url.startsWith(home(plan))) await cache.delete(key)
    },
  }
}

/** Bytes of pieces together. */
export function sizeOf(pieces: readonly Blob[]): number {
  return pieces.reduce((sum, { size }) => sum + size, 0)
}
