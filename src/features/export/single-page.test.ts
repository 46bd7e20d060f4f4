/** @file The one page holds what was on view, in full, and stays small. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { readTrace } from '../../formats/trace-schema.ts'
import { setCatalogue } from '../../i18n/words.ts'
import type { Settings } from '../../settings/settings.ts'
import type { App } from '../../store/app.ts'
import { rolloutOfTrace } from '../../store/rollout-history.ts'
import type { RolloutRecord } from '../../store/state.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { DATA_PLACE, PAGE_LIMIT, unpack } from './packed-page.ts'
import { singlePage } from './single-page.ts'

const RECORDED = join(import.meta.dirname, '..', '..', '..', 'public', 'recorded', 'usual.json')
const rollout = rolloutOfTrace(readTrace(JSON.parse(readFileSync(RECORDED, 'utf8'))))
const TEMPLATE = `<p>Reload</p>${DATA_PLACE}`

function appWith(changes: Partial<Settings> = {}, shown: RolloutRecord = rollout): App {
  const store = createAppStore({ ...DEFAULTS, ...rollout.problem, student: rollout.student, ...changes })
  store.setState({ rollout: shown })
  const files = { ...noFiles, address: (query: string) => `https://example.org/?${query}` }
  return appOf({ store, session: createSession(store, () => createFakeEngine()), files, randomSeed: () => 1 })
}

async function dataOf(page: string | null) {
  const packed = /id="recorded">([^<]*)</.exec(page ?? '')?.[1]
  return unpack(packed ?? '')
}

describe('singlePage', () => {
  it('holds every reading in full, the one on view first', async () => {
    const { view, trace } = await dataOf(await singlePage(appWith({ privileged: true }), TEMPLATE))
    expect(trace.scores.length).toBe(Object.keys(rollout.scores).length)
    expect(trace.scores[0]?.context).not.toBeNull()
    expect(trace.rollout).toEqual(
      rollout.result === null ? null : expect.objectContaining({ text: rollout.result.text }),
    )
    for (const score of trace.scores) {
      const original = Object.values(rollout.scores).find((each) => each.score.context === score.context)?.score
      expect(score.tokens).toEqual(original?.tokens)
    }
    expect(view.omitted).toBe(0)
    expect(view.address).toMatch(/^https:\/\/example\.org\/\?/)
  })

  it('brings infinities through, and tokens that are called so', async () => {
    const [[key, first] = ['', undefined]] = Object.entries(rollout.scores)
    if (!first) throw new Error('The recorded trace has no scores.')
    const tokens = first.score.tokens.map((token, i) =>
      i === 0
        ? { ...token, gap: Number.NEGATIVE_INFINITY, top: token.top.map((entry) => ({ ...entry, text: 'Infinity' })) }
        : token,
    )
    const shown = { ...rollout, scores: { [key]: { ...first, score: { ...first.score, tokens } } } }
    const { trace } = await dataOf(await singlePage(appWith({}, shown), TEMPLATE))
    expect(trace.scores[0]?.tokens[0]?.gap).toBe(Number.NEGATIVE_INFINITY)
    expect(trace.scores[0]?.tokens[0]?.top[0]?.text).toBe('Infinity')
  })

  it('leaves readings out rather than growing over the limit, and says how many', async () => {
    const crowded = `${TEMPLATE}${'x'.repeat(PAGE_LIMIT - 45_000)}`
    const page = await singlePage(appWith(), crowded)
    const { view, trace } = await dataOf(page)
    expect(view.omitted).toBeGreaterThan(0)
    expect(trace.scores.length + view.omitted).toBe(Object.keys(rollout.scores).length)
    expect(new TextEncoder().encode(page ?? '').byteLength).toBeLessThanOrEqual(PAGE_LIMIT)
  })

  it('carries the words that its own program says, and no others', async () => {
    setCatalogue('es', { Reload: ['Recargar'], Elsewhere: ['En otra parte'] })
    try {
      const { view } = await dataOf(await singlePage(appWith(), TEMPLATE))
      expect(view.words).toEqual({ Reload: ['Recargar'] })
    } finally {
      setCatalogue('en', null)
    }
  })

  it('takes no other page for the empty one', async () => {
    expect(await singlePage(appWith(), '<p>The front page</p>')).toBeNull()
  })
})
