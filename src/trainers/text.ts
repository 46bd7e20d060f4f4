/** @file Settings as YAML, shell words and Python literals. */
import type { Setting, Settings } from './trainer.ts'

/** Words that YAML 1.1 (PyYAML, OmegaConf) reads as something else than text. */
const YAML_WORD = /^(?:|~|null|true|false|yes|no|on|off|[-+.\d].*)$/i

function yamlScalar(value: Setting): string {
  if (Array.isArray(value)) return `[${value.map((entry) => yamlScalar(entry as Setting)).join(', ')}]`
  if (typeof value === 'string')
    return YAML_WORD.test(value) || /[:#{}[\],&*!|>'"%@`\n]|^\s|\s$/.test(value) ? JSON.stringify(value) : value
  return typeof value === 'number' ? yamlNumber(value) : String(value)
}

/** PyYAML reads 1e-06 as text: it wants a dot in the mantissa. */
export function yamlNumber(value: number): string {
  const text = String(value)
  return /^-?\d+e/.test(text) ? text.replace('e', '.0e') : text
}

interface Tree {
  [key: string]: Setting | Tree
}

function isTree(value: Setting | Tree | undefined): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Dotted keys as a nested mapping. */
export function yaml(settings: Settings): string {
  const tree: Tree = {}
  for (const [key, value] of Object.entries(settings)) {
    const path = key.split('.')
    const last = path.pop() ?? key
    let at = tree
    for (const name of path) {
      const next = at[name]
      const inside = isTree(next) ? next : {}
      at[name] = inside
      at = inside
    }
    at[last] = value
  }
  return lines(tree, '').join('\n').concat('\n')
}

function lines(tree: Tree, indent: string): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? [`${indent}${key}:`, ...lines(value, `${indent}  `)] : [`${indent}${key}: ${yamlScalar(value)}`],
  )
}

/** One word of a shell command. $HERE, the export's folder, stays open to the shell. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (text.includes('$HERE')) return `"${text.replaceAll(/["\\`]|\$(?!HERE)/g, '\\$&')}"`
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function shellValue(value: Setting): string {
  if (Array.isArray(value))
    return `[${value.map((entry) => (typeof entry === 'string' ? `'${entry}'` : entry)).join(',')}]`
  return value === null ? 'null' : String(value)
}

/** `key=value` words of Hydra and chz. */
export function overrides(settings: Settings, pythonic = false): readonly string[] {
  return Object.entries(settings).map(([key, value]) => {
    const text = typeof value === 'boolean' && pythonic ? (value ? 'True' : 'False') : shellValue(value)
    return shellWord(`${key}=${text}`)
  })
}

/** `--key value` words; true is the bare flag where `bare`. */
export function flags(settings: Settings, bare: boolean): readonly string[] {
  return Object.entries(settings).flatMap(([key, value]) => {
    if (value === false && bare) return []
    if (value === true && bare) return [`--${key}`]
    return [`--${key} ${shellWord(shellValue(value))}`]
  })
}

/** A bash script that runs one command from a folder of the trainer's. */
export function script(
  comment: readonly string[],
  command: string,
  words: readonly string[],
  before: readonly string[] = [],
): string {
  return [
    '#!/usr/bin/env bash',
    ...comment.map((line) => `# ${line}`),
    'set -euo pipefail',
    'HERE="$(cd "$(dirname "$0")" && pwd)"',
    ...before,
    `${command} ${['', ...words, '"$@"'].join(' \\\n  ').trimStart()}`,
    '',
  ].join('\n')
}

/** The line of a script that goes to a checkout, whose place a variable says. */
export const checkout = (variable: string, repository: string): string =>
  `cd "\${${variable}:?set ${variable} to a checkout of ${repository}}"`

/** A Python literal. */
export function python(value: Setting): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return String(value)
  return `[${value.map((entry) => python(entry)).join(', ')}]`
}
