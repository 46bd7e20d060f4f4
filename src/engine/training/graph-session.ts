/**
 * @file One of our own graphs as a session: tensors in, tensors out, nothing of its state kept inside. Made under the
 * runtime's mutex, and made anew after any failed run, because a failed run can leave a session broken for good.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { message } from '../../message/message.ts'
import { deviceLost, toEngineError } from '../errors.ts'
import type { Device, Runtime } from '../runtime.ts'

export type Tensors = Readonly<Record<string, Tensor>>

/** A graph that is open on the runtime. */
export interface GraphSession {
  /**
   * Runs the graph. The outputs are the caller's to dispose of.
   * @throws EngineError 'device-lost', 'out-of-memory' or 'session-failed'; the next call starts from a fresh session
   */
  run(feeds: Tensors, fetches: readonly string[]): Promise<Tensors>
  close(): Promise<void>
}

export interface GraphSessionOptions {
  readonly name: string
  readonly runtime: Runtime
  /** The serialized graph. It is kept, to make the session again; weights are inputs, so it is small. */
  readonly bytes: Uint8Array
  /** Outputs that stay where the runtime keeps its state (a device's memory on WebGPU). */
  readonly stay: readonly string[]
}

/** Opens the session at once, so that the first run does not pay for it. */
export async function openGraphSession(options: GraphSessionOptions): Promise<GraphSession> {
  const { runtime, name } = options
  let current: { readonly session: InferenceSession; readonly device: Device } | null = null

  /** Runs inside the mutex. */
  async function open() {
    if (current && current.device.lost === null) return current
    await discard()
    const device = await runtime.device()
    current = {
      session: await runtime.ort.InferenceSession.create(options.bytes, sessionOptions(options, device)),
      device,
    }
    return current
  }

  /** Runs inside the mutex. */
  async function discard(): Promise<void> {
    const old = current
    current = null
    await old?.session.release().catch(() => undefined)
  }

  const failure = (what: string) => ({
    code: 'session-failed' as const,
    message: message('The {name} could not be {what} on {backend}.', { name, what, backend: runtime.backend }),
    remedy: message('Try again; if it fails again, choose another backend or reload the page.'),
  })

  await runtime.mutex.run(async () => {
    try {
      await open()
    } catch (error) {
      await discard()
      throw toEngineError(error, failure('prepared'))
    }
  })
  return {
    run: (feeds, fetches) =>
      runtime.mutex.run(async () => {
        const { session, device } = await open()
        try {
          return await session.run(feeds, [...fetches])
        } catch (error) {
          await discard()
          throw device.lost === null ? toEngineError(error, failure('run')) : deviceLost(device.lost, { cause: error })
        }
      }),
    close: () => runtime.mutex.run(discard),
  }
}

function sessionOptions({ runtime, stay }: GraphSessionOptions, device: Device): InferenceSession.SessionOptions {
  const base: InferenceSession.SessionOptions = {
    executionProviders: device.providers,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    intraOpNumThreads: runtime.threads,
    // Moments of tokens that never occur fade into denormals, which are slow on a processor.
    extra: { session: { set_denormal_as_zero: '1' } },
  }
  if (runtime.cacheLocation === 'cpu') return base
  return {
    ...base,
    preferredOutputLocation: Object.fromEntries(stay.map((output) => [output, runtime.cacheLocation])),
  }
}

/** A tensor's numbers on the processor, the tensor given back. */
export async function takeFloats(runtime: Runtime, tensor: Tensor): Promise<Float32Array> {
  const data = await runtime.mutex.run(() => tensor.getData(true))
  if (data instanceof Float32Array) return data
  throw toEngineError(new Error(`${tensor.type} instead of float32`), {
    code: 'session-failed',
    message: message('A graph gave numbers of another kind than expected.'),
    remedy: message('Reload the page.'),
  })
}
