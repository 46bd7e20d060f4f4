/**
 * @file Which sentences the source says. What `t`, `mark`, `message` and `count` are given is read from its syntax; names in the registries
 * of rooms that know of no language are asked of the registries.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseSync } from 'vite'
import { pluralOf } from '../../src/i18n/words.ts'

const SRC = join(import.meta.dirname, '../../src')

/** A node of the syntax tree, as far as it is looked at. */
interface Node {
  readonly type: string
  readonly [part: string]: unknown
}

/** What a source file says. */
export interface Said {
  /** What it gives to `t`, `mark`, `message`, `count` and to an error: keys of the catalogues. */
  readonly asked: readonly string[]
  /** Its other texts, `{}` where a value is put in. */
  readonly texts: readonly string[]
}

/** Reads a source file's syntax for what it says. */
export function saidIn(source: string, file = 'source.tsx'): Said {
  const asked: string[] = []
  const texts: string[] = []
  each(parseSync(file, source).program, (node) => {
    const call = /^(?:Call|New)Expression$/.test(node.type) && isNode(node.callee) ? node.callee.name : undefined
    const given = Array.isArray(node.arguments) ? node.arguments : []
    if (call === 't' || call === 'mark' || call === 'message') asked.push(...textsOf(given[0]))
    else if (call === 'EngineError') asked.push(...textsOf(given[1]), ...textsOf(given[2]))
    else if (call === 'RecipeError' || call === 'ExpressionError')
      asked.push(...textsOf(given[0]), ...textsOf(given[1]))
    else if (call === 'fail' && given.length === 3) asked.push(...textsOf(given[1]), ...textsOf(given[2]))
    else if (call === 'count') {
      const [[one], [several]] = [textsOf(given[1]), textsOf(given[2])]
      if (one !== undefined && several !== undefined) asked.push(pluralOf(one, several))
    } else texts.push(...textsOf(node))
    return node.type !== 'ImportDeclaration'
  })
  // A template with values in it is no key: `message` has them beside the sentence.
  const keys = new Set(asked.filter((text) => !text.includes('{}')))
  return { asked: [...keys], texts: texts.filter((text) => !keys.has(text)) }
}

/** The source files that may speak: neither tests nor their doubles, nor the languages; the command line speaks English. */
export function sources(): readonly { readonly file: string; readonly source: string }[] {
  return readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test|test-helper|\.d\.ts/.test(entry.name))
    .map(({ parentPath, name }) => relative(SRC, join(parentPath, name)).replaceAll('\\', '/'))
    .filter((file) => !/^(?:i18n|testing|lab)\/|\/testing\//.test(file))
    .sort()
    .map((file) => ({ file: `src/${file}`, source: readFileSync(join(SRC, file), 'utf8') }))
}

/** The texts that an expression can be: of a literal, or of the two sides of a choice. */
function textsOf(node: unknown): readonly string[] {
  if (!isNode(node)) return []
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node.type === 'TemplateLiteral' && Array.isArray(node.quasis))
    return [node.quasis.map((part: { readonly value: { readonly cooked: string } }) => part.value.cooked).join('{}')]
  if (node.type === 'ConditionalExpression') return [...textsOf(node.consequent), ...textsOf(node.alternate)]
  return []
}

/** Visits a node and what stands in it; false keeps out of it. */
function each(node: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(node)) for (const one of node) each(one, visit)
  else if (isNode(node) && visit(node)) for (const part of Object.values(node)) each(part, visit)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
