// @vitest-environment jsdom

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { FailureMuseum } from './museum.tsx'

const PATIENCE = { timeout: 20_000 }

afterEach(cleanup)

describe('the region "Failure museum"', () => {
  it('names the evidence and its threshold before, and both numbers after, with what they mean', async () => {
    const store = createAppStore(DEFAULTS)
    const session = createSession(store, () => createFakeEngine())
    const app = appOf({ store, session, files: noFiles, randomSeed: () => 4321 })
    render(
      <AppProvider value={app}>
        <FailureMuseum />
      </AppProvider>,
    )
    const museum = within(screen.getByRole('region', { name: 'Failure museum' }))
    expect(within(museum.getByRole('navigation', { name: 'Exhibits' })).getAllByRole('button')).toHaveLength(8)
    fireEvent.click(museum.getByRole('button', { name: 'Mode collapse' }))
    museum.getByText('Press “Show it”. The evidence fails below 1.50.')
    const fix = museum.getByRole('switch', { name: 'Fix' })
    expect(fix.getAttribute('aria-checked')).toBe('false')
    fireEvent.click(museum.getByRole('button', { name: 'Show it' }))
    await waitFor(() => expect(store.getState().museum.results['mode-collapse']?.broken).toBeDefined(), PATIENCE)
    await waitFor(() => expect(store.getState().museum.busy).toBeNull(), PATIENCE)
    fireEvent.click(fix)
    await waitFor(() => expect(store.getState().museum.results['mode-collapse']?.fixed).toBeDefined(), PATIENCE)
    await waitFor(() => expect(museum.getAllByText(/^(fails|holds)$/)).toHaveLength(2), PATIENCE)
    expect(fix.getAttribute('aria-checked')).toBe('true')
    museum.getByRole('button', { name: /^Mode collapse shown and mended$/ })
    museum.getByRole('img', {
      name: /^Student’s entropy on its own texts over steps\. as it fails: from .* at 1 to .* at 20\. mended: /,
    })
    museum.getByRole('button', { name: 'Let it write' })
    museum.getByRole('button', { name: 'Back to what I had' })
    await session.dispose()
  }, 60_000)
})
