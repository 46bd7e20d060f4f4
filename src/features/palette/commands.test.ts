import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../../divergence/registry.ts'
import type { Session } from '../../store/app.ts'
import { ACTIONS, appOf, createAppStore, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { commands, matching } from './commands.ts'

const store = createAppStore(DEFAULTS)
const state = store.getState()
const app = appOf({ store, session: {} as Session, files: noFiles, randomSeed: () => 1 })

describe('the command palette', () => {
  it('offers every action that has a key and can be done now, and every divergence', () => {
    const ids = commands(app, state).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['sample', 'toggle-privileged', 'toggle-units', 'new-problem']))
    expect(ids).toEqual(expect.arrayContaining(DIVERGENCES.map(({ id }) => `divergence-${id}`)))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leaves out itself, what needs an argument, and what cannot be done', () => {
    const ids = commands(app, state).map(({ id }) => id)
    for (const absent of [ACTIONS.togglePalette, ACTIONS.setTeacher, ACTIONS.importTrace, ACTIONS.exportTrace]) {
      expect(ids).not.toContain(absent.id)
    }
  })

  it('finds by words in any order, and runs what was found', () => {
    const all = commands(app, state)
    expect(matching(all, '')).toEqual(all)
    expect(matching(all, 'KL  reverse').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['divergence-reverse-kl', 'divergence-skew-reverse-kl']),
    )
    expect(matching(all, 'no such thing')).toEqual([])
    matching(all, 'forward kl')[0]?.run(app)
    expect(store.getState().settings.divergence).toBe('forward-kl')
  })
})
