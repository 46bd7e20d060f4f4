// @vitest-environment jsdom

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
/** @file The slider of privilege: its marks are the recorded gaps of the level that it stands at, and its table the recorded runs. */
import { cleanup, fireEvent, render, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { worldById } from '../../world/registry.ts'
import { LEVELS } from './levels.ts'
import { outcomeOf, READING, RUNS, readingOf } from './outcomes.ts'
import { Privilege } from './privilege.tsx'

afterEach(cleanup)

function renderPrivilege() {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const page = render(
    <AppProvider value={app}>
      <Privilege />
    </AppProvider>,
  )
  return { store, region: within(page.getByRole('region', { name: 'One text, five amounts of privilege' })) }
}

/** Tokens that the teacher finds less likely than the student, by what is read aloud of them. */
const less = () => document.querySelectorAll('.strip [title*="gap −"]').length

describe('the slider of privilege', () => {
  it('agrees with every token where nothing is told, and objects where something is', () => {
    const { store, region } = renderPrivilege()
    region.getByText(/is told nothing/)
    expect(less()).toBe(0)
    fireEvent.change(region.getByRole('slider', { name: 'What the teacher is told' }), { target: { value: '2' } })
    expect(store.getState().settings.privilege).toBe('facts')
    region.getByText(/Facts:/)
    expect(less()).toBeGreaterThan(0)
    fireEvent.click(region.getByRole('button', { name: 'the worked solution' }))
    expect(region.getByRole<HTMLInputElement>('slider').valueAsNumber).toBe(LEVELS.indexOf('trace'))
    region.getByText(/Trace:/)
  })

  it('has a row before training and one a level, with what was recorded', () => {
    const { region } = renderPrivilege()
    expect(region.getAllByRole('row')).toHaveLength(2 + LEVELS.length)
    const facts = region.getByRole('row', { name: /the facts alone/ })
    expect(facts.textContent).toContain(`${Math.round(100 * outcomeOf('facts').right)}\u2009%`)
  })

  it('was recorded of the problem that it shows, token by token', () => {
    const { world, difficulty, problemSeed } = READING.problem
    const problem = worldById(world as 'ledger').generate(problemSeed, difficulty)
    expect(READING.question).toBe(problem.question)
    expect(readingOf('answer').note).toBe(problem.context('answer'))
    for (const level of LEVELS) expect(readingOf(level).gaps).toHaveLength(READING.tokens.length)
  })

  it('stands in docs/measurements.md as it was recorded', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/measurements.md'), 'utf8')
    const row = ({ right, length, broken }: { right: number; length: number; broken: number }): string =>
      `| ${Math.round(RUNS.heldOut * right)} | ${length.toFixed(1)} | ${Math.round(RUNS.heldOut * broken)} |`
    expect(page).toContain(`| (before training) ${row(outcomeOf(null))}`)
    expect(page).toContain(`| the facts alone ${row(outcomeOf('facts'))}`)
    expect(page).toContain(`| the worked solution ${row(outcomeOf('trace'))}`)
  })
})
