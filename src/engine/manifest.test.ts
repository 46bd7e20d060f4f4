import { describe, expect, it } from 'vitest'
import { findModel, modelFile, modelInfo, validateManifest } from './manifest.ts'

const HASH = 'a'.repeat(64)

function example() {
  return {
    version: 1,
    models: [
      {
        id: 'student',
        name: 'Student',
        role: 'student',
        parameters: 900_000,
        description: 'Writes.',
        files: [
          { path: 'student/config.json', bytes: 10, sha256: HASH },
          { path: 'student/onnx/model.onnx', bytes: 400, sha256: HASH, precision: 'fp32' },
          { path: 'student/onnx/model_fp16.onnx', bytes: 200, sha256: HASH, precision: 'fp16' },
        ],
      },
    ],
  }
}

describe('validateManifest', () => {
  it('accepts what it should', () => {
    expect(validateManifest(example()).models[0]!.files).toHaveLength(3)
  })

  const broken: [string, (manifest: ReturnType<typeof example>) => void, RegExp][] = [
    ['another version', (m) => Object.assign(m, { version: 2 }), /version: expected 1, found 2/],
    [
      'an unknown role',
      (m) => Object.assign(m.models[0]!, { role: 'critic' }),
      /role: expected one of .*, found "critic"/,
    ],
    [
      'a path out of the folder',
      (m) => Object.assign(m.models[0]!.files[0]!, { path: '../x' }),
      /path: expected a plain path within the models folder, found "..\/x"/,
    ],
    ['an absolute address', (m) => Object.assign(m.models[0]!.files[0]!, { path: 'https://x/y' }), /plain path within/],
    [
      'a short hash',
      (m) => Object.assign(m.models[0]!.files[0]!, { sha256: 'abc' }),
      /files\[0\].sha256: expected 64 lower-case hexadecimal digits, found "abc"/,
    ],
    [
      'a negative size',
      (m) => Object.assign(m.models[0]!.files[0]!, { bytes: -1 }),
      /models\[0\].files\[0\].bytes: expected a whole number of at least 0, found -1/,
    ],
    [
      'the same id twice',
      (m) => m.models.push(m.models[0]!),
      /models\[1\].id: expected an id that no other model has, found "student"/,
    ],
    [
      'an id that is a path',
      (m) => Object.assign(m.models[0]!, { id: 'a/b' }),
      /models\[0\].id: expected a plain folder name, found "a\/b"/,
    ],
  ]
  it.each(broken)('refuses %s', (_, spoil, message) => {
    const manifest = example()
    spoil(manifest)
    expect(() => validateManifest(manifest)).toThrow(message)
  })

  it('refuses anything that is no object', () => {
    expect(() => validateManifest([])).toThrow(/the manifest: expected an object/)
    expect(() => validateManifest(null)).toThrow(/the manifest: expected an object/)
  })
})

describe('lookups', () => {
  const manifest = validateManifest(example())
  const student = findModel(manifest, 'student')

  it('describe the file that would be loaded', () => {
    expect(modelInfo(student, 'fp16').bytes).toBe(200)
    expect(modelInfo(student, 'fp32').bytes).toBe(400)
  })

  it('fall back to the precision that there is', () => {
    const half = { ...student, files: student.files.filter(({ precision }) => precision !== 'fp32') }
    expect(modelInfo(half, 'fp32').bytes).toBe(200)
  })

  it('name what is there when something is not', () => {
    expect(() => findModel(manifest, 'teacher')).toThrow(expect.objectContaining({ code: 'unknown-model' }))
    expect(() => findModel(manifest, 'teacher')).toThrow(expect.objectContaining({ remedy: 'Choose one of: student.' }))
    expect(() => modelFile(student, 'tokenizer.json')).toThrow(expect.objectContaining({ code: 'missing-file' }))
  })
})
