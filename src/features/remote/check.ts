/** @file Whether a teacher or a student on a server can be asked from this page, and if not, why: each trouble told apart, before the first text is sent. */
import { baseOf, preflight, type RemoteModel, type RemoteTeacher, scoreText } from '../../remote/client.ts'
import type { Exchange } from '../../remote/exchange.ts'
import type { Line } from '../../remote/line.ts'
import { RemoteError } from '../../remote/remote-error.ts'

export interface Checked {
  readonly teacher: RemoteTeacher
  /** Ids of the longest text. */
  readonly ids: readonly number[]
  readonly vocabulary: number
  /** Address of the page itself. */
  readonly page: string
  readonly signal: AbortSignal
}

/** Tokens of the text that is sent to see what a server gives. */
const TASTE = 4
const PATIENCE = 10_000
/** Addresses of this machine, which a page over https may ask without it. */
const HERE = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/

/** @throws RemoteError */
export async function checkTeacher(line: Line, { teacher, ids, vocabulary, page, signal }: Checked): Promise<void> {
  await checkServer(line, { model: teacher, longest: ids.length + 1, page, signal })
  await scoreText(teacher, { ids: ids.slice(0, TASTE), from: 1 }, vocabulary, { exchange: line.exchange, signal })
}

export interface CheckedServer extends Pick<Checked, 'page' | 'signal'> {
  readonly model: RemoteModel
  /** Tokens of the longest text. */
  readonly longest: number
}

/** Whether the server can be reached, takes the key and has the model. @throws RemoteError */
export async function checkServer(line: Line, { model, longest, page, signal }: CheckedServer): Promise<void> {
  const base = baseOf(model)
  if (new URL(page).protocol === 'https:' && base.startsWith('http:') && !HERE.test(new URL(base).hostname))
    throw new RemoteError(
      'mixed-content',
      `This page is served over https, and browsers let it ask no http address but this machine's own (${base} is none).`,
      'Put the server behind https, or forward its port to localhost.',
    )
  await reach(line, base, signal)
  const { exchange } = line
  try {
    await preflight(model, longest, { exchange, signal })
  } catch (error) {
    // The server answers without a key, so what the browser hides is its refusal of this one: authentication stands before CORS there.
    if (!(error instanceof RemoteError) || error.trouble !== 'unreachable') throw error
    throw new RemoteError(
      'wrong-key',
      model.key === null ? `The ${model.role} asks for a key.` : `The ${model.role} does not take the key.`,
      'Give the key that the server was started with.',
    )
  }
}

/** Without the key, so that what goes wrong here has nothing to do with it. */
async function reach({ exchange, probe }: Line, base: string, signal: AbortSignal): Promise<void> {
  for (const path of ['/health', '/v1/models']) if (await heard(exchange, `${base}${path}`, signal)) return
  if (signal.aborted) throw new RemoteError('cancelled', 'It was cancelled.', 'Start it again.')
  if (await probe(`${base}/health`))
    throw new RemoteError(
      'cors',
      `The server at ${base} answers, but does not let pages of other origins read it (CORS).`,
      'Allow this page: vLLM --allowed-origins, llama.cpp --cors-origins; SGLang allows all.',
    )
  throw new RemoteError(
    'unreachable',
    `The server at ${base} cannot be reached from this page.`,
    'Start the server, check address and port; if both are right, let it allow pages of other origins (CORS).',
  )
}

const heard = (exchange: Exchange, url: string, signal: AbortSignal): Promise<boolean> =>
  exchange(url, { method: 'GET', headers: {}, timeout: PATIENCE, signal }).then(
    () => true,
    () => false,
  )
