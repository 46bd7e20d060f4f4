/** @file `lab methods`: all of the field as JSON, and the checks on tiny models. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import RECORDED from '../methods/atlas/checks.json'
import { type CheckRecord, fingerprintOf } from '../methods/atlas/checks.ts'
import IDS from '../methods/atlas/ids.fixture.json'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import type { MethodJson } from './methods.ts'
import { checkCompiles, checkStrictness } from './methods-check.ts'
import { runLab } from './run.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

async function lab(...argv: string[]) {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  return { ...(await runLab(['methods', ...argv], { stdin: async () => '', write })), stdout }
}

it('tells of all 190 what runs, what was proved, verdicts and formula', { timeout: 240_000 }, async () => {
  const { code, stdout, stderr } = await lab('--json')
  expect([code, stderr]).toEqual([0, ''])
  const rows = JSON.parse(stdout) as readonly MethodJson[]
  expect(rows.map(({ id }) => id).toSorted()).toEqual(IDS.toSorted())
  expect(
    rows
      .filter(({ runs }) => runs)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(RECIPES.map(({ id }) => id).toSorted())
  for (const { id, runs, status, c1, c2, catalogued, explained, formula } of rows) {
    const proved = [status.compiles, status.loss, status.strictness]
    expect([id, ...proved]).toEqual([id, ...new Array(3).fill(runs ? 'pass' : 'absent')])
    // The live steps are recorded; a recipe that has changed since is absent until it is recorded anew.
    expect(runs ? ['pass', 'absent'] : ['absent']).toContain(status.runs)
    expect(status.claim).toMatch(/^(pass|fail|absent)$/)
    expect(formula === null).toBe(!runs)
    expect([id, explained !== null]).toEqual([id, c1 !== catalogued.c1 || c2 !== catalogued.c2])
    if (runs) expect(['yes', 'partial', 'no']).toContain(c1)
  }
})

it('proves one method anew, thirty live steps and all', { timeout: 240_000 }, async () => {
  const { folder, remove } = await tinyModels()
  const { code, stdout } = await lab('--check', 'gkd', '--json', '--models', folder, '-o', join(folder, 'checks.json'))
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject([
    { id: 'gkd', runs: true, status: { compiles: 'pass', loss: 'pass', runs: 'pass', strictness: 'pass' }, c1: 'yes' },
  ])
  const written: unknown = JSON.parse(readFileSync(join(folder, 'checks.json'), 'utf8'))
  expect(written).toEqual({ gkd: { recipe: fingerprintOf(recipeById('gkd')), runs: 'pass' } })
  remove()
})

it('fails what is wrong, and refuses what it does not know', async () => {
  const gkd = recipeById('gkd')
  expect(checkStrictness({ ...gkd, id: 'spin' })).toBe('fail')
  expect(checkCompiles({ ...gkd, name: '' })).toBe('fail')
  expect(await lab('nothing')).toMatchObject({ code: 2, stderr: expect.stringMatching(/no method "nothing"\. See/) })
  expect(await lab('gkd', '-o', 'x.json')).toMatchObject({ code: 2, stderr: expect.stringMatching(/-o belongs/) })
})

it('has no record of a recipe that has changed: record it anew with lab methods --check -o', () => {
  const known = new Map(RECIPES.map((recipe) => [recipe.id, fingerprintOf(recipe)]))
  const records = Object.entries(RECORDED as Readonly<Record<string, CheckRecord>>)
  const stale = records.filter(([id, { recipe }]) => known.get(id) !== recipe)
  expect(stale).toEqual([])
})
