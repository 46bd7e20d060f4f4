/**
 * @file `npm run record:choose [-- --problems n --difficulty d]`: samples one rollout of every problem, has teachers read it without and with every note, and lists the texts in which the
 * eye finds most, with what the student writes after ten steps of "Teach it" (see first-text.ts). The winner's numbers are the arguments of `npm run record`.
 */
import { parseArgs } from 'node:util'
import type { Rollout } from '../engine/types.ts'
import { trainingSetup } from '../settings/run-setup.ts'
import { createSchema } from '../settings/schema.ts'
import { CORE_DEFAULTS } from '../settings/settings.ts'
import { worldById } from '../world/registry.ts'
import type { ContextKind } from '../world/types.ts'
import { bothWays, type FirstSight, firstSight } from './first-text.ts'
import { createNodeEngine } from './node-engine.ts'

const { values } = parseArgs({
  options: {
    problems: { type: 'string', default: '600' },
    from: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    difficulty: { type: 'string', default: String(CORE_DEFAULTS.difficulty) },
    teachers: { type: 'string', default: 'teacher,student' },
    list: { type: 'string', default: '12' },
    only: { type: 'string' },
  },
})

const BATCH = 32
/** Of one press of "Teach it". */
const STEPS = 10
const { world, temperature, topK, topP, minP, maxTokens, student, gapScale } = CORE_DEFAULTS
const difficulty = Number(values.difficulty)
const sampling = { seed: Number(values.seed), temperature, topK, topP, minP, maxTokens }
const engine = createNodeEngine()

interface Candidate extends FirstSight {
  readonly problem: number
  readonly teacher: string
  readonly context: ContextKind
  readonly text: string
}

const found: Candidate[] = []
const only = values.only?.split(',')
const from = Number(values.from)
const end = from + Number(values.problems)
for (let start = from; start < end; start += BATCH) {
  const problems = Array.from({ length: Math.min(BATCH, end - start) }, (_, i) => start + i).filter(
    (problem) => !only || only.includes(String(problem)),
  )
  if (problems.length === 0) continue
  const sampled = await engine.sampleMany(
    problems.map((problemSeed) => ({
      ...{ model: student, problem: { world, difficulty, problemSeed }, sampling, n: 1, context: null },
    })),
  )
  const wrong = sampled.flat().filter(({ verdict }) => verdict.status === 'wrong' && verdict.firstWrongStep !== null)
  for (const teacher of values.teachers.split(',')) await read(wrong, teacher)
}
const marks = ({ less, more, turned }: FirstSight): number => less + more + turned
found.sort((a, b) => b.score - a.score || marks(b) - marks(a) || a.tokens - b.tokens)
const listed = found.slice(0, Number(values.list))
const taught = await rewritten([...new Set(listed.map(({ problem }) => problem))])
await engine.dispose()

/** Without a note first, for most texts fall out by that alone; those that are left, with every note that their problem has. */
async function read(rollouts: readonly Rollout[], teacher: string): Promise<void> {
  const ask = { teacher, divergences: [], topK: 1 }
  const untold = await engine.scoreMany(rollouts.map((rollout) => ({ ...ask, rollout, context: null })))
  const left = rollouts.flatMap((rollout, i) => {
    const without = untold[i]
    return without && bothWays(rollout, without, gapScale) ? [{ rollout, without }] : []
  })
  const plan = left.flatMap(({ rollout, without }) =>
    worldById(world)
      .generate(rollout.problem.problemSeed, difficulty)
      .contextKinds.map((context) => ({ rollout, without, context })),
  )
  const told = await engine.scoreMany(plan.map(({ rollout, context }) => ({ ...ask, rollout, context })))
  for (const [i, { rollout, without, context }] of plan.entries()) {
    const score = told[i]
    const sight = score && firstSight(rollout, without, score, gapScale)
    if (sight && sight.score > 0)
      found.push({ ...sight, problem: rollout.problem.problemSeed, teacher, context, text: rollout.text })
  }
}

/** The verdicts on these problems after the ten steps of "Teach it", written with the same seed. */
async function rewritten(problems: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { run } = await engine.openRun(trainingSetup({ ...createSchema([], []).defaults, difficulty }))
  for (let step = 0; step < STEPS; step++) await engine.stepRun(run)
  const { model } = await engine.adoptRun(run, 'taught')
  const texts = await engine.sampleMany(
    problems.map((problemSeed) => ({
      ...{ model, problem: { world, difficulty, problemSeed }, sampling, n: 1, context: null },
    })),
  )
  return new Map(texts.flat().map(({ problem, verdict }) => [problem.problemSeed, verdict.status]))
}

for (const { problem, teacher, context, score, less, more, turned, tokens, wrongStep, text } of listed) {
  process.stdout.write(
    `${score} problem ${problem}, ${teacher}, ${context}: ${less} less, ${more} more, ${turned} turned, ${tokens} tokens, wrong step ${wrongStep}, after ten steps ${taught.get(problem)}\n${text}\n\n`,
  )
}
process.stdout.write(`${found.length} readings of ${end - from} problems have all three\n`)
