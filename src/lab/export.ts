/** @file `lab recipe export`: a recipe as a folder for a trainer. */
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError, oneLine, toEngineError } from '../engine/errors.ts'
import { decodeText } from '../json/parse.ts'
import { isRefusal, type Refusal } from '../trainers/choose.ts'
import { type Exported, type ExportRequest, exportRecipe } from '../trainers/export.ts'
import { OWN_PROBLEMS, ownProblems } from '../trainers/prompts.ts'
import { trainersOf } from '../trainers/registry.ts'
import type { PromptRow } from '../trainers/trainer.ts'
import { bad } from './option-values.ts'
import { readRecipe } from './read-recipe.ts'
import type { RecipeExportOptions } from './recipe-options.ts'
import { makeFolder, unwritableFolder } from './write-out.ts'

const MAX_PROMPT_TOKENS = 1024

/**
 * Writes the folder.
 * @returns one line: what was written, and what of the recipe is not expressed
 * @throws EngineError 'bad-request' where the trainer cannot express the recipe, naming the nearest that can
 */
export async function exportTo(options: RecipeExportOptions): Promise<string> {
  const { to, trainer, out, json } = options
  const recipe = await readRecipe(options.recipe)
  const known = trainersOf(to).map(({ id }) => id)
  if (trainer !== null && !known.includes(trainer)) {
    throw known.length > 1
      ? bad(`--trainer is "${trainer}".`, `Choose one of: ${known.join(', ')}.`)
      : bad(`--trainer is "${trainer}", and ${to} has no choice of trainers.`, 'Leave --trainer out.')
  }
  const exported = build({
    ...options,
    recipe,
    difficulty: options.difficulty ?? undefined,
    maxPromptTokens: MAX_PROMPT_TOKENS,
    own: options.problems === null ? null : await readProblems(options.problems),
  })
  if (isRefusal(exported)) throw new EngineError('bad-request', exported.message, exported.remedy)
  const { files, says, settings, verdict } = exported
  await write(out, files)
  const names = Object.keys(files)
  if (json) {
    return JSON.stringify({
      folder: out,
      framework: to,
      trainer: verdict?.trainer.id ?? null,
      version: verdict?.trainer.version ?? null,
      files: names,
      settings,
      not_expressed: verdict?.loses ?? [],
    })
  }
  return `${out}: ${names.join(', ')}. ${says}${says.endsWith('.') ? '' : '.'}`
}

function build(request: ExportRequest): Exported | Refusal {
  try {
    return exportRecipe(request)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new EngineError(
      'bad-request',
      `The problems cannot be made: ${oneLine(error)}.`,
      'Give another --world or --difficulty, or leave both out.',
      { cause: error },
    )
  }
}

/** Only an empty folder, a new one, or one that holds an earlier export is written to. */
async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  try {
    const found = await readdir(folder).catch((): string[] => [])
    if (found.length > 0 && !found.includes('EXPORT.md'))
      throw bad(
        `The folder ${folder} holds other files (${found[0]}).`,
        'Give -o a new folder, or one that holds an earlier export.',
      )
    await makeFolder(folder, '-o')
    for (const [path, content] of Object.entries(files)) {
      await writeFile(join(folder, path), content)
      if (path.endsWith('.sh')) await chmod(join(folder, path), 0o755)
    }
  } catch (error) {
    throw unwritableFolder(folder, '-o', error)
  }
}

async function readProblems(file: string): Promise<readonly PromptRow[]> {
  const jsonl = await readFile(file).then(decodeText, (error: unknown) => {
    throw toEngineError(error, {
      code: 'bad-request',
      message: `The problems ${file} cannot be read`,
      remedy: OWN_PROBLEMS,
    })
  })
  try {
    return ownProblems(jsonl)
  } catch (error) {
    throw bad(`The problems ${file} cannot be used. ${oneLine(error)}.`, OWN_PROBLEMS)
  }
}
