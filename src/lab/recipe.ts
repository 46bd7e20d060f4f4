/** @file `lab recipe`: what a recipe is, without running it. */
import { EngineError } from '../engine/errors.ts'
import { parseJson } from '../engine/files.ts'
import { checkParts } from '../engine/training/check-setup.ts'
import { FINE_TUNING } from '../engine/training/gradient-step.ts'
import { decoderConfig } from '../engine/training/network-files.ts'
import { FAMILIES } from '../methods/catalogue/registry.ts'
import { compile } from '../methods/compile.ts'
import { recipeFormula } from '../methods/formula.ts'
import { missingParts } from '../methods/parts.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { RECIPE_SCHEMA } from '../methods/schema/recipe.ts'
import type { DecoderConfig } from '../network/config.ts'
import { serialize } from '../onnx/model.ts'
import { exportTo } from './export.ts'
import { withFolders } from './folder-models.ts'
import { nodeFiles } from './node-files.ts'
import { readRecipe, readRecipeFile } from './read-recipe.ts'
import type { RecipeOptions } from './recipe-options.ts'
import { writeOut } from './write-out.ts'

/**
 * Answers one `lab recipe` command.
 * @returns the text of standard output, without its last line end
 * @throws EngineError 'bad-request' for a recipe that is not valid or not buildable
 */
export async function recipe(options: RecipeOptions): Promise<string> {
  switch (options.action) {
    case 'list':
      return list(options.json)
    case 'schema':
      return JSON.stringify(RECIPE_SCHEMA, null, options.json ? undefined : 2)
    case 'validate':
      return validation(await readRecipeFile(options.recipe), options.json)
    case 'formula': {
      const formula = recipeFormula(await readRecipe(options.recipe))
      return options.json ? JSON.stringify({ formula }) : formula
    }
    case 'graph':
      return graph(options)
    case 'export':
      return exportTo(options)
  }
}

function list(json: boolean): string {
  if (json) {
    const entries = FAMILIES.flatMap(({ id: family, recipes }) =>
      recipes.map(({ id, name, description, source }) => ({ id, name, family, description, source })),
    )
    return JSON.stringify(entries)
  }
  return FAMILIES.map(({ name, recipes }) => {
    const lines = recipes.map(({ id, description }) => `  ${id.padEnd(24)}${description}`)
    return [name, ...lines].join('\n')
  }).join('\n\n')
}

/** A recipe with parts that are not built is valid; that it cannot be run yet is said beside it. */
function validation(recipe: Recipe, json: boolean): string {
  const { id, name } = recipe
  const missing = missingParts(recipe)
  if (json) return JSON.stringify({ valid: true, id, name, missing })
  const later = missing.length > 0 ? `; it needs ${missing.join(', ')}, which this playground does not have yet` : ''
  return `${id} is a valid recipe${later}.`
}

async function graph(options: Extract<RecipeOptions, { action: 'graph' }>): Promise<string> {
  const { out, phase } = options
  const recipe = await readRecipe(options.recipe)
  checkParts(recipe)
  const { phases } = compile(recipe)
  const program = phases[phase - 1]
  if (!program) {
    throw new EngineError(
      'bad-request',
      `--phase is "${phase}".`,
      `Give one of the recipe's phases, 1 to ${phases.length}.`,
    )
  }
  const start = performance.now()
  const built = program.stepGraph(await configOf(options), { optimizer: FINE_TUNING })
  const bytes = serialize(built.graph, { recipe: recipe.id, phase: String(phase), model: options.model })
  const milliseconds = performance.now() - start
  await writeOut(out, bytes, '-o')
  const inputs = built.graph.inputs.map(({ name }) => name)
  if (options.json) return JSON.stringify({ file: out, bytes: bytes.length, milliseconds, inputs })
  return `${out}: ${bytes.length.toLocaleString('en')} bytes, built in ${milliseconds.toFixed(0)} ms; inputs ${inputs.join(', ')}`
}

async function configOf({ model, models }: { model: string; models: string }): Promise<DecoderConfig> {
  const { files, idOf } = await withFolders(nodeFiles(models), [model])
  const path = `${idOf(model)}/config.json`
  return decoderConfig(parseJson(await files.read(path), path), model)
}
