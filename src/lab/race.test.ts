/** @file `lab race` with models of a few thousand parameters: not who wins, but that it is run and told as promised. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { RACES } from '../methods/races.ts'
import type { RaceJson } from './race-output.ts'
import { runLab } from './run.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
})
afterAll(() => remove())

async function lab(args: string) {
  const lines: string[] = []
  const argv = `${args} --models ${folder} --threads 1`.split(' ')
  const result = await runLab(argv, { stdin: async () => '', write: (text) => lines.push(text.trimEnd()) })
  return { ...result, lines }
}

const TINY = '--rollouts 2 --n 2 --max-tokens 6'

interface ProgressJson {
  readonly lane: string
  readonly seed: number
  readonly step: number
}

describe('lab race', () => {
  it('steps the lanes in turn, seed after seed, and ends with the outcome', async () => {
    const { code, stderr, lines } = await lab(`race support --seeds 3,4 --steps 2 ${TINY} --json`)
    expect([code, stderr]).toEqual([0, ''])
    const progress = lines.slice(0, -1).map((line) => JSON.parse(line) as ProgressJson)
    const lanes = ['full vocabulary', 'top 16', 'sampled token']
    const turns = [3, 4].flatMap((seed) => [1, 2].flatMap((step) => lanes.map((lane) => ({ lane, seed, step }))))
    expect(progress.map(({ lane, seed, step }) => ({ lane, seed, step }))).toEqual(turns)
    const outcome = JSON.parse(lines.at(-1)!) as RaceJson
    expect(outcome).toMatchObject({ race: 'support', seeds: [3, 4], budget: 'steps' })
    expect(outcome.lanes.map(({ label }) => label)).toEqual(lanes)
    expect(lanes).toContain(outcome.winner)
    expect(outcome.lanes[0]!.accuracy.interval).toHaveLength(2)
    expect(outcome.lanes[0]!.steps.mean).toBe(2)
    expect(typeof outcome.claim.holds).toBe('boolean')
    expect(outcome.claim.evidence).toContain('sampled token')
  })

  it('lets every lane spend what the first has spent, where the budget says so', async () => {
    const { code, lines } = await lab(`race signals --seeds 0 --steps 3 --rollouts 8 --n 2 --max-tokens 6 --json`)
    expect(code).toBe(0)
    const { lanes, budget } = JSON.parse(lines.at(-1)!) as RaceJson
    expect(budget).toBe('flops')
    const [first, ...others] = lanes
    for (const lane of others) expect(lane.flops.mean).toBeGreaterThanOrEqual(first!.flops.mean)
    expect(lanes.find(({ label }) => label === 'GRPO')!.steps.mean).toBeGreaterThan(first!.steps.mean)
  })

  it('tells people who won, and whether the claim holds', async () => {
    const { lines } = await lab(`race freshness --seeds 0 --steps 1 ${TINY}`)
    expect(lines[0]).toMatch(/^live, seed 0: step {4}1/)
    expect(lines.at(-1)).toMatch(/Winner: .*\nClaim: .*\nIt (holds|does not hold): .*\.$/)
  })

  it('lists what there is', async () => {
    const { code, lines } = await lab('race --list --json')
    expect(code).toBe(0)
    expect((JSON.parse(lines[0]!) as { id: string }[]).map(({ id }) => id)).toEqual(RACES.map(({ id }) => id))
    expect((await lab('race --list')).lines[0]!.split('\n')).toHaveLength(RACES.length)
  })

  it.each([
    ['race', /The name of the race is missing/],
    ['race marathon', /There is no race "marathon"\. Choose one of: divergences/],
    ['race support --seeds x', /--seeds is "x"/],
    ['race support --difficulty 99', /difficulty is 99/],
  ])('refuses "%s" with one line and exit code 2', async (args, message) => {
    const { code, lines, stderr } = await lab(`${args} --json`)
    expect([code, lines]).toEqual([2, []])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})
