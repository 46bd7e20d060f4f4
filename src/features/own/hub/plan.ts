/** @file What a model of the hub is and costs, from its list of files and its configuration: known before any other byte. */
import { EngineError, isCancelled, oneLine } from '../../../engine/errors.ts'
import { checkMemory, memoryBudget, memoryOf } from '../../../engine/outside/memory.ts'
import type { Backend } from '../../../engine/types.ts'
import { message, type Sentence } from '../../../message/message.ts'
import type { HubAddress } from './address.ts'

export interface HubFile {
  readonly path: string
  readonly bytes: number
  /** Of large files; the hub tells none of the small ones. */
  readonly sha256: string | null
}

export interface HubPlan {
  readonly id: string
  /** What is fetched stays what was planned. */
  readonly commit: string
  /** As its card says, or null. */
  readonly licence: string | null
  readonly files: readonly HubFile[]
  /** Of all files. */
  readonly bytes: number
  readonly parameters: number
  readonly memory: number
  readonly budget: number | null
}

export interface HubOptions {
  readonly base: string
  readonly fetch: typeof fetch
  readonly signal?: AbortSignal
}

const SMALL = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'generation_config.json',
  'chat_template.jinja',
]
const INDEX = 'model.safetensors.index.json'

/**
 * Asks the hub what there is.
 * @param backend on which it shall run
 * @throws EngineError in plain words: no such model, a gated one, no safetensors, a decoder that cannot be built, too large
 */
export async function planHub({ id, revision }: HubAddress, backend: Backend, options: HubOptions): Promise<HubPlan> {
  const info = record(await json(`api/models/${id}/revision/${encodeURIComponent(revision)}`, id, options))
  const commit = typeof info.sha === 'string' && /^[0-9a-f]{40}$/.test(info.sha) ? info.sha : null
  if (!commit) throw strange(id)
  const tree = await json(`api/models/${id}/tree/${commit}`, id, options)
  const all = (Array.isArray(tree) ? tree : []).flatMap((entry) => fileOf(record(entry)) ?? [])
  const files = await neededFiles(all, { id, commit }, options)
  const config = record(await json(resolvePath({ id, commit }, 'config.json'), id, options))
  const parameters = await parametersOf(config, id)
  checkMemory(id, parameters, 0, backend)
  const { license } = record(info.cardData)
  return {
    id,
    commit,
    licence: typeof license === 'string' ? license : null,
    files,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    parameters,
    memory: memoryOf(parameters),
    budget: memoryBudget(backend),
  }
}

/** Only this kind of address lets another page's script read. */
export function resolvePath({ id, commit }: Pick<HubPlan, 'id' | 'commit'>, path: string): string {
  return `${id}/resolve/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** The hub's answer to a request that it does not grant, in plain words. */
export function refusal(status: number, id: string): EngineError {
  const say = (message: Sentence, remedy: string) => new EngineError('missing-file', message, remedy)
  if (status === 401 || status === 403)
    return say(
      message('The hub does not give “{name}” to everybody: it is gated, private, or not there.', { name: id }),
      message(
        'Accept its licence on the hub, download its folder there, and bring the folder here. This page asks for no passwords.',
      ),
    )
  if (status === 404)
    return say(
      message('The hub has no “{name}”, or not this file of it.', { name: id }),
      message('Look at the spelling: owner/name.'),
    )
  if (status === 429)
    return say(message('The hub has had too many requests from here.'), message('Wait a few minutes, then go on.'))
  return say(
    message('The hub answers with error {status}.', { status }),
    message('Try again later; a folder can be brought at any time.'),
  )
}

/** No answer at all. @throws the error of a stop as it is */
export function unreachable(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  if (isCancelled(error)) return new EngineError('cancelled', 'The operation was cancelled.', 'Start it again.')
  return new EngineError(
    'missing-file',
    message('The hub cannot be reached ({why}).', { why: oneLine(error) }),
    'Check that you are online, then go on; a folder can be brought at any time.',
  )
}

async function json(path: string, id: string, { base, fetch, signal }: HubOptions): Promise<unknown> {
  try {
    const response = await fetch(`${base}/${path}`, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: signal ?? null,
    })
    if (!response.ok) throw refusal(response.status, id)
    return await response.json()
  } catch (error) {
    throw unreachable(error)
  }
}

async function neededFiles(
  all: readonly HubFile[],
  model: Pick<HubPlan, 'id' | 'commit'>,
  options: HubOptions,
): Promise<readonly HubFile[]> {
  const find = (path: string): HubFile | undefined => all.find((file) => file.path === path)
  const lacking = (what: string) =>
    new EngineError(
      'missing-file',
      message('“{name}” has no {what}.', { name: model.id, what }),
      'Choose a model in safetensors with a tokenizer.json; GGUF files and pickles are not read.',
    )
  for (const path of ['config.json', 'tokenizer.json']) if (!find(path)) throw lacking(path)
  const small = SMALL.flatMap((path) => find(path) ?? [])
  const whole = find('model.safetensors')
  if (whole) return [...small, whole]
  const index = find(INDEX)
  if (!index) throw lacking('model.safetensors')
  const { weight_map: map } = record(await json(resolvePath(model, INDEX), model.id, options))
  const shards = [...new Set(Object.values(record(map)).map(String))].map((path) => {
    const shard = find(path)
    if (!shard) throw lacking(path)
    return shard
  })
  return [...small, index, ...shards]
}

async function parametersOf(config: Readonly<Record<string, unknown>>, id: string): Promise<number> {
  const { decoderSize } = await import('../../../engine/outside/decoder-size.ts')
  return decoderSize(config, id)
}

function fileOf({ type, path, size, lfs }: Readonly<Record<string, unknown>>): HubFile | null {
  if (type !== 'file' || typeof path !== 'string' || path.includes('/') || !Number.isSafeInteger(size)) return null
  const { oid } = record(lfs)
  const sha256 = typeof oid === 'string' && /^[0-9a-f]{64}$/.test(oid) ? oid : null
  return { path, bytes: Number(size), sha256 }
}

function strange(id: string): EngineError {
  return new EngineError(
    'missing-file',
    message('The hub’s answer about “{name}” is not understood.', { name: id }),
    'Bring its folder instead.',
  )
}

function record(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Readonly<Record<string, unknown>>)
    : {}
}
