// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { bindDroppedFiles, takeDropped } from './dropped-files.ts'

const TRACE = readFileSync(join(import.meta.dirname, '../testing/hostile/examples/trace.json'), 'utf8')

function createApp() {
  const store = createAppStore(DEFAULTS)
  return appOf({ store, session: createSession(store, () => createFakeEngine()), files: noFiles, randomSeed: () => 1 })
}

const file = (name: string, content: BlobPart): File =>
  Object.assign(new File([content], name), {
    arrayBuffer: async () => new TextEncoder().encode(String(content)).buffer,
  })

describe('a file that is dropped on the page', () => {
  it('goes where its kind belongs, whatever it is called', async () => {
    const app = createApp()
    const { store } = app
    await takeDropped(app, file('anything.txt', `\ufeff${TRACE}`))
    expect(store.getState().rollout).toMatchObject({ origin: 'recorded', student: 'student' })
    const talk = { format: 'opd-cues', version: 1, title: 'T', cues: [{ id: 'a', title: 'One' }] }
    await takeDropped(app, file('talk.json', JSON.stringify(talk)))
    expect(store.getState().talk.talk.title).toBe('T')
    expect(store.getState().notices).toEqual([])
  })

  it('is told of where it is none of ours, or cannot be read', async () => {
    const app = createApp()
    const said = (): string => app.store.getState().notices.at(-1)?.message ?? ''
    await takeDropped(app, file('picture.png', 'PNG'))
    expect(said()).toContain('“picture.png” is no file that this page reads')
    await takeDropped(app, file('other.json', '{"version": 3}'))
    expect(said()).toContain('“other.json” is not a trace that this page can read: format: expected "opd-trace"')
    await takeDropped(
      app,
      Object.assign(new File([''], 'gone.json'), { arrayBuffer: () => Promise.reject(new Error()) }),
    )
    expect(said()).toContain('cannot read “gone.json”')
  })

  it('never takes the page’s place; what is dragged within the page is left alone', () => {
    const app = createApp()
    bindDroppedFiles(app, document)
    const dropped = (types: readonly string[]): Event => {
      const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { types, files: [] } })
      document.dispatchEvent(event)
      return event
    }
    expect(dropped(['Files']).defaultPrevented).toBe(true)
    expect(dropped(['text/plain']).defaultPrevented).toBe(false)
    vi.restoreAllMocks()
  })
})
