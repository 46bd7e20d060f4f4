/**
 * @file `npm run record:privilege`: writes src/features/privilege/recorded.json, what the slider of privilege shows. One text of the real student
 * on a ledger problem, read by the student itself under five amounts of privilege; and for each of them what training on it did, measured
 * on held-out problems without any note.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RunSetup } from '../engine/training/types.ts'
import type { Rollout } from '../engine/types.ts'
import { english } from '../message/message.ts'
import type { OtherTaughtRecipe } from '../methods/recipe/recipe.ts'
import { student as writes } from '../methods/recipe/rollouts.ts'
import { evaluate, parseEquations } from '../world/arithmetic.ts'
import { worldById } from '../world/registry.ts'
import type { ContextKind } from '../world/types.ts'
import { createNodeEngine } from './node-engine.ts'

const OUT = join(import.meta.dirname, '../features/privilege/recorded.json')

/** From nothing to everything; the page names them in the same order. */
const CONTEXTS: Readonly<Record<string, ContextKind | null>> = {
  nothing: null,
  hint: 'hint',
  facts: 'short-context',
  answer: 'answer',
  trace: 'trace',
}
const WORLD = 'ledger'
const STUDENT = 'student'
const HELD_OUT = 10_000
const LEARNING_RATE = 2e-4

const { values } = parseArgs({
  options: {
    'problem-seed': { type: 'string', default: '118' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '30' },
    rollouts: { type: 'string', default: '16' },
    seeds: { type: 'string', default: '1' },
    n: { type: 'string', default: '100' },
    out: { type: 'string', default: OUT },
  },
})
const [steps, rolloutsPerStep, n] = [Number(values.steps), Number(values.rollouts), Number(values.n)]
const difficulty = worldById(WORLD).difficulty.default
const greedy = { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens: 96 }

const engine = createNodeEngine()
await engine.start('cpu')

/** Does every sum of the text come out, and is the answer the last one's result? A text that fails this says a number from nowhere. */
function holdsTogether({ text, verdict }: Rollout): boolean {
  const sums = parseEquations(text)
  return (
    sums.length > 0 &&
    sums.every(({ left, operator, right, result }) => evaluate(left, operator, right) === result) &&
    verdict.answer === String(sums.at(-1)?.result)
  )
}

async function reading() {
  const problem = { world: WORLD, difficulty, problemSeed: Number(values['problem-seed']) } as const
  const sampling = { ...greedy, seed: Number(values.seed), temperature: 1 }
  const [rollout] = await engine.sample({ model: STUDENT, problem, sampling, n: 1, context: null })
  if (!rollout) throw new Error('the engine sampled nothing')
  const made = worldById(WORLD).generate(problem.problemSeed, difficulty)
  const levels: Record<string, { note: string | null; gaps: readonly number[] }> = {}
  for (const [level, context] of Object.entries(CONTEXTS)) {
    const scored = await engine.score({ rollout, teacher: STUDENT, context, divergences: [], topK: 1 })
    levels[level] = {
      note: context === null ? null : made.context(context),
      gaps: scored.tokens.map(({ gap }) => Number(gap.toFixed(4))),
    }
  }
  return {
    problem,
    sampling,
    question: made.question,
    tokens: rollout.tokens.map(({ text }) => text),
    status: rollout.verdict.status,
    message: rollout.verdict.message,
    levels,
  }
}

function recipe(level: string, context: ContextKind | null): OtherTaughtRecipe {
  return {
    id: `privilege-${level}`,
    name: level,
    description: level,
    source: 'The slider of privilege',
    teacher: { kind: 'start' },
    context: context === null ? null : { kinds: [context] },
    phases: [
      {
        until: 1,
        rollouts: { draws: [writes] },
        loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['student'] }],
      },
    ],
  }
}

async function measure(model: string) {
  let [right, tokens, broken] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const problem = { world: WORLD, difficulty, problemSeed: HELD_OUT + i } as const
    const [rollout] = await engine.sample({ model, problem, sampling: greedy, n: 1, context: null })
    if (!rollout) throw new Error('the engine sampled nothing')
    if (rollout.verdict.status === 'right') right++
    if (!holdsTogether(rollout)) broken++
    tokens += rollout.tokens.length
    if (i < 4)
      process.stderr.write(
        `${problem.problemSeed} ${rollout.verdict.status}: ${rollout.text.replaceAll('\n', ' / ')}\n`,
      )
  }
  return { right, broken, length: Number((tokens / n).toFixed(2)) }
}

async function trained(level: string, context: ContextKind | null, seed: number) {
  const setup: RunSetup = {
    ...{ recipe: recipe(level, context), student: STUDENT, teacher: 'teacher', world: WORLD, difficulty, seed, steps },
    ...{ rolloutsPerStep, learningRate: LEARNING_RATE, temperature: 1, maxTokens: greedy.maxTokens },
    heldOut: { firstSeed: HELD_OUT, problems: 2, pinned: { problemSeed: HELD_OUT, sampling: greedy } },
    checkpoints: { every: steps, keep: 1 },
  }
  const { run } = await engine.openRun(setup)
  try {
    for (let step = 0; step < steps; step++) {
      const { fault } = await engine.stepRun(run)
      if (fault) throw new Error(english(fault.message))
    }
    const { model } = await engine.adoptRun(run, level)
    return await measure(model)
  } finally {
    await engine.closeRun(run)
  }
}

const text = await reading()
process.stdout.write(`${text.tokens.join('')}\n${text.message}\n`)
const start = await measure(STUDENT)
const runs: Record<string, unknown[]> = {}
mkdirSync(dirname(values.out), { recursive: true })
for (const seed of values.seeds.split(',').map(Number)) {
  for (const [level, context] of Object.entries(CONTEXTS)) {
    const measured = await trained(level, context, seed)
    process.stdout.write(`${level} ${JSON.stringify({ seed, ...measured })}\n`)
    runs[level] = [...(runs[level] ?? []), { seed, ...measured }]
    const training = { steps, rolloutsPerStep, learningRate: LEARNING_RATE, heldOut: n, start, runs }
    // After every run: what is there can be used while the rest is under way.
    writeFileSync(values.out, `${JSON.stringify({ reading: text, training })}\n`)
  }
}
await engine.dispose()
