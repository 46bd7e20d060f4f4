/**
 * @file The browser's backends. WebGPU takes the native provider of ONNX Runtime (the JSPI build where the browser can
 * suspend WebAssembly, else the larger asyncify build); WASM takes the smaller build without graphics. Each is fetched only
 * when it is opened. Its files go through `?url`, because a bundled runtime cannot start its own threads.
 */
import type { Env } from 'onnxruntime-common'
import { EngineError, oneLine } from '../engine/errors.ts'
import { createMutex } from '../engine/mutex.ts'
import { type Availability, type Hardware, type OrtModule, processorDevice, type Runtime } from '../engine/runtime.ts'
import { message } from '../message/message.ts'
import { createGraphicsDevices, requestAdapter, softwareName } from './graphics-device.ts'

type BrowserOrt = OrtModule & { readonly env: Env }

/** What this browser can run on, WebGPU first. */
export function browserHardware(): Hardware {
  return {
    backends: [
      { backend: 'webgpu', probe: probeGraphics, open: openGraphics },
      {
        backend: 'wasm',
        probe: async () => ({ available: true, software: false, reason: null }),
        open: openProcessor,
      },
    ],
  }
}

async function probeGraphics(): Promise<Availability> {
  try {
    const adapter = await requestAdapter()
    if (!adapter) return { available: false, software: false, reason: message('this browser offers no WebGPU adapter') }
    const software = softwareName(adapter)
    if (software === null) return { available: true, software: false, reason: null }
    const reason = message('its adapter is software ({name}), which is slower than WASM', { name: software })
    return { available: true, software: true, reason }
  } catch (error) {
    return { available: false, software: false, reason: oneLine(error) }
  }
}

async function openGraphics(): Promise<Runtime> {
  const ort = await loadOrt('webgpu', () => ('Suspending' in WebAssembly ? loadJspi() : loadAsyncify()), 1)
  const devices = createGraphicsDevices()
  await devices.current()
  return {
    backend: 'webgpu',
    ort,
    threads: 1,
    cacheLocation: 'gpu-buffer',
    mutex: createMutex(),
    device: devices.current,
    dispose: async () => devices.destroy(),
  }
}

async function openProcessor(): Promise<Runtime> {
  // Threads need shared memory, which only an isolated page has, and not in every browser (WebKitGTK says that the page is isolated and has
  // none); more than half the cores slow the page itself down.
  const threads =
    typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated
      ? Math.min(4, Math.ceil(navigator.hardwareConcurrency / 2))
      : 1
  const ort = await loadOrt('wasm', loadWasm, threads)
  const device = processorDevice(['wasm'])
  return {
    backend: 'wasm',
    ort,
    threads,
    cacheLocation: 'cpu',
    mutex: createMutex(),
    device: async () => device,
    dispose: async () => undefined,
  }
}

interface Build {
  readonly ort: BrowserOrt
  readonly mjs: string
  readonly wasm: string
}

async function loadOrt(backend: 'webgpu' | 'wasm', load: () => Promise<Build>, threads: number): Promise<BrowserOrt> {
  try {
    const { ort, mjs, wasm } = await load()
    // Must stand before the first session: the runtime initialises once and never again.
    ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) }
    ort.env.wasm.numThreads = threads
    ort.env.logLevel = 'error'
    return ort
  } catch (error) {
    throw new EngineError(
      'backend-unavailable',
      message('The runtime for {backend} could not be loaded ({why}).', { backend, why: oneLine(error) }),
      'Check the connection and reload, or choose another backend.',
      { cause: error },
    )
  }
}

async function loadJspi(): Promise<Build> {
  const [ort, mjs, wasm] = await Promise.all([
    import('onnxruntime-web/jspi'),
    import('onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'),
  ])
  return { ort, mjs: mjs.default, wasm: wasm.default }
}

async function loadAsyncify(): Promise<Build> {
  const [ort, mjs, wasm] = await Promise.all([
    import('onnxruntime-web/webgpu'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
  ])
  return { ort, mjs: mjs.default, wasm: wasm.default }
}

async function loadWasm(): Promise<Build> {
  const [ort, mjs, wasm] = await Promise.all([
    import('onnxruntime-web/wasm'),
    import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
  ])
  return { ort, mjs: mjs.default, wasm: wasm.default }
}

function absolute(url: string): string {
  return new URL(url, self.location.href).href
}
