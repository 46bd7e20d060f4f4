/**
 * @file `npm run models:train [-- --only id,id] [--until step]`: trains every model of recipes.ts in order and writes it
 * to models/<id>. Interrupted runs go on from their last saved state; finished ones are skipped.
 */
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeManifest } from '../../src/lab/write-manifest.ts'
import { type DecoderConfig, parameterCount } from '../../src/network/config.ts'
import { growWeights } from '../../src/network/grow.ts'
import { initialWeights } from '../../src/network/initialize.ts'
import type { WorldTokenizer } from '../../src/world/tokenizer/load.ts'
import { batchStream } from './batches.ts'
import { exampleAt } from './examples.ts'
import { exportModel, MODELS, sharedTokenizer } from './export.ts'
import { heldOutAccuracy } from './held-out.ts'
import { RECIPES, recipeById, stepsOf, type TrainingRecipe } from './recipes.ts'
import { freshState, loadState, saveState, Trainer, type TrainingState } from './trainer.ts'

const RUNS = join(import.meta.dirname, 'runs')
const REPORT_EVERY = 50
const SAVE_EVERY = 500

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, until: { type: 'string' } } })
  const ids = values.only?.split(',') ?? RECIPES.map(({ id }) => id)
  const tokenizer = sharedTokenizer()
  for (const id of ids) await train(recipeById(id), tokenizer, Number(values.until ?? Number.POSITIVE_INFINITY))
}

async function train(recipe: TrainingRecipe, tokenizer: WorldTokenizer, until: number): Promise<void> {
  const config: DecoderConfig = { ...recipe.architecture, vocabSize: tokenizer.size }
  const folder = join(RUNS, recipe.id)
  mkdirSync(folder, { recursive: true })
  const say = (line: string) => {
    process.stdout.write(`${recipe.id} ${line}\n`)
    appendFileSync(join(folder, 'log.txt'), `${line}\n`)
  }
  const trainer = await Trainer.create(config, startingState(recipe, config, folder))
  const draw = (index: number) => exampleAt(index, recipe.seed, recipe.mixture, tokenizer)
  const stream = batchStream(draw, recipe.batchTokens, recipe.seed)
  for (let skipped = 0; skipped < trainer.state.step; skipped++) stream.next()

  const steps = stepsOf(recipe)
  // A cycle's end is a place from which other recipes start.
  const ends = recipe.cycles.map((_, i) => stepsOf({ ...recipe, cycles: recipe.cycles.slice(0, i + 1) }))
  const last = Math.min(until, steps)
  let losses = 0
  let tokens = 0
  let since = performance.now()
  while (trainer.state.step < last) {
    const batch = stream.next().value
    const { loss } = await trainer.step(batch, rateAt(recipe, trainer.state.step))
    const { step } = trainer.state
    losses += loss
    tokens += batch.rows * batch.width
    if (step % REPORT_EVERY === 0) {
      const seconds = (performance.now() - since) / 1000
      say(`step ${step}/${steps} loss ${(losses / REPORT_EVERY).toFixed(4)} ${(tokens / seconds).toFixed(0)} tokens/s`)
      ;[losses, tokens, since] = [0, 0, performance.now()]
    }
    if (step % SAVE_EVERY === 0 || step === last) {
      saveState(folder, 'state', trainer.state)
      const { bare, trace } = await heldOutAccuracy(recipe, config, trainer.state.params, folder)
      say(`step ${step} held-out tally accuracy ${bare.toFixed(2)}, with the worked solution ${trace.toFixed(2)}`)
    }
    if (recipe.checkpoints.includes(step) || ends.includes(step)) saveState(folder, `step-${step}`, trainer.state)
  }
  if (trainer.state.step === steps && recipe.shipped) {
    exportModel(recipe, config, folder)
    await writeManifest(MODELS)
  }
}

/** The saved state, else the weights that the recipe starts from, else fresh ones. */
function startingState(recipe: TrainingRecipe, config: DecoderConfig, folder: string): TrainingState {
  const count = parameterCount(config)
  const saved = loadState(folder, 'state', count)
  if (saved) return saved
  if (!recipe.start) return freshState(initialWeights(config, recipe.seed))
  const { id, step } = recipe.start
  const before: DecoderConfig = { ...recipeById(id).architecture, vocabSize: config.vocabSize }
  const from = loadState(join(RUNS, id), `step-${step}`, parameterCount(before))
  if (!from) throw new Error(`${recipe.id} starts from ${id} at step ${step}; train that first: --only ${id}`)
  const same = parameterCount(before) === count
  return freshState(same ? from.params : growWeights(before, config, from.params, recipe.seed))
}

/** The learning rate of a step, by its cycle. */
function rateAt({ cycles }: TrainingRecipe, step: number): number {
  let first = 0
  for (const { steps, peakRate, warmup, decay } of cycles) {
    const done = step - first
    if (done < steps)
      return peakRate * Math.min((done + 1) / warmup, 1, Math.max((steps - done) / (decay * steps), 0.05))
    first += steps
  }
  return 0
}

await main()
