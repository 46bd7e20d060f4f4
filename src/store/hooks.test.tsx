// @vitest-environment jsdom

import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import type { Settings } from '../settings/settings.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { AppProvider, useSettings } from './hooks.ts'

afterEach(cleanup)

it('gives views the same settings while only the open tab changes, and new ones with all else', () => {
  const store = createAppStore(DEFAULTS)
  const app = appOf({
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 1,
  })
  const drawn: Settings[] = []
  function View() {
    drawn.push(useSettings())
    return null
  }
  render(
    <AppProvider value={app}>
      <View />
    </AppProvider>,
  )
  const change = (part: Partial<Settings>): void =>
    act(() => store.setState(({ settings }) => ({ settings: { ...settings, ...part } })))
  change({ tab: 'rail' })
  change({ tab: 'fork' })
  expect(drawn).toHaveLength(1)
  change({ units: 'bits' })
  expect(drawn).toHaveLength(2)
  expect(drawn[1]?.units).toBe('bits')
  expect(drawn[1]?.tab).toBe('fork')
  change({ tab: 'training' })
  expect(drawn).toHaveLength(2)
  expect(drawn[1]?.tab).toBe('training')
})
