/** @file `lab train --teacher-url`: what the server has to say of a recipe's teacher, found out before any model is loaded, and asked at every step. */
import type { FileSource } from '../engine/files.ts'
import { checkServed } from '../engine/training/served-teacher.ts'
import type { AskServer, RunSetup } from '../engine/training/types.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { servedNeeds } from '../methods/served.ts'
import { preflight, type RemoteTeacher, scoreText, scoreTexts } from '../remote/client.ts'
import { modelWordsOf } from './model-words.ts'
import { bad } from './option-values.ts'
import { fromServer, type RemoteTeacherOptions, remoteTeacher } from './server-options.ts'

/** As many as help to find the token itself among the likeliest, which llama.cpp does not give otherwise. */
const LLAMACPP_TOP_K = 20
/** Tokens that a text of the run can have. */
const LONGEST = 512

export interface ServedTeacher {
  readonly served: NonNullable<RunSetup['served']>
  readonly ask: (signal: AbortSignal) => AskServer
}

/**
 * Whether the recipe can learn from a server at all; asks nobody.
 * @throws EngineError 'bad-request' with the reason, and recipes that can
 */
export async function checkServable(recipe: Recipe, { kind, topK }: RemoteTeacherOptions): Promise<number> {
  const needs = servedNeeds(recipe)
  if ('why' in needs) {
    const { RECIPES } = await import('../methods/catalogue/registry.ts')
    const able = RECIPES.filter((each) => !('why' in servedNeeds(each))).map(({ id }) => id)
    throw bad(
      `The recipe "${recipe.id}" cannot learn from a teacher on a server: ${needs.why}.`,
      `Leave out --teacher-url, or take a recipe that needs only the sampled token or the teacher's top-k: ${able.slice(0, 5).join(', ')}.`,
    )
  }
  const asked = topK ?? (needs.topK || (kind === 'llamacpp' ? LLAMACPP_TOP_K : 1))
  checkServed({ recipe, served: { model: '', topK: asked } })
  return asked
}

/**
 * Asks the server who it is and for the scores of a few tokens, so that what would fail fails now.
 * @throws EngineError with the remedy for what is wrong with the server
 */
export async function servedTeacher(
  options: RemoteTeacherOptions,
  topK: number,
  files: FileSource,
  model: string,
): Promise<ServedTeacher> {
  const { words, bos } = await modelWordsOf(files, model)
  try {
    const teacher: RemoteTeacher = remoteTeacher(options, topK)
    await preflight(teacher, LONGEST)
    const taste = [bos, ...words.encode('Solution:\n')]
    await scoreText(teacher, { ids: taste, from: 1 }, words.size)
    return {
      served: { model: options.model, topK },
      ask: (signal) => (texts) =>
        scoreTexts(teacher, texts, words.size, { signal }).catch((error: unknown) => {
          throw fromServer(error)
        }),
    }
  } catch (error) {
    throw fromServer(error)
  }
}
