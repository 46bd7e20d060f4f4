/** @file The tokenizer of a shipped model on the page itself, fetched when somebody needs ids of a text. */
import { t } from '../i18n/words.ts'
import type { ModelWords } from '../world/tokenizer/load.ts'
import type { AppState } from './state.ts'

const fetched = new Map<string, Promise<ModelWords>>()

/**
 * The words of a model. One that was trained on this page has those of the shipped student.
 * @throws TypeError or Error where its files cannot be fetched, and for a model that the visitor brought
 */
export function modelWords(model: string, { engine }: Pick<AppState, 'engine'>): Promise<ModelWords> {
  const role = engine.models.find(({ id }) => id === model)?.role
  if (role === 'own')
    return Promise.reject(new TypeError(t('Only the models that come with this page can be used here.')))
  const shipped = role === 'trained' ? 'student' : model
  const known = fetched.get(shipped) ?? fetchWords(shipped)
  fetched.set(shipped, known)
  known.catch(() => fetched.delete(shipped))
  return known
}

async function fetchWords(model: string): Promise<ModelWords> {
  const { loadModelWords } = await import('../world/tokenizer/load.ts')
  return loadModelWords(async (name) => {
    const response = await fetch(new URL(`models/${model}/${name}`, document.baseURI))
    if (!response.ok) throw new Error(`HTTP ${response.status} for ${name}`)
    return Object(await response.json())
  })
}
