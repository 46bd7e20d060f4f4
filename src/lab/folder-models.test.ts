import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseJson } from '../engine/files.ts'
import { findModel, validateManifest } from '../engine/manifest.ts'
import { withFolders } from './folder-models.ts'
import { nodeFiles } from './node-files.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ hookTimeout: 60_000 })

let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
})
afterAll(() => remove())

async function overlaid(...choices: string[]) {
  const { files, idOf } = await withFolders(nodeFiles(folder), choices)
  const manifest = validateManifest(parseJson(await files.read('manifest.json'), 'manifest.json'))
  return { files, idOf, manifest }
}

describe('a model in a folder of its own', () => {
  it('stands beside the shipped ones, under an id that none of them has', async () => {
    const saved = join(folder, 'student')
    const { files, idOf, manifest } = await overlaid(saved, 'teacher')
    const id = idOf(saved)
    expect(idOf('teacher')).toBe('teacher')
    expect(manifest.models.map((model) => model.id)).toEqual(['student', 'teacher', id])
    for (const expected of findModel(manifest, id).files) {
      await expect(files.read(expected.path, { expected })).resolves.toHaveLength(expected.bytes)
    }
  })

  it('keeps two folders of one name apart, and knows one folder by several paths', async () => {
    const copy = join(folder, 'elsewhere', 'student')
    cpSync(join(folder, 'student'), copy, { recursive: true })
    const { idOf, manifest } = await overlaid(join(folder, 'student'), copy, `${copy}/`)
    expect(manifest.models).toHaveLength(4)
    expect(idOf(copy)).not.toBe(idOf(join(folder, 'student')))
    expect(idOf(`${copy}/`)).toBe(idOf(copy))
  })

  it('is refused when it is not complete', async () => {
    const broken = join(folder, 'elsewhere', 'broken')
    cpSync(join(folder, 'student'), broken, { recursive: true })
    rmSync(join(broken, 'tokenizer_config.json'))
    await expect(overlaid(broken)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(/broken is not a complete model \(.*tokenizer_config\.json is missing\)/),
    })
  })
})
