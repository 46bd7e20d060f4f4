// @vitest-environment jsdom
/** A file that is dropped on the page is read by what it is, and never opened in the page's place. */

import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { EMPTY_TALK } from '../formats/talk.ts'
import { writeTalk } from '../formats/write-talk.ts'
import { english } from '../message/message.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { bindDrops } from './dropped-files.ts'

afterEach(() => vi.restoreAllMocks())

function page() {
  const store = createAppStore(DEFAULTS)
  const engine = createFakeEngine({})
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const view = new EventTarget() as Window & typeof globalThis
  bindDrops(app, view)
  const drop = (files: readonly File[], types: readonly string[] = ['Files']): Event => {
    const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { files, types } })
    view.dispatchEvent(event)
    return event
  }
  const notices = () => store.getState().notices.map(({ message }) => english(message))
  return { store, session, engine, drop, notices, view }
}

const TRACE = readFileSync('public/recorded/first.json', 'utf8')

describe('a dropped file', () => {
  it('that is a trace stands on the stage', async () => {
    const { store, drop } = page()
    expect(drop([new File([TRACE], 'mine.trace.json')]).defaultPrevented).toBe(true)
    await vi.waitFor(() =>
      expect(english(store.getState().announcement)).toMatch(/^Replay of mine\.trace\.json: \d+ tokens/),
    )
  })

  it('that holds cues is the talk, whatever it is called', async () => {
    const { store, drop } = page()
    drop([new File([writeTalk({ ...EMPTY_TALK, title: 'Dropped' }, new Date())], 'x.txt')])
    await vi.waitFor(() => expect(store.getState().talk).toMatchObject({ panelOpen: true, talk: { title: 'Dropped' } }))
  })

  it('that holds weights becomes the student', async () => {
    const { session, drop } = page()
    const adopt = vi.spyOn(session.training, 'adoptFile').mockResolvedValue(null)
    drop([new File([Uint8Array.of(1, 2)], 'Student.SAFETENSORS')])
    await vi.waitFor(() => expect(adopt).toHaveBeenCalledWith(Uint8Array.of(1, 2), 'Student.SAFETENSORS'))
  })

  it('that cannot be read, is something else, or comes at the wrong time is told of', async () => {
    const { drop, notices, store } = page()
    const unreadable = new File(['{}'], 'gone.json')
    vi.spyOn(unreadable, 'arrayBuffer').mockRejectedValue(new DOMException('changed', 'NotReadableError'))
    drop([unreadable])
    await vi.waitFor(() => expect(notices().at(-1)).toMatch(/cannot read “gone\.json”/))
    drop([new File(['hello'], 'holiday.jpg')])
    await vi.waitFor(() => expect(notices().at(-1)).toMatch(/“holiday\.jpg” was dropped and is nothing/))
    drop([new File(['{ "a": 1 }'], 'some.json')])
    await vi.waitFor(() => expect(notices().at(-1)).toMatch(/“some\.json” is not a trace that this page can read/))
    store.setState(({ training }) => ({ training: { ...training, activity: 'stepping' } }))
    drop([new File([Uint8Array.of(1)], 'w.safetensors')])
    await vi.waitFor(() => expect(notices().at(-1)).toMatch(/“w\.safetensors” can be read when/))
  })

  it('is a model together with its other files, also where the browser cannot read the entries of files', async () => {
    const { engine, view, notices } = page()
    const bring = vi.spyOn(engine, 'bring').mockRejectedValue(new Error('seen'))
    const files = ['config.json', 'tokenizer.json', 'model.safetensors'].map((name) => new File(['{}'], name))
    const items = files.map(({ name }) => ({
      webkitGetAsEntry: () => ({
        ...{ name, isFile: true, isDirectory: false, fullPath: `/${name}` },
        file: (_: unknown, failed: (error: unknown) => void) => failed(new DOMException('no path', 'NotFoundError')),
      }),
    }))
    const dataTransfer = { files, items, types: ['Files'] }
    view.dispatchEvent(Object.assign(new Event('drop', { cancelable: true }), { dataTransfer }))
    await vi.waitFor(() => expect(bring).toHaveBeenCalled())
    expect(bring.mock.calls[0]?.[0].files.map(({ path }) => path)).toEqual(files.map(({ name }) => name))
    expect(notices().join()).not.toMatch(/is not a trace/)
  })

  it('is not what the page drags itself', () => {
    const { drop } = page()
    expect(drop([], ['text/plain']).defaultPrevented).toBe(false)
  })
})
