/**
 * @file `npm run record:choose [-- --problems n --difficulty d]`: samples one rollout of every problem, has teachers read it without and with every note, and lists the texts in which the
 * eye finds most (see first-text.ts). The winner's numbers are the arguments of `npm run record`.
 */
import { parseArgs } from 'node:util'
import type { Rollout } from '../engine/types.ts'
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
  },
})

const BATCH = 32
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
const from = Number(values.from)
const end = from + Number(values.problems)
for (let start = from; start < end; start += BATCH) {
  const problems = Array.from({ length: Math.min(BATCH, end - start) }, (_, i) => start + i)
  const sampled = await engine.sampleMany(
    problems.map((problemSeed) => ({
      ...{ model: student, problem: { world, difficulty, problemSeed }, sampling, n: 1, context: null },
    })),
  )
  const wrong = sampled.flat().filter(({ verdict }) => verdict.status === 'wrong' && verdict.firstWrongStep !== null)
  for (const teacher of values.teachers.split(',')) await read(wrong, teacher)
}
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

found.sort((a, b) => b.score - a.score || a.tokens - b.tokens)
for (const { problem, teacher, context, score, less, more, turned, tokens, wrongStep, text } of found.slice(
  0,
  Number(values.list),
)) {
  process.stdout.write(
    `${score} problem ${problem}, ${teacher}, ${context}: ${less} less, ${more} more, ${turned} turned, ${tokens} tokens, wrong step ${wrongStep}\n${text}\n\n`,
  )
}
process.stdout.write(`${found.length} of ${end - from} problems and their notes have all three\n`)
