/** @file Sessions on the browser's runtimes; on WebGPU no node may fall back to the CPU, and all share one device. */
import * as ort from 'onnxruntime-web/webgpu'

export type Provider = 'webgpu' | 'wasm'

let device: Promise<GPUDevice> | undefined

async function ownDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('this browser has no WebGPU adapter')
  return adapter.requestDevice()
}

/** A session on one provider; on WebGPU a node without a kernel there is an error. */
export async function open(graph: Uint8Array, provider: Provider): Promise<ort.InferenceSession> {
  if (provider === 'wasm') return ort.InferenceSession.create(graph, { executionProviders: ['wasm'] })
  device ??= ownDevice()
  const gpu: ort.InferenceSession.WebGpuExecutionProviderOption & { device: GPUDevice } = {
    name: 'webgpu',
    device: await device,
  }
  return ort.InferenceSession.create(graph, {
    executionProviders: [gpu],
    extra: { session: { disable_cpu_ep_fallback: '1' } },
  })
}
