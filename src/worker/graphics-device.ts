/**
 * @file The one GPUDevice of all sessions. It is ours, not the runtime's: a device that ONNX Runtime makes dies with the
 * last session, and every tensor with it.
 */
import { withTimeLimit } from '../engine/backend-trial.ts'
import { EngineError } from '../engine/errors.ts'
import type { Device } from '../engine/runtime.ts'

/** Limits that the runtime's kernels make use of; each is asked for as high as the adapter goes. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxBindGroups',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies readonly (keyof GPUSupportedLimits)[]

const FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'subgroups']

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|warp|basic render/i

/**
 * A driver answers within tenths of a second, and nothing is fetched for it. Some never answer at all; whoever waits for those would
 * never come to WASM.
 */
const DRIVER_LIMIT_MS = 5000

/** The graphics adapter, or null where there is none. @throws EngineError 'backend-unavailable' when the driver does not answer */
export async function requestAdapter(): Promise<GPUAdapter | null> {
  const gpu: GPU | undefined = navigator.gpu
  if (!gpu) return null
  const asked = gpu.requestAdapter({ powerPreference: 'high-performance' })
  return withTimeLimit(asked, DRIVER_LIMIT_MS, 'The graphics driver’s answer')
}

/** The adapter's name when it computes on the processor, else null. */
export function softwareName(adapter: GPUAdapter): string | null {
  // Older browsers do not say; they have no software adapter either.
  const info: Partial<GPUAdapterInfo> = adapter.info ?? {}
  const name = [info.vendor, info.architecture, info.device, info.description].filter(Boolean).join(' ')
  return info.isFallbackAdapter || SOFTWARE.test(name) ? name || 'unnamed' : null
}

export interface GraphicsDevices {
  /** The device; a new one when the last was lost. @throws EngineError 'backend-unavailable' */
  current(): Promise<Device>
  /** Destroys the device for good. */
  destroy(): void
}

/** Keeps one device at a time. */
export function createGraphicsDevices(): GraphicsDevices {
  let raw: GPUDevice | null = null
  let device: Device | null = null
  return {
    async current() {
      if (device && device.lost === null) return device
      const adapter = await requestAdapter()
      if (!adapter) {
        throw new EngineError(
          'backend-unavailable',
          'The graphics adapter is gone.',
          'Choose the WASM backend, or reload the page.',
        )
      }
      const asked = adapter.requestDevice({
        requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
        requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
      })
      raw = await withTimeLimit(asked, DRIVER_LIMIT_MS, 'Opening the graphics card')
      device = watch(raw)
      return device
    },
    destroy() {
      raw?.destroy()
      raw = null
    },
  }
}

function watch(raw: GPUDevice): Device {
  const listeners = new Set<(reason: string) => void>()
  let lost: string | null = null
  raw.lost.then(({ reason, message }) => {
    lost = message || reason
    for (const listener of listeners) listener(lost)
    listeners.clear()
  })
  return {
    providers: [{ name: 'webgpu', device: raw }],
    get lost() {
      return lost
    },
    onLost(listener) {
      if (lost !== null) listener(lost)
      else listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
