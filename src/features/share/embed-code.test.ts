// @vitest-environment jsdom

import { describe, expect, it, vi } from 'vitest'
import { readEmbed } from '../../app/embed/embed-settings.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, restore } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { REGISTRY } from '../index.ts'
import { embedCode, NO_SHARING } from './state.ts'

const parts = {
  ...NO_SHARING.embed,
  query: 'v=1&seed=4&rail=k1,k2',
  page: 'https://example.org/talks/opd/index.html',
  title: 'A "title" <with> signs & all',
  integrity: 'sha384-abc',
}

/** As a browser reads it. */
function parsed(code: string): HTMLElement {
  const host = document.createElement('div')
  host.innerHTML = code
  return host
}

describe('embed code', () => {
  it('is a frame whose address a page of ours understands, from any path', () => {
    const frame = parsed(embedCode({ ...parts, view: 'rail', width: 640, height: 360 })).querySelector('iframe')
    const { origin, pathname, search } = new URL(frame?.getAttribute('src') ?? '')
    expect(origin + pathname).toBe(parts.page)
    expect(readEmbed(search, REGISTRY)).toMatchObject({
      embed: { view: 'rail' },
      notice: null,
    })
    expect(new URLSearchParams(search).get('embed')).toBe('1')
    expect(restore(search)).toMatchObject({ settings: { seed: 4, rail: ['k1', 'k2'] }, notice: null })
    expect(frame?.title).toBe(parts.title)
    expect(frame?.getAttribute('loading')).toBe('lazy')
    expect([frame?.width, frame?.height]).toEqual(['640', '360'])
  })

  it('is an element with its script beside the page', () => {
    const host = parsed(embedCode({ ...parts, kind: 'element', view: 'bench' }))
    const script = host.querySelector('script')
    expect(script?.type).toBe('module')
    expect(script?.src).toBe('https://example.org/talks/opd/embed/opd-playground.js')
    expect(script?.getAttribute('integrity')).toBe('sha384-abc')
    expect(script?.getAttribute('crossorigin')).toBe('anonymous')
    expect(embedCode({ ...parts, kind: 'element', integrity: '' })).not.toContain('integrity')
    const element = host.querySelector('opd-playground')
    // What is read where the script is not the one that was looked at.
    expect(element?.querySelector('a')?.href).toBe(`${parts.page}?${parts.query}`)
    expect(element?.textContent).toBe(parts.title)
    expect(element?.getAttribute('view')).toBe('bench')
    expect(element?.getAttribute('state')).toBe(parts.query)
  })

  it('says nothing of a state that is the usual one', () => {
    expect(embedCode({ ...parts, query: '' })).toContain('?embed=1&amp;view=stage"')
    expect(embedCode({ ...parts, query: '', kind: 'element' })).not.toContain('state=')
  })
})

function createApp(query: string, copyText: (text: string) => Promise<void>) {
  const store = createAppStore(restore(query).settings)
  const app = appOf({
    ...{ store, session: createSession(store, () => createFakeEngine()), randomSeed: () => 7 },
    files: { ...noFiles, copyText },
  })
  return { app, sharing: () => store.getState().sharing }
}

describe('copying', () => {
  it('says that the link is copied, and opens nothing', async () => {
    const copies: string[] = []
    const { app, sharing } = createApp('seed=4', async (text) => void copies.push(text))
    ACTIONS.copyLink.perform(app)
    await vi.waitFor(() => expect(sharing().copied).toEqual({ what: 'link', how: 'done' }))
    expect(copies).toEqual(['http://localhost/?v=1&seed=4'])
    expect(sharing().sheet).toBeNull()
  })

  it('hands the text over where the browser refuses', async () => {
    const { app, sharing } = createApp('seed=4', () => Promise.reject(new Error('denied')))
    ACTIONS.copyLink.perform(app)
    await vi.waitFor(() => expect(sharing()).toMatchObject({ sheet: 'link', link: 'http://localhost/?v=1&seed=4' }))
    ACTIONS.closeSharing.perform(app)
    expect(sharing()).toMatchObject({ sheet: null, copied: null })
  })

  it('takes the view of the open tab first, then the one that was chosen', async () => {
    const copies: string[] = []
    const { app, sharing } = createApp('tab=bench', async (text) => void copies.push(text))
    ACTIONS.copyEmbedCode.perform(app)
    expect(sharing()).toMatchObject({ sheet: 'embed', embed: { view: 'bench' } })
    ACTIONS.setEmbed.perform(app, { view: 'stage', width: 5 })
    expect(sharing().embed).toMatchObject({ view: 'stage', width: 320 })
    ACTIONS.copyEmbedCode.perform(app)
    await vi.waitFor(() => expect(copies).toHaveLength(2))
    expect(copies[1]).toBe(sharing().code)
    expect(copies[1]).toContain('view=stage')
  })
})
