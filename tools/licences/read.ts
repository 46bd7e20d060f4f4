/**
 * @file The licences of all that ships in `dist/`: every package of package-lock.json that is not for development alone, types left out,
 * and what this repository adds itself. What is unknown or asks for the same licence from what is made with it is refused.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Licensed {
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  /** Where it comes from; '' where the package does not say. */
  readonly home: string
}

export interface LicensedText extends Licensed {
  /** The licence as it lies in the package; '' where none lies there. */
  readonly text: string
}

/** They ask for their notice and nothing of what is made with them. The fonts' licence asks that of fonts alone. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', 'Zlib', 'Unlicense'],
  ...['CC0-1.0', 'BlueOak-1.0.0', 'Python-2.0'],
])

interface LockEntry {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

interface Manifest {
  readonly name?: string
  readonly license?: unknown
  readonly licenses?: unknown
  readonly homepage?: string
  readonly repository?: string | { readonly url?: string }
}

/**
 * @param root of the repository, with package-lock.json and node_modules
 * @returns by name; this repository's own parts first
 */
export function licences(root: string): readonly LicensedText[] {
  const lock = read<{ readonly packages: Readonly<Record<string, LockEntry>> }>(join(root, 'package-lock.json'))
  const own = read<Manifest & { readonly version?: string }>(join(root, 'package.json'))
  const shipped = Object.entries(lock?.packages ?? {}).filter(
    ([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link && !nameOf(path).startsWith('@types/'),
  )
  const packages = shipped.map(([path, { version = '', license }]) => describe(root, path, version, license))
  const ours = { version: own?.version ?? '', licence: String(own?.license ?? ''), home: '', text: licenceText(root) }
  return [
    { ...ours, name: `${own?.name}` },
    { ...ours, name: `${own?.name}: models, tokenizers and recorded runs` },
    ...packages.sort((a, b) => (a.name < b.name ? -1 : 1)),
  ]
}

/** What may not ship: one line each that names the package, what was found and what to do. */
export function faults(all: readonly Licensed[]): readonly string[] {
  return all.flatMap(({ name, version, licence }) => {
    if (licence === '') return [`${name} ${version} names no licence: ask its authors, or take another package.`]
    if (isPermissive(licence)) return []
    return [
      `${name} ${version} is under ${licence}, which is not on the list of tools/licences/read.ts: take another package.`,
    ]
  })
}

/** Reads an SPDX expression: of OR one side is enough, of AND both are needed. */
export function isPermissive(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, ' ').trim()
  const some = plain.split(/\s+OR\s+/)
  return some.some((side) => side.split(/\s+AND\s+/).every((id) => PERMISSIVE.has(id.trim())))
}

/** All texts in one, for LICENCES.txt beside the page: most licences ask that their notice goes along. */
export function noticeText(all: readonly LicensedText[]): string {
  const parts = all.map(({ name, version, licence, home, text }) =>
    [`${name} ${version}`, licence, home, '', text.trim() || `The package holds no text of its licence (${licence}).`]
      .filter((line, i) => line !== '' || i === 3)
      .join('\n'),
  )
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function describe(root: string, path: string, version: string, locked: string | undefined): LicensedText {
  const folder = join(root, path)
  const manifest = read<Manifest>(join(folder, 'package.json'))
  const { license, licenses, homepage, repository } = manifest ?? {}
  const home = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  return {
    name: nameOf(path),
    version,
    licence: named(license) || named(licenses) || (locked ?? ''),
    home: home.replace(/^git\+/, '').replace(/\.git$/, ''),
    text: licenceText(folder),
  }
}

/** `"MIT"`, and the forms of old packages: `{ "type": "MIT" }`, and a list of either. */
function named(json: unknown): string {
  if (typeof json === 'string') return json
  if (Array.isArray(json)) return json.map(named).join(' OR ')
  if (typeof json === 'object' && json !== null && 'type' in json) return String(json.type)
  return ''
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function licenceText(folder: string): string {
  if (!existsSync(folder)) return ''
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|ofl)(\.|-|$)/i.test(name))
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8')
}

function read<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
}
