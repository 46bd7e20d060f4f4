/** @file What ships may ship, and what may not is found. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PERMISSIONS_POLICY } from '../../vite.csp.ts'
import { faults, isPermissive, licences, noticeText } from './read.ts'

const REGISTRY = 'https://registry.npmjs.org/'
const ROOT = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'licences-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('what ships', () => {
  const all = licences(ROOT)

  it('is permissive, all of it, with fonts and models', () => {
    expect(faults(all)).toEqual([])
    const of = (name: string) => all.find((each) => each.name === name)?.licence
    expect(of('react')).toBe('MIT')
    expect(of('onnxruntime-web')).toBe('MIT')
    expect(of('@fontsource-variable/source-serif-4')).toBe('OFL-1.1')
    expect(all.some(({ name }) => name.includes('models'))).toBe(true)
    // What only builds and tests does not ship.
    expect(of('vite')).toBeUndefined()
    expect(of('playwright')).toBeUndefined()
  })

  it('names every dependency that the page imports', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const names = all.map(({ name }) => name)
    expect(Object.keys(dependencies).filter((name) => !names.includes(name))).toEqual([])
  })

  it('carries its notices along', () => {
    const text = noticeText(all)
    expect(text).toContain('Copyright (c) Meta Platforms')
    expect(text).toContain('SIL OPEN FONT LICENSE')
  })
})

describe('what may not ship', () => {
  it('is refused by name: another licence, none, and an old form of one', () => {
    const packages: Record<string, object> = { '': {} }
    const add = (name: string, manifest: object, lock: object = {}): void => {
      packages[`node_modules/${name}`] = { version: '1.0.0', ...lock }
      mkdirSync(join(folder, 'node_modules', name), { recursive: true })
      writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify(manifest))
    }
    add('copyleft', { license: 'GPL-3.0-only' })
    add('nothing', {})
    add('see', { license: 'SEE LICENSE IN eula.txt' })
    add('old', { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] })
    add('locked', {}, { license: 'ISC' })
    add('tool', { license: 'AGPL-3.0' }, { dev: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'own', version: '2.0.0', license: 'MIT' }))
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
    const lines = faults(licences(folder))
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['copyleft', 'nothing', 'see'])
    expect(lines[0]).toContain('GPL-3.0-only')
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND GPL-3.0', false],
    ['(Apache-2.0 AND BSD-3-Clause)', true],
    ['LGPL-2.1', false],
    ['MPL-2.0', false],
    ['', false],
    ['UNLICENSED', false],
  ])('reads %s', (expression, fine) => {
    expect(isPermissive(expression)).toBe(fine)
  })
})

describe('what the page may ask the browser for', () => {
  it('is the same on hosts that read _headers', () => {
    expect(readFileSync(join(ROOT, 'public/_headers'), 'utf8')).toContain(`Permissions-Policy: ${PERMISSIONS_POLICY}\n`)
  })
})

describe('dependencies', () => {
  it('are pinned exactly, and come from the registry with a hash', () => {
    const wanted = ['package.json', 'tools/reference/package.json'].flatMap((path) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
      return Object.entries<string>({ ...dependencies, ...devDependencies })
    })
    const loose = wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    expect(loose).toEqual([])
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^save-exact=true$/m)
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
    const strange = Object.entries<{ resolved?: string; integrity?: string; link?: boolean }>(lock.packages)
      .filter(([path, { link }]) => path.includes('node_modules/') && !link)
      .filter(
        // Without an address npm asks the registry; the hash says what it must send.
        ([, { resolved = REGISTRY, integrity }]) => !resolved.startsWith(REGISTRY) || !integrity?.startsWith('sha512-'),
      )
    expect(strange.map(([path]) => path)).toEqual([])
  })
})
