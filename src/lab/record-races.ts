/**
 * @file `npm run record:races [-- RACE ... --steps n --problems n --every n]`: writes src/features/race/recordings/RACE.json, the finished races
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

const OUT = join(import.meta.dirname, '../features/race/recordings')
const SETTINGS = createSchema([], []).defaults
/** Its seconds are no measure of the machine: it may run beside anything. Processor time is kept apart. */
const DEVICE = 'onnxruntime-node, one thread, beside other work'

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
): Promise<{ readonly lanes: readonly RecordedLane[]; readonly stepping: number }> {
  let stepping = 0
  const entrants: Entrant[] = []
  for (const [lane, setup] of setups.entries()) {
    const { run } = await engine.openRun(setup)
    entrants.push({ run, kept: { lane, seed, reports: [], evaluations: [] } })
  }
  const measure = async ({ run, kept }: Entrant, diversity: boolean): Promise<void> => {
    kept.evaluations.push(await engine.evaluateRun(run, { diversity }))
  }
  const step = async ({ run, kept }: Entrant): Promise<void> => {
    const before = seconds()
    const report = await engine.stepRun(run)
    stepping += seconds() - before
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
  return { lanes: entrants.map(({ kept }) => kept), stepping }
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
    const { lanes, stepping } = await recordSeed(engine, race, setups, { seed, every })
    const took = seconds() - before
    const { student, teacher, world, difficulty } = setups[0]!
    const done = new Set(kept?.lanes.map((lane) => lane.seed)).size
    const taken = lanes.reduce((sum, { reports }) => sum + reports.length, 0)
    /** The mean over the seeds there are, this one counted in. */
    const meanWith = (mean: number | undefined, value: number): number =>
      Number((((mean ?? 0) * done + value) / (done + 1)).toPrecision(3))
    kept = {
      ...{ race: race.id, steps, rolloutsPerStep, problems, student, teacher, world, difficulty, device: DEVICE },
      secondsPerSeed: meanWith(kept?.secondsPerSeed, took),
      secondsPerStep: meanWith(kept?.secondsPerStep, stepping / taken),
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
