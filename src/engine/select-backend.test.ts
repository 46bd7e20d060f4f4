import { describe, expect, it } from 'vitest'
import { withTimeLimit } from './backend-trial.ts'
import { createMutex } from './mutex.ts'
import { type BackendOption, type Hardware, processorDevice, type Runtime } from './runtime.ts'
import { selectBackend, type Trial } from './select-backend.ts'
import type { Backend } from './types.ts'

interface FakeOption {
  readonly backend: Backend
  readonly available?: boolean
  readonly software?: boolean
  readonly opens?: boolean
}

function fake(options: readonly FakeOption[]) {
  const disposed: Backend[] = []
  const opened: Backend[] = []
  const backends = options.map(({ backend, available = true, software = false, opens = true }): BackendOption => {
    const reason = available ? (software ? 'software' : null) : 'not here'
    return {
      backend,
      probe: async () => ({ available, software, reason }),
      async open() {
        if (!opens) throw new Error(`${backend} does not open`)
        opened.push(backend)
        return runtime(backend, () => disposed.push(backend))
      },
    }
  })
  const hardware: Hardware = { backends }
  return { hardware, disposed, opened }
}

function runtime(backend: Backend, onDispose: () => void): Runtime {
  const device = processorDevice([backend])
  return {
    backend,
    ort: {
      InferenceSession: { create: () => Promise.reject(new Error('unused')) },
      Tensor: class {} as unknown as Runtime['ort']['Tensor'],
    },
    threads: 1,
    cacheLocation: 'cpu',
    mutex: createMutex(),
    device: async () => device,
    dispose: async () => onDispose(),
  }
}

const times =
  (milliseconds: Partial<Record<Backend, number | null>>): (() => Promise<Trial>) =>
  async () =>
  async ({ backend }) => {
    const time = milliseconds[backend]
    if (time === undefined) throw new Error(`${backend} must not be tried`)
    return time
  }

describe('auto', () => {
  it('takes the fastest and disposes of the others', async () => {
    const { hardware, disposed } = fake([{ backend: 'webgpu' }, { backend: 'wasm' }])
    const { info } = await selectBackend(hardware, 'auto', times({ webgpu: 30, wasm: 12 }))
    expect(info).toEqual({
      backend: 'wasm',
      threads: 1,
      chosen: 'measured',
      measurements: [
        { backend: 'webgpu', milliseconds: 30, reason: null },
        { backend: 'wasm', milliseconds: 12, reason: null },
      ],
    })
    expect(disposed).toEqual(['webgpu'])
  })

  it('does not try software adapters, and measures nothing when one candidate is left', async () => {
    const { hardware, opened } = fake([{ backend: 'webgpu', software: true }, { backend: 'wasm' }])
    const { info } = await selectBackend(hardware, 'auto', times({}))
    expect(info.backend).toBe('wasm')
    expect(info.chosen).toBe('only')
    expect(info.measurements).toEqual([{ backend: 'webgpu', milliseconds: null, reason: 'software' }])
    expect(opened).toEqual(['wasm'])
  })

  it('goes on without a backend whose trial fails or hangs', async () => {
    const { hardware, disposed } = fake([{ backend: 'webgpu' }, { backend: 'wasm' }])
    const trial = async () => async (runtime: Runtime) =>
      runtime.backend === 'webgpu' ? withTimeLimit(new Promise<number>(() => undefined), 10, 'The trial') : 5
    const { info } = await selectBackend(hardware, 'auto', trial)
    expect(info.backend).toBe('wasm')
    expect(info.measurements[0]).toEqual({
      backend: 'webgpu',
      milliseconds: null,
      reason: 'The trial took longer than 0.01 s',
    })
    expect(disposed).toEqual(['webgpu'])
  })

  it('prefers the first when there is no model to measure with', async () => {
    const { hardware } = fake([{ backend: 'webgpu' }, { backend: 'wasm' }])
    const { info } = await selectBackend(hardware, 'auto', times({ webgpu: null, wasm: null }))
    expect(info.backend).toBe('webgpu')
  })

  it('falls back to a software adapter before giving up, and gives up with every reason', async () => {
    const options = [
      { backend: 'webgpu', software: true },
      { backend: 'wasm', opens: false },
    ] as const
    expect((await selectBackend(fake(options).hardware, 'auto', times({}))).info.backend).toBe('webgpu')
    const hopeless = fake([
      { backend: 'webgpu', available: false },
      { backend: 'wasm', opens: false },
    ])
    await expect(selectBackend(hopeless.hardware, 'auto', times({}))).rejects.toThrow(
      /webgpu: not here; wasm: wasm does not open/,
    )
  })
})

describe('forced', () => {
  it('takes what was asked for, software or not', async () => {
    const { hardware } = fake([{ backend: 'webgpu', software: true }, { backend: 'wasm' }])
    const { info } = await selectBackend(hardware, 'webgpu', times({}))
    expect([info.backend, info.chosen]).toEqual(['webgpu', 'forced'])
  })

  it('says what else there is', async () => {
    const { hardware } = fake([{ backend: 'webgpu', available: false }, { backend: 'wasm' }])
    await expect(selectBackend(hardware, 'webgpu', times({}))).rejects.toMatchObject({
      code: 'backend-unavailable',
      remedy: 'Use wasm instead.',
    })
  })
})
