// @vitest-environment jsdom
/** @file A link that names a model of the hub: its opener is asked, and nobody else before. */
import { cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../../store/hooks.ts'
import { appOf, createAppStore, createSession, restore, toQuery } from '../../../testing/app.ts'
import { noFiles } from '../../../testing/no-files.ts'
import { OwnWords } from '../own-words.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('a link that names a model of the hub', () => {
  it('asks its opener; only a press asks the hub, and a refusal leaves no trace', async () => {
    const fetch = vi.fn(async () => new Response('', { status: 404 }))
    vi.stubGlobal('fetch', fetch)
    const { settings, notice } = restore('v=1&own={"prompt":{"text":"Hi"}}&hub=owner/name@abc123')
    expect(notice).toBeNull()
    expect(settings.hubModel).toBe('owner/name@abc123')
    expect(toQuery(settings)).toContain('hub=owner')
    const store = createAppStore(settings)
    const session = createSession(store, () => createFakeEngine())
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
    const page = render(
      <AppProvider value={app}>
        <OwnWords />
      </AppProvider>,
    )
    const asked = within(page.getByRole('region', { name: 'A model of the hub' }))
    asked.getByText('owner/name@abc123')
    await Promise.resolve()
    expect(fetch).not.toHaveBeenCalled()
    fireEvent.click(asked.getByRole('button', { name: 'Ask huggingface.co about it' }))
    await page.findByRole('alert')
    expect(fetch.mock.calls).toHaveLength(1)
    expect(String(fetch.mock.calls[0]?.[0 as never])).toBe(
      'https://huggingface.co/api/models/owner/name/revision/abc123',
    )
    fireEvent.click(page.getByRole('button', { name: 'Go on without it' }))
    expect(page.queryByRole('region', { name: 'A model of the hub' })).toBeNull()
    expect(toQuery(store.getState().settings)).not.toContain('hub=')
  })

  it.each(['javascript:alert(1)', 'https://evil.example/a/b', '../..', 'owner/name@../x', 'owner'])(
    '%s is none',
    (address) => {
      const { settings, notice } = restore(`hub=${encodeURIComponent(address)}`)
      expect(settings.hubModel).toBe('')
      expect(notice).toContain('“hub”')
    },
  )
})
