/**
 * @file `npm run record:import`: writes public/recorded/run, the example of "Import run". What the checkpoints of the page's own student
 * wrote, in the shapes that trainers write: rollouts and metrics as verl does, and one step with token ids and log-probs as NeMo-RL does.
 * Every number is measured; no trainer of others was run for it.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mean } from '../divergence/stats.ts'
import { parseJson } from '../engine/files.ts'
import type { Rollout, ScoredRollout } from '../engine/types.ts'
import { worldById } from '../world/registry.ts'
import { loadModelWords } from '../world/tokenizer/load.ts'
import { createNodeEngine } from './node-engine.ts'
import { nodeFiles } from './node-files.ts'

const OUT = join(import.meta.dirname, '../../public/recorded/run')
const WORLD = 'tally'
const TEACHER = 'teacher'
const LAST = 12_000
const CHECKPOINTS: readonly (readonly [step: number, model: string])[] = [
  ...[1000, 2000, 4000, 6000, 9000].map((step) => [step, `student-step-${step}`] as const),
  [LAST, 'student'],
]
const PROBLEMS = 6
const EACH = 2

const engine = createNodeEngine()
await engine.start('cpu')
const { generate, difficulty } = worldById(WORLD)
const { words, bos } = await loadModelWords(async (name) =>
  Object(parseJson(await nodeFiles('models').read(`student/${name}`), name)),
)

interface Written {
  readonly rollout: Rollout
  readonly score: ScoredRollout
  readonly problem: number
  readonly nth: number
}

async function write(model: string, step: number): Promise<readonly Written[]> {
  const written: Written[] = []
  for (let problem = 0; problem < PROBLEMS; problem++) {
    const rollouts = await engine.sample({
      ...{ model, n: EACH, context: null },
      problem: { world: WORLD, difficulty: difficulty.default, problemSeed: 20_000 + problem },
      sampling: { seed: step + EACH * problem, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 96 },
    })
    for (const [nth, rollout] of rollouts.entries()) {
      const score = await engine.score({ rollout, teacher: TEACHER, context: null, divergences: [], topK: 1 })
      written.push({ rollout, score, problem, nth })
    }
  }
  return written
}

const short = (value: number): number => Number(value.toPrecision(6))
const rewardOf = ({ verdict }: Rollout): number => (verdict.status === 'right' ? 1 : 0)

const rollouts: object[] = []
const metrics: object[] = []
const last: object[] = []
for (const [step, model] of CHECKPOINTS) {
  const written = await write(model, step)
  for (const { rollout, problem, nth } of written) {
    const { answer } = generate(20_000 + problem, difficulty.default)
    const about = { input: rollout.prompt, output: rollout.text, gts: answer }
    rollouts.push({ ...about, score: rewardOf(rollout), step, uid: `${problem}_${nth}_0` })
  }
  const tokens = written.flatMap(({ score }) => score.tokens)
  metrics.push({
    step,
    data: {
      'distillation/loss': short(mean(tokens.map(({ gap }) => -gap))),
      'actor/entropy': short(mean(tokens.map(({ entropyStudent }) => entropyStudent))),
      'critic/score/mean': short(mean(written.map(({ rollout }) => rewardOf(rollout)))),
      'response_length/mean': short(mean(written.map(({ rollout }) => rollout.tokens.length))),
    },
  })
  if (step === LAST) last.push(...written.map(nemoLine))
}

/** Arrays over prompt and completion, each in a list of one, as NeMo-RL cuts its batches; the advantage is the teacher's log-prob less the student's. */
function nemoLine({ rollout, score }: Written, idx: number): object {
  const prompt = [bos, ...words.encode(rollout.prompt)]
  const blank = prompt.map(() => 0)
  const along = (values: readonly number[]): readonly number[] => [...blank, ...values.map(short)]
  const student = score.tokens.map(({ logpStudent }) => logpStudent)
  return {
    content: [
      [
        { role: 'user', content: rollout.prompt },
        { role: 'assistant', content: rollout.text },
      ],
    ],
    rewards: [rewardOf(rollout)],
    input_lengths: [prompt.length + rollout.tokens.length],
    token_ids: [[...prompt, ...rollout.tokens.map(({ id }) => id)]],
    token_loss_mask: [along(student.map(() => 1))],
    advantages: [along(score.tokens.map(({ gap }) => gap))],
    generation_logprobs: [along(student)],
    prev_logprobs: [along(student)],
    idx,
  }
}

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
mkdirSync(OUT, { recursive: true })
writeFileSync(join(OUT, 'rollouts.jsonl'), lines(rollouts))
writeFileSync(join(OUT, 'metrics.jsonl'), lines(metrics))
writeFileSync(join(OUT, `train_data_step${LAST}.jsonl`), lines(last))
process.stdout.write(`${rollouts.length} rollouts, ${metrics.length} lines of metrics in public/recorded/run\n`)
