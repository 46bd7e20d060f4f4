/** @file What an offline copy consists of: the page's own list from the build, the runtime of this device, and the models. */
import { type ManifestFile, validateManifest, weightsFile } from '../engine/manifest.ts'
import type { EngineInfo } from '../engine/types.ts'

/** Written by vite.offline.ts. Paths are relative to the page. */
export interface OfflineList {
  readonly version: string
  /** What the service worker keeps by itself. */
  readonly shellBytes: number
  readonly runtimes: Readonly<Record<RuntimeBuild, readonly RuntimeFile[]>>
}

export interface RuntimeFile {
  readonly path: string
  readonly bytes: number
}

/** ONNX Runtime's three builds; see src/worker/browser-hardware.ts for who takes which. */
export type RuntimeBuild = 'wasm' | 'jspi' | 'asyncify'

/** The builds that this device opens at the next start: the chosen backend's, and those of every backend that was tried. */
export function runtimeBuilds(info: EngineInfo | null, suspends: boolean): readonly RuntimeBuild[] {
  const tried = info?.measurements.filter(({ milliseconds }) => milliseconds !== null).map(({ backend }) => backend)
  const backends = new Set([...(tried ?? []), ...(info ? [info.backend] : []), 'wasm'])
  // The processor is where everything falls back to, so its build is always kept.
  return ['wasm', ...(backends.has('webgpu') ? [suspends ? ('jspi' as const) : ('asyncify' as const)] : [])]
}

/**
 * The files of all shipped models as the engine reads them, the chosen ones first.
 * @param json models/manifest.json
 */
export function modelFiles(json: unknown, chosen: readonly string[]): readonly ManifestFile[] {
  const { models } = validateManifest(json)
  const order = (id: string): number => (chosen.includes(id) ? 0 : 1)
  return [...models]
    .sort((a, b) => order(a.id) - order(b.id))
    .flatMap((model) => {
      const weights = weightsFile(model, 'fp32')
      const small = ['config.json', 'tokenizer.json', 'tokenizer_config.json']
      return [...model.files.filter(({ path }) => small.some((name) => path === `${model.id}/${name}`)), weights]
    })
}
