/**
 * @file `npm run record:teaching`: writes public/recorded/teaching.json, the run that plays at once when somebody presses "Teach it": ten real steps of the page's own recipe from
 * the settings of the first text, measured after every step, with that text's problem written again each time with the same seed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Evaluation, StepReport } from '../engine/training/types.ts'
import { readTrace } from '../formats/trace-schema.ts'
import { trainingSetup, withPinned } from '../settings/run-setup.ts'
import { createSchema } from '../settings/schema.ts'
import { createNodeEngine } from './node-engine.ts'

const FOLDER = join(import.meta.dirname, '../../public/recorded')
const STEPS = 10

/** More digits than a curve or a tint shows would only make the file larger. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value

const { rollout } = readTrace(JSON.parse(readFileSync(join(FOLDER, 'first.json'), 'utf8')))
const { sampling, problem, student } = rollout
const schema = createSchema([], [])
const settings = { ...schema.defaults, ...problem, ...sampling, student }
const engine = createNodeEngine()
const info = await engine.openRun(withPinned(trainingSetup(settings), sampling))
const evaluations: Evaluation[] = [await engine.evaluateRun(info.run)]
const reports: StepReport[] = []
for (let step = 1; step <= STEPS; step++) {
  reports.push(await engine.stepRun(info.run))
  const evaluation = await engine.evaluateRun(info.run)
  evaluations.push(evaluation)
  process.stdout.write(`step ${step}: ${evaluation.greedy.share}, ${evaluation.frame.status}\n`)
}
await engine.closeRun(info.run)
await engine.dispose()
const [start] = evaluations
const same = start?.frame.tokens.map(({ text }) => text).join('') === rollout.tokens.map(({ text }) => text).join('')
if (!same) throw new Error('The first frame is not the first text: their seeds or samplings differ.')
const page = schema.toQuery(settings)
writeFileSync(
  join(FOLDER, 'teaching.json'),
  `${JSON.stringify({ page, training: { info, reports, evaluations } }, rounded)}\n`,
)
process.stdout.write(
  `${evaluations
    .at(-1)
    ?.frame.tokens.map(({ text }) => text)
    .join('')}\nwritten to public/recorded/teaching.json\n`,
)
