// @vitest-environment jsdom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import type { App } from './action.ts'
import { AppProvider, useSettings } from './hooks.ts'
import { createSession } from './session.ts'
import { DEFAULTS, type Settings } from './settings.ts'
import { createAppStore } from './state.ts'
import { noFiles } from './testing/no-files.ts'

afterEach(cleanup)

it('gives views the same settings while only the open tab changes, and new ones with all else', () => {
  const store = createAppStore(DEFAULTS)
  const app: App = {
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 1,
  }
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
  change({ tab: 'training' })
  expect(drawn).toHaveLength(2)
})
