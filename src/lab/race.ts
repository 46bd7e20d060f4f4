/** @file `lab race`: all lanes of a race on one engine, stepped in turn, seed after seed; then who won and whether the claim holds. */
import type { LocalEngine } from '../engine/engine.ts'
import { EngineError } from '../engine/errors.ts'
import { contextsOf } from '../engine/own/problems.ts'
import type { OwnProblems, Spent, StepReport } from '../engine/training/types.ts'
import {
  isBehind,
  type LanePace,
  type LaneRun,
  type Race,
  type RaceLane,
  type RaceResult,
  rank,
} from '../methods/race.ts'
import { RACES } from '../methods/races.ts'
import { typed } from './option-values.ts'
import { raceJson, raceLines } from './race-output.ts'
import { readProblems } from './read-problems.ts'
import type { RaceOptions } from './run-options.ts'
import { stepJson, stepLine } from './run-output.ts'
import { runSetup } from './run-setup.ts'
import { stopAtFault } from './train.ts'

/** @throws EngineError 'bad-request' whose remedy lists the races */
export function findRace(id: string): Race {
  const found = RACES.find((candidate) => candidate.id === id)
  if (found) return found
  const known = RACES.map((race) => race.id).join(', ')
  throw new EngineError('bad-request', `There is no race ${typed(id)}.`, `Choose one of: ${known}.`)
}

/** `lab race --list` */
export function raceList(json: boolean): string {
  if (!json) return RACES.map(({ id, question }) => `${id.padEnd(20)}${question}`).join('\n')
  return JSON.stringify(
    RACES.map(({ id, name, question, measure, lanes, claim }) => ({
      id,
      name,
      question,
      measure: measure.id,
      lanes: lanes.map(({ label, recipe }) => ({ label, recipe: recipe.id })),
      claim: claim.text,
    })),
  )
}

/**
 * Runs a race and writes its progress, then its outcome.
 * @param options whose models are ids
 * @throws EngineError 'session-failed' when a step's numbers are not finite
 */
export async function race(
  engine: LocalEngine,
  options: RaceOptions,
  race: Race,
  write: (line: string) => void,
): Promise<void> {
  const told = race.lanes.some(({ recipe }) => contextsOf(recipe).length > 0)
  const own = options.problems === null ? null : await readProblems(options.problems, told, options.noteTemplate)
  const runs = new Map<string, LaneRun[]>(race.lanes.map(({ label }) => [label, []]))
  for (const seed of options.seeds ?? race.seeds) {
    const entrants = await open(engine, options, race, own, seed)
    try {
      await drive(engine, entrants, race, (entrant, report) => {
        const step = { lane: entrant.lane.label, seed, ...stepJson(report) }
        write(options.json ? JSON.stringify(step) : `${step.lane}, seed ${seed}: ${stepLine(step)}`)
      })
      for (const entrant of entrants) {
        const after = await engine.evaluateRun(entrant.run, { diversity: true })
        const { before, gradientNorms } = entrant
        runs.get(entrant.lane.label)!.push({ seed, before, after, gradientNorms })
      }
    } finally {
      for (const { run } of entrants) await engine.closeRun(run)
    }
  }
  const result: RaceResult = { lanes: race.lanes.map(({ label }) => ({ label, runs: runs.get(label)! })) }
  const outcome = raceJson(race, result, rank(race.measure, result))
  write(options.json ? JSON.stringify(outcome) : raceLines(race, outcome))
}

interface Entrant {
  readonly lane: RaceLane
  readonly run: string
  readonly steps: number
  readonly before: LaneRun['before']
  readonly gradientNorms: number[]
}

async function open(
  engine: LocalEngine,
  options: RaceOptions,
  race: Race,
  own: OwnProblems | null,
  seed: number,
): Promise<Entrant[]> {
  const entrants: Entrant[] = []
  const defaults = {
    steps: race.steps,
    rollouts: race.rolloutsPerStep,
    n: Math.min(race.problems, own?.heldOut.length ?? race.problems),
  }
  // Where a race begins is a place in the worlds; with problems of one's own only the models that were named matter.
  const start = own ? { own } : race.start
  const adapter = options.lora && { lora: options.lora }
  try {
    for (const lane of race.lanes) {
      const setup = { ...runSetup(lane.recipe, options, defaults, seed), ...start, ...adapter }
      const { run } = await engine.openRun(setup)
      entrants.push({ lane, run, steps: setup.steps, before: await engine.evaluateRun(run), gradientNorms: [] })
    }
    return entrants
  } catch (error) {
    for (const { run } of entrants) await engine.closeRun(run)
    throw error
  }
}

/** Steps the lanes in turn; the first sets the pace, the others keep up with what it has spent. */
async function drive(
  engine: LocalEngine,
  entrants: readonly Entrant[],
  race: Race,
  show: (entrant: Entrant, report: StepReport) => void,
): Promise<void> {
  const [first, ...others] = entrants
  if (!first) return
  const step = async (entrant: Entrant): Promise<Spent> => {
    const report = await engine.stepRun(entrant.run)
    show(entrant, report)
    stopAtFault(report)
    entrant.gradientNorms.push(report.gradientNorm)
    return report.spent
  }
  const spentBy = new Map<Entrant, Spent>()
  const pace = (entrant: Entrant): LanePace => {
    const steps = entrant.gradientNorms.length
    return { steps, spent: race.budget === 'steps' ? steps : (spentBy.get(entrant)?.[race.budget] ?? 0) }
  }
  while (first.gradientNorms.length < first.steps) {
    spentBy.set(first, await step(first))
    for (const entrant of others) {
      while (isBehind({ steps: first.steps }, pace(first), pace(entrant))) {
        spentBy.set(entrant, await step(entrant))
      }
    }
  }
}
