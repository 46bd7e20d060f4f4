/**
 * @file Cascade layers, by where a style sheet stands: a rule of a feature wins over one of a button however long their selectors are, and
 * in whichever order the sheets are fetched. Every sheet names the order, because nobody knows which comes first.
 */
import { relative, sep } from 'node:path'
import { atRule, type ChildNode, type Plugin } from 'postcss'

/** The last wins. */
const ORDER = ['library', 'tokens', 'base', 'ui', 'charts', 'controls', 'stage', 'app', 'features', 'paper'] as const
export type Layer = (typeof ORDER)[number]

const SHEETS: Readonly<Record<string, Layer>> = {
  'ui/theme.css': 'tokens',
  'ui/base.css': 'base',
  'app/print.css': 'paper',
}

/** Statements of a whole document: faces are looked for at the top of a sheet, pages have no cascade. */
const OUTSIDE = ['font-face', 'page', 'charset', 'import', 'namespace', 'property']

/**
 * The layer of a sheet.
 * @param file its path from the root of the project, with slashes
 */
export function layerOf(file: string): Layer {
  if (!file.startsWith('src/')) return 'library'
  const path = file.slice('src/'.length)
  const room = path.split('/')[0]
  // Documents beside the page, such as the chapter, have sheets of their own over the same ground.
  return SHEETS[path] ?? ORDER.find((layer) => layer === room) ?? 'app'
}

/** @param root of the project */
export function layers(root: string): Plugin {
  return {
    postcssPlugin: 'layers',
    Once(sheet) {
      const file = sheet.source?.input.file ?? ''
      const stays = (node: ChildNode): boolean => node.type === 'atrule' && OUTSIDE.includes(node.name)
      const inside = sheet.nodes.filter((node) => !stays(node) && node.type !== 'comment')
      if (inside.length === 0) return
      const layer = atRule({ name: 'layer', params: layerOf(relative(root, file).replaceAll(sep, '/')), nodes: [] })
      layer.append(inside)
      sheet.append(atRule({ name: 'layer', params: ORDER.join(', ') }), layer)
    },
  }
}
