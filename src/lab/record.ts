/**
 * @file `npm run record [-- --problem-seed n --seed n --context kind --out name]`: writes public/recorded/first.json, the trace that
 * the page shows before any model is loaded: one sampled rollout of the real student, scored by the real teacher without
 * and with a context. `--out usual --problem-seed 37`: the same for addresses that name no problem.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeTrace } from '../formats/trace.ts'
import { FIRST } from '../settings/first.ts'
import { CORE_DEFAULTS } from '../settings/settings.ts'
import { CONTEXT_KINDS } from '../world/types.ts'
import { createNodeEngine } from './node-engine.ts'
import { scoreTrace } from './trace.ts'

const { values } = parseArgs({
  options: {
    'problem-seed': { type: 'string', default: String(FIRST.problemSeed) },
    seed: { type: 'string', default: String(FIRST.seed) },
    context: { type: 'string', default: FIRST.context },
    out: { type: 'string', default: 'first' },
  },
})
const kind = CONTEXT_KINDS.find((known) => known === values.context)
if (!kind) throw new Error(`--context ${values.context}: choose one of ${CONTEXT_KINDS.join(', ')}`)

const OUT = join(import.meta.dirname, '../../public/recorded', `${values.out}.json`)

const engine = createNodeEngine()
const { world, difficulty, temperature, topK, topP, minP, maxTokens, student, teacher } = CORE_DEFAULTS
const [rollout] = await engine.sample({
  model: student,
  problem: { world, difficulty, problemSeed: Number(values['problem-seed']) },
  sampling: { seed: Number(values.seed), temperature, topK, topP, minP, maxTokens },
  n: 1,
  context: null,
})
if (!rollout) throw new Error('the engine sampled nothing')
const trace = await scoreTrace(engine, rollout, { teacher, context: kind, params: {}, privileged: false })
await engine.dispose()
mkdirSync(dirname(OUT), { recursive: true })
writeFileSync(OUT, `${writeTrace(trace, new Date())}\n`)
process.stdout.write(`${rollout.text}\n\n${rollout.verdict.message}\nwritten to public/recorded/${values.out}.json\n`)
