/**
 * @file "Save weights": the weights as they are, in a folder that transformers, vLLM, `lab --model` and this page open. Whatever the
 * recipe, the student stays the Llama architecture that it began as (`LlamaForCausalLM`), so no code comes with it.
 */
import { headerLength, LENGTH_BYTES, readEntries, type StoredEntries } from '../../engine/safetensors.ts'
import type { ModelInfo } from '../../engine/types.ts'
import { zipOf } from '../../formats/zip.ts'
import { t } from '../../i18n/words.ts'
import type { AppState } from '../../store/state.ts'
import type { LearningRun } from './state.ts'

export interface SavedRun {
  readonly run: Pick<LearningRun, 'setup' | 'name'>
  readonly at: number
  /** The safetensors file of the engine. */
  readonly bytes: Uint8Array
}

export interface SavedFile {
  readonly name: string
  readonly data: Uint8Array
  readonly type: string
  /** What is missing and why; null where the folder is whole. */
  readonly says: string | null
}

/** The files of a shipped model that hold for what was trained from it. */
const COPIED = ['config.json', 'generation_config.json', 'tokenizer.json', 'tokenizer_config.json'] as const

interface Config {
  readonly vocab_size?: number
  readonly hidden_size?: number
  readonly intermediate_size?: number
  readonly num_hidden_layers?: number
  readonly num_attention_heads?: number
  readonly num_key_value_heads?: number
  readonly head_dim?: number
}

/** Whether weights have the shapes that a configuration asks for. */
function fits(tensors: StoredEntries, config: Config): boolean {
  const { vocab_size, hidden_size, intermediate_size, num_hidden_layers = 0, head_dim = 0 } = config
  const shape = (name: string): string => String(tensors[name]?.shape ?? '')
  const first = 'model.layers.0.'
  const wide = (heads: number | undefined): string => `${(heads ?? 0) * head_dim},${hidden_size}`
  return (
    shape('model.embed_tokens.weight') === `${vocab_size},${hidden_size}` &&
    shape(`${first}self_attn.q_proj.weight`) === wide(config.num_attention_heads) &&
    shape(`${first}self_attn.k_proj.weight`) === wide(config.num_key_value_heads) &&
    shape(`${first}mlp.gate_proj.weight`) === `${intermediate_size},${hidden_size}` &&
    `model.layers.${num_hidden_layers - 1}.mlp.gate_proj.weight` in tensors &&
    !(`model.layers.${num_hidden_layers}.mlp.gate_proj.weight` in tensors)
  )
}

/** Shipped models whose configuration may be the run's, the likeliest first: one that was trained here does not say what it began as. */
function startsOf(student: string, models: readonly ModelInfo[]): readonly string[] {
  const role = models.find(({ id }) => id === student)?.role
  const shipped = models.filter(({ role }) => role === 'student' || role === 'teacher').map(({ id }) => id)
  return [...new Set([...(role === 'trained' || role === 'own' ? [] : [student]), ...shipped])]
}

async function fetched(path: string): Promise<Uint8Array> {
  const response = await fetch(new URL(`models/${path}`, document.baseURI))
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/**
 * The folder's files by path.
 * @param read a file of the models' folder
 * @returns null where no shipped configuration fits the weights: a model that the visitor brought has its own
 */
export async function weightsFolder(
  { run, at, bytes }: SavedRun,
  starts: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<Readonly<Record<string, string | Uint8Array>> | null> {
  const length = headerLength(bytes, bytes.length)
  const data = LENGTH_BYTES + length
  const tensors = readEntries(bytes.subarray(LENGTH_BYTES, data), bytes.length - data)
  for (const start of starts) {
    const config = await read(`${start}/config.json`)
    if (!fits(tensors, JSON.parse(new TextDecoder().decode(config)) as Config)) continue
    const copied = await Promise.all(
      COPIED.map(async (name) => [name, name === 'config.json' ? config : await read(`${start}/${name}`)] as const),
    )
    const { recipe, seed } = run.setup
    const card = {
      name: run.name,
      role: 'student',
      description: `Trained by ${recipe.name}, ${at} steps, seed ${seed}.`,
    }
    return {
      ...Object.fromEntries(copied),
      'model.safetensors': bytes,
      'card.json': `${JSON.stringify(card, null, 1)}\n`,
      'README.md': readme(run, at, start),
    }
  }
  return null
}

function readme({ setup, name }: SavedRun['run'], at: number, start: string): string {
  const { recipe, seed, world, difficulty, learningRate } = setup
  return [
    '---',
    'library_name: transformers',
    'pipeline_tag: text-generation',
    '---',
    '',
    `# ${name}`,
    '',
    `Trained in the OPD playground by ${recipe.name} from its model "${start}": ${at} steps at learning rate ${learningRate}, seed ${seed}, on ${world} at difficulty ${difficulty}.`,
    `${recipe.source}`,
    '',
    'A Llama model of the usual layout (`LlamaForCausalLM`), 32-bit weights, with the playground’s own vocabulary.',
    '',
    '```python',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    'model = AutoModelForCausalLM.from_pretrained(".")',
    'tokenizer = AutoTokenizer.from_pretrained(".")',
    '```',
    '',
  ].join('\n')
}

/** What is saved: the folder as a zip; the weights alone where nothing of the page fits them, or its files do not come. */
export async function weightsZip(saved: SavedRun, { engine }: Pick<AppState, 'engine'>): Promise<SavedFile> {
  const { run, at, bytes } = saved
  const name = `${run.setup.recipe.id.replaceAll(/[^\w.-]/g, '-')}-step-${at}`
  const starts = startsOf(run.setup.student, engine.models)
  const files = await weightsFolder(saved, starts, fetched).catch(() => null)
  if (files) return { name: `${name}.zip`, data: zipOf(name, files), type: 'application/zip', says: null }
  return {
    name: `${name}.safetensors`,
    data: bytes,
    type: 'application/octet-stream',
    says: t(
      'The weights are saved alone: put them beside the configuration and the tokenizer of the model that they began as.',
    ),
  }
}
