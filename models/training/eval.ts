/**
 * @file `npm run models:eval [-- --json] [--only id,id] [--n 500] [--write]`: measures the accuracy table on held-out
 * problems with the playground's own engine. `--write` stores it in models/evaluation.json, from which the cards are
 * written; rows that are there already for the same file are not measured again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  findModel,
  type Manifest,
  type ManifestModel,
  validateManifest,
  weightsFile,
} from '../../src/engine/manifest.ts'
import { createNodeEngine } from '../../src/lab/node-engine.ts'
import { parseOptions } from '../../src/lab/options.ts'
import { evaluate } from '../../src/lab/verbs.ts'
import { worldById } from '../../src/world/registry.ts'
import { card } from './cards.ts'
import { MODELS } from './export.ts'
import { RECIPES, stepsOf } from './recipes.ts'
import { type Measurement, type Plan, planFor } from './table.ts'

const TABLE = join(MODELS, 'evaluation.json')
const RUNS = join(import.meta.dirname, 'runs')
/** Neither the training's progress report nor the tests use these problems. */
const FIRST_SEED = 10_000

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      only: { type: 'string' },
      n: { type: 'string', default: '500' },
    },
  })
  const manifest = validateManifest(JSON.parse(readFileSync(join(MODELS, 'manifest.json'), 'utf8')))
  const models = values.only?.split(',').map((id) => findModel(manifest, id)) ?? manifest.models
  const rows: Measurement[] = []
  for (const model of models)
    for (const plan of planFor(model, Number(values.n))) {
      const row = (values.write ? known(model, plan) : undefined) ?? (await measure(model, plan))
      rows.push(row)
      if (values.write) store(row)
      process.stderr.write(`${describeRow(row)}\n`)
    }
  if (values.write) writeCards(manifest)
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 1)}\n` : `${rows.map(describeRow).join('\n')}\n`)
}

async function measure(model: ManifestModel, { world, context, n }: Plan): Promise<Measurement> {
  const engine = createNodeEngine({ models: MODELS, threads: 1 })
  const options = parseOptions([
    'eval',
    ...['--model', model.id, '--world', world, '--n', String(n), '--problem-seed', String(FIRST_SEED)],
    ...(context ? ['--context', context] : []),
  ])
  try {
    const { accuracy, interval, mean_tokens } = await evaluate(engine, options)
    const { difficulty } = worldById(world)
    const [low, high] = interval
    return {
      model: model.id,
      sha256: weightsFile(model, 'fp32').sha256,
      world,
      difficulty: difficulty.default,
      context,
      firstSeed: FIRST_SEED,
      n,
      accuracy,
      interval: [low, high],
      meanTokens: mean_tokens,
    }
  } finally {
    await engine.dispose()
  }
}

function table(): Measurement[] {
  return existsSync(TABLE) ? (JSON.parse(readFileSync(TABLE, 'utf8')) as Measurement[]) : []
}

/** Read again before each write, so that two processes may measure different models at once. */
function store(row: Measurement): void {
  const others = table().filter((r) => !(r.model === row.model && r.world === row.world && r.context === row.context))
  writeFileSync(TABLE, `${JSON.stringify([...others, row], null, 1)}\n`)
}

function known(model: ManifestModel, plan: Plan): Measurement | undefined {
  const { sha256 } = weightsFile(model, 'fp32')
  return table().find(
    (row) => row.sha256 === sha256 && row.world === plan.world && row.context === plan.context && row.n >= plan.n,
  )
}

function writeCards({ models }: Manifest): void {
  const rows = table()
  for (const model of models) {
    const measurements = rows.filter((row) => row.model === model.id)
    const [, made, step] = /^(.*?)(?:-step-(\d+))?$/.exec(model.id) ?? []
    const recipe = RECIPES.find(({ id }) => id === made)
    if (!recipe || measurements.length === 0) continue
    const at = step === undefined ? stepsOf(recipe) : Number(step)
    const files = model.files.filter(({ precision }) => precision !== undefined)
    const text = card({ ...model, files, recipe, step: at, log: readLog(recipe.id, at), measurements })
    writeFileSync(join(MODELS, model.id, 'README.md'), text)
  }
}

/** Tokens and hours up to a step, summed from the run's log. */
function readLog(id: string, until: number): { tokens: number; hours: number } | null {
  const path = join(RUNS, id, 'log.txt')
  if (!existsSync(path)) return null
  const recipe = RECIPES.find((r) => r.id === id)
  let before = 0
  let [tokens, seconds] = [0, 0]
  for (const [, step, speed] of readFileSync(path, 'utf8').matchAll(/^step (\d+)\/.* (\d+) tokens\/s$/gm)) {
    if (Number(step) > until) break
    const read = (Number(step) - before) * (recipe?.batchTokens ?? 0)
    before = Number(step)
    tokens += read
    seconds += read / Number(speed)
  }
  return { tokens, hours: seconds / 3600 }
}

function describeRow({ model, world, context, accuracy, interval, meanTokens, n }: Measurement): string {
  const range = interval.map((x) => x.toFixed(3)).join('–')
  return `${model} ${world} ${context ?? 'none'}: ${accuracy.toFixed(3)} [${range}] ${meanTokens.toFixed(1)} tokens, n=${n}`
}

await main()
