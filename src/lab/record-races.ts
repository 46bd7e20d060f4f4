/**
 * @file `npm run record:races [-- RACE ... --steps n --problems n --every n]`: writes public/recorded/races/RACE.json, the finished races
 * that the page plays before anybody waits for one. A seed is written as soon as it is over, and seeds that are there are not run
 * again (unless the size differs), so it can be stopped and taken up at any time. One thread: it may run beside other work.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LocalEngine } from '../engine/engine.ts'
import type { RunSetup } from '../engine/training/types.ts'
import { type RaceRecording, type RecordedLane, readRace, writeRace } from '../formats/race-recording.ts'
import { isBehind, type LanePace, type Race } from '../methods/race.ts'
import { RACES } from '../methods/races.ts'
import { raceSetups } from '../settings/run-setup.ts'
import { createSchema } from '../settings/schema.ts'
import { xOf } from '../settings/x-axis.ts'
import { createNodeEngine } from './node-engine.ts'
import { findRace } from './race.ts'
import { stopAtFault } from './train.ts'

const OUT = join(import.meta.dirname, '../../public/recorded/races')
const SETTINGS = createSchema([], []).defaults
const DEVICE = 'onnxruntime-node, one thread'

type Growing = {
  -readonly [K in keyof RecordedLane]: RecordedLane[K] extends readonly (infer T)[] ? T[] : RecordedLane[K]
}

interface Entrant {
  readonly run: string
  readonly kept: Growing
}

/** One seed of a race: the lanes in turn, the first one's pace kept by the others. */
async function recordSeed(
  engine: LocalEngine,
  race: Race,
  setups: readonly RunSetup[],
  { seed, every }: { readonly seed: number; readonly every: number },
): Promise<readonly RecordedLane[]> {
  const entrants: Entrant[] = []
  for (const [lane, setup] of setups.entries()) {
    const { run } = await engine.openRun(setup)
    entrants.push({ run, kept: { lane, seed, reports: [], evaluations: [] } })
  }
  const measure = async ({ run, kept }: Entrant, diversity: boolean): Promise<void> => {
    kept.evaluations.push(await engine.evaluateRun(run, { diversity }))
  }
  const step = async ({ run, kept }: Entrant): Promise<void> => {
    const report = await engine.stepRun(run)
    stopAtFault(report)
    const { step, gradientNorm, spent } = report
    kept.reports.push({ step, gradientNorm, spent })
  }
  const pace = ({ kept: { reports } }: Entrant): LanePace => {
    const last = reports.at(-1)
    return { steps: reports.length, spent: last ? xOf(race.budget, last) : 0 }
  }
  const [first, ...others] = entrants
  for (const entrant of entrants) await measure(entrant, false)
  for (let round = 1; first && round <= race.steps; round++) {
    await step(first)
    for (const other of others) while (isBehind(race, pace(first), pace(other))) await step(other)
    const last = round === race.steps
    if (round % every === 0 || last) for (const entrant of entrants) await measure(entrant, last)
  }
  for (const { run } of entrants) await engine.closeRun(run)
  return entrants.map(({ kept }) => kept)
}

async function record(engine: LocalEngine, race: Race, every: number): Promise<void> {
  const path = join(OUT, `${race.id}.json`)
  const { steps, rolloutsPerStep, problems } = race
  const there = existsSync(path) ? readRace(JSON.parse(readFileSync(path, 'utf8'))) : null
  const fits = there?.steps === steps && there.problems === problems && there.rolloutsPerStep === rolloutsPerStep
  let kept: RaceRecording | null = fits ? there : null
  for (const seed of race.seeds) {
    if (kept?.lanes.some((lane) => lane.seed === seed)) continue
    const setups = raceSetups(race, SETTINGS, seed)
    const before = seconds()
    const lanes = await recordSeed(engine, race, setups, { seed, every })
    const took = seconds() - before
    const { student, teacher, world, difficulty } = setups[0]!
    const done = new Set(kept?.lanes.map((lane) => lane.seed)).size
    kept = {
      ...{ race: race.id, steps, rolloutsPerStep, problems, student, teacher, world, difficulty, device: DEVICE },
      secondsPerSeed: Math.round(((kept?.secondsPerSeed ?? 0) * done + took) / (done + 1)),
      lanes: [...(kept?.lanes ?? []), ...lanes],
    }
    writeFileSync(path, writeRace(kept))
    const ends = lanes.map(({ lane, evaluations, reports }) => {
      const share = (100 * (evaluations.at(-1)?.greedy.share ?? 0)).toFixed(1)
      return `${race.lanes[lane]!.label} ${share} % in ${reports.length} steps`
    })
    process.stdout.write(`${race.id}, seed ${seed}, ${took.toFixed(0)} s of processor: ${ends.join(', ')}\n`)
  }
}

/** Processor seconds of this program so far: what the work costs, however busy the machine is. */
function seconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { steps: { type: 'string' }, problems: { type: 'string' }, every: { type: 'string' } },
})
const chosen = positionals.length > 0 ? positionals.map(findRace) : RACES
const size = (text: string | undefined, usual: number): number => (text === undefined ? usual : Number(text))
mkdirSync(OUT, { recursive: true })
for (const shipped of chosen) {
  // A fresh engine for each, so that no race waits behind another one's memory.
  const engine = createNodeEngine({ threads: 1 })
  const race = {
    ...shipped,
    steps: size(values.steps, shipped.steps),
    problems: size(values.problems, shipped.problems),
  }
  await record(engine, race, size(values.every, Math.ceil(race.steps / 4)))
  await engine.dispose()
}
