/** @file What an offline copy holds, against the models that are shipped. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EngineInfo } from '../engine/types.ts'
import { modelFiles, runtimeBuilds } from './offline-files.ts'

const manifest: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'models', 'manifest.json'), 'utf8'),
)

const info = (backend: EngineInfo['backend'], tried: readonly EngineInfo['backend'][]): EngineInfo => ({
  backend,
  threads: 1,
  chosen: tried.length > 1 ? 'measured' : 'only',
  measurements: tried.map((each) => ({ backend: each, milliseconds: 1, reason: null })),
})

describe('runtimeBuilds', () => {
  it('takes what the next start opens, and always the build that everything falls back to', () => {
    expect(runtimeBuilds(null, true)).toEqual(['wasm'])
    expect(runtimeBuilds(info('wasm', []), true)).toEqual(['wasm'])
    // Both are tried at every start, whichever won.
    expect(runtimeBuilds(info('wasm', ['webgpu', 'wasm']), true)).toEqual(['wasm', 'jspi'])
    expect(runtimeBuilds(info('webgpu', []), false)).toEqual(['wasm', 'asyncify'])
  })
})

describe('modelFiles', () => {
  it('lists all shipped models, the chosen ones first, with one file of weights each', () => {
    const files = modelFiles(manifest, ['teacher'])
    const folders = [...new Set(files.map(({ path }) => path.split('/')[0]))]
    expect(folders[0]).toBe('teacher')
    expect(folders).toHaveLength((manifest as { models: unknown[] }).models.length)
    for (const folder of folders) {
      const own = files.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path }) => path)
      expect(own.filter((path) => path.endsWith('.onnx'))).toHaveLength(1)
      expect(own).toEqual(expect.arrayContaining([`${folder}/config.json`, `${folder}/tokenizer.json`]))
    }
    expect(files.some(({ path }) => path === 'student/onnx/model.onnx')).toBe(true)
  })
})
