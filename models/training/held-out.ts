/** @file Accuracy on held-out problems while a model trains: the weights are exported and run by the playground's own engine. */
import { join } from 'node:path'
import { createNodeEngine } from '../../src/lab/node-engine.ts'
import { parseOptions } from '../../src/lab/options.ts'
import { evaluate } from '../../src/lab/verbs.ts'
import { writeManifest } from '../../src/lab/write-manifest.ts'
import type { DecoderConfig } from '../../src/network/config.ts'
import { writeModel } from './export.ts'
import type { TrainingRecipe } from './recipes.ts'

/** Held-out seeds of the progress report; the accuracy tables use others. */
const FIRST_SEED = 900_000

/**
 * Greedy accuracy on `n` default-difficulty tally problems, without context and with the worked solution.
 * @param folder where the snapshot is written
 */
export async function heldOutAccuracy(
  recipe: TrainingRecipe,
  config: DecoderConfig,
  weights: Float32Array,
  folder: string,
  n = 100,
): Promise<{ readonly bare: number; readonly trace: number }> {
  const models = join(folder, 'snapshot')
  writeModel(models, recipe.id, recipe, config, weights, ['float32'])
  await writeManifest(models)
  const engine = createNodeEngine({ models, threads: 1 })
  const accuracy = async (context: string[]) => {
    const args = ['eval', '--model', recipe.id, '--n', String(n), '--problem-seed', String(FIRST_SEED), ...context]
    return (await evaluate(engine, parseOptions(args))).accuracy
  }
  try {
    return { bare: await accuracy([]), trace: await accuracy(['--context', 'trace']) }
  } finally {
    await engine.dispose()
  }
}
