// @vitest-environment jsdom

/** @file Controls are known by their actions' ids: what the page and its frames offer, held against the registry and the README. */
import { readFileSync } from 'node:fs'
import { act, cleanup, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { REGISTRY } from '../features/index.ts'
import { TalkButtons } from '../features/talk/talk-buttons.tsx'
import { act as perform } from '../store/app.ts'
import { AppProvider } from '../store/hooks.ts'
import { allActions } from '../store/registry.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { giveDialogs } from '../testing/dialogs.ts'
import { noFiles } from '../testing/no-files.ts'
import { HiddenActions } from '../ui/hidden.ts'
import { hiddenBy, hideableParts, hidingRules } from './embed/hide.ts'
import { Page } from './page.tsx'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 30_000, interval: 50 }
vi.setConfig({ testTimeout: 120_000 })

const IDS = new Set(allActions(REGISTRY).map(({ id }) => id))
const LABELS = new Set(allActions(REGISTRY).map(({ label }) => label))

beforeAll(() => {
  // jsdom lays nothing out, so there is nothing to observe.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
  // Nor does it know media, or how dialogs open.
  vi.stubGlobal('matchMedia', (media: string) => ({
    ...{ matches: false, media },
    addEventListener(): void {},
    removeEventListener(): void {},
  }))
  giveDialogs()
})
afterEach(cleanup)
afterAll(() => vi.unstubAllGlobals())

/** With a rollout on the stage that the teacher has read, and a token pinned. */
async function drawn(children: ReactNode, hide: readonly string[] = []) {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <HiddenActions value={hiddenBy(REGISTRY, hide).actions}>{children}</HiddenActions>
    </AppProvider>,
  )
  await act(async () => {
    await session.sample()
    perform(app, 'togglePin', 1)
  })
  await allFetched(page.container)
  return { ...page, app }
}

/** What is fetched when it is first drawn is there. */
const allFetched = (root: Element): Promise<void> =>
  vi.waitFor(async () => {
    // React draws at the end of each.
    await act(async () => {})
    expect(root.querySelector('.lazily')).toBeNull()
  }, PATIENCE)

const controls = (root: Element): readonly Element[] => [
  ...root.querySelectorAll('button, select, input, textarea, [role="slider"], [data-action]'),
]

const idOf = (control: Element): string | null => control.getAttribute('data-action')

/** Its accessible name, as far as the page makes any. */
function nameOf(control: Element): string {
  const label = control.getAttribute('aria-label') ?? control.closest('label')?.textContent
  return (label ?? control.textContent ?? '').trim()
}

/** Ids that the controls carry; fails for one that no action has, and for a control that is called like an action and has none. */
function offered(root: Element): readonly string[] {
  const found = controls(root)
  expect(found.filter((each) => idOf(each) === null && LABELS.has(nameOf(each))).map(nameOf)).toEqual([])
  const ids = found.map(idOf).filter((id) => id !== null)
  expect(ids.filter((id) => !IDS.has(id))).toEqual([])
  return ids
}

describe('the controls', () => {
  it('of the page carry ids of the registry', async () => {
    const { container, app } = await drawn(<Page tools={<TalkButtons />} layers={null} />)
    const ids = offered(container)
    for (const id of ['sample', 'set-temperature', 'open-tab', 'pin-token', 'open-receipt', 'undo', 'set-theme'])
      expect(ids).toContain(id)
    await app.session.dispose()
  })

  it.each(REGISTRY.embeds.map(({ view, Panel }) => [view, Panel] as const))(
    'of the frame %s carry ids that the README names',
    async (_view, Panel) => {
      const readme = readFileSync('public/embed/README.md', 'utf8')
      const { container, app } = await drawn(<Panel />)
      expect(offered(container).filter((id) => !readme.includes(`\`${id}\``))).toEqual([])
      await app.session.dispose()
    },
  )
})

describe('what is hidden', () => {
  it('leaves a sentence to be read, whichever name hides its words', async () => {
    const stage = REGISTRY.embeds.find(({ view }) => view === 'stage')
    if (!stage) throw new Error('no stage')
    const read = async (hide: readonly string[]) => {
      const { container, app, unmount } = await drawn(<stage.Panel />, hide)
      const sentence = container.querySelector('[data-part="settings-sentence"]')
      const seen = { ids: sentence ? offered(sentence) : [], text: sentence?.textContent?.replace(/\s+/g, ' ') ?? '' }
      unmount()
      await app.session.dispose()
      return seen
    }
    const now = await read(['set-temperature', 'set-divergence', 'set-problem', 'toggle-privileged'])
    const old = await read(['temperature', 'divergence', 'problem-seed', 'privileged-context'])
    expect(old).toEqual(now)
    expect(now.ids).toEqual(['set-student', 'set-world', 'set-difficulty', 'set-teacher', 'set-context'])
    expect(now.text).toMatch(/problem 37 of difficulty 2 at temperature 1\.00\./)
    expect(now.text).toMatch(/who hasn’t seen .* Disagreement is measured by Reverse KL\.$/)
  })

  it('goes by style rules for ids, labels around them and parts', () => {
    expect(hidingRules(hiddenBy(REGISTRY, ['toggle-strip', 'ledger']))).toBe(
      [
        '[data-action="toggle-strip"] { display: none !important; }',
        'label:has([data-action="toggle-strip"]) { display: none !important; }',
        '[data-part="gap-summary"] { display: none !important; }',
      ].join('\n'),
    )
  })

  it('is named by one thing only: no part is called like an action, and none twice', () => {
    const parts = hideableParts(REGISTRY)
    expect(parts.filter((name) => IDS.has(name))).toEqual([])
    expect(new Set(parts).size).toBe(parts.length)
  })
})
