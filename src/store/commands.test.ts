import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../divergence/registry.ts'
import type { App } from './action.ts'
import { ACTIONS } from './actions.ts'
import { commands, matching } from './commands.ts'
import type { Session } from './session.ts'
import { DEFAULTS } from './settings.ts'
import { createAppStore } from './state.ts'
import { noFiles } from './testing/no-files.ts'

const store = createAppStore(DEFAULTS)
const state = store.getState()

describe('the command palette', () => {
  it('offers every action that has a key and can be done now, and every divergence', () => {
    const ids = commands(state).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['sample', 'toggle-privileged', 'toggle-units', 'new-problem']))
    expect(ids).toEqual(expect.arrayContaining(DIVERGENCES.map(({ id }) => `divergence-${id}`)))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leaves out itself, what needs an argument, and what cannot be done', () => {
    const ids = commands(state).map(({ id }) => id)
    for (const absent of [ACTIONS.togglePalette, ACTIONS.setTeacher, ACTIONS.importTrace, ACTIONS.exportTrace]) {
      expect(ids).not.toContain(absent.id)
    }
  })

  it('finds by words in any order, and runs what was found', () => {
    const all = commands(state)
    expect(matching(all, '')).toEqual(all)
    expect(matching(all, 'KL  reverse').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['divergence-reverse-kl', 'divergence-skew-reverse-kl']),
    )
    expect(matching(all, 'no such thing')).toEqual([])
    const app: App = { store, session: {} as Session, files: noFiles, randomSeed: () => 1 }
    matching(all, 'forward kl')[0]?.run(app)
    expect(store.getState().settings.divergence).toBe('forward-kl')
  })
})
