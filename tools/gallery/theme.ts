/**
 * @file The page's style sheets for a drawing that stands alone: only the rules that it uses, with the theme's colours and fonts
 * written in as they are on paper, and behind them what is otherwise at night.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postcss, { type Root, type Rule } from 'postcss'

const SOURCE = join(import.meta.dirname, '../../src')
/** Only moves, answers to a pointer, or matters in a page. */
const IDLE = /^(transition|animation|cursor|touch-action|pointer-events|scrollbar|-webkit|text-size-adjust)/
const IN_USE = /:(hover|active|focus|focus-visible)|\[dir|^(html|body)\b/

export interface Theme {
  /** Rules for a drawing's markup, as the content of a `style` element. */
  readonly style: (markup: string) => string
  /** Markup whose attributes name no colour by a variable. */
  readonly resolved: (markup: string) => string
}

interface Token {
  readonly paper: string
  readonly night: string
}

/** Reads the theme and the charts' rules from `src`. @throws where the theme has no colours */
export function readTheme(): Theme {
  const tokens = tokensOf(readFileSync(join(SOURCE, 'ui/theme.css'), 'utf8'))
  const files = [
    ...[join(SOURCE, 'ui/base.css'), join(import.meta.dirname, 'figure.css')],
    ...sheetsBelow(join(SOURCE, 'charts')),
  ]
  const sheet = postcss.root({ nodes: files.flatMap((file) => postcss.parse(readFileSync(file, 'utf8')).nodes) })
  sheet.walkAtRules((rule) => {
    rule.remove()
  })
  sheet.walkComments((comment) => {
    comment.remove()
  })
  sheet.walkDecls(IDLE, (declaration) => {
    declaration.remove()
  })

  const substitute = (text: string, side: keyof Token): string =>
    text.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => tokens.get(name)?.[side] ?? whole)
  return {
    resolved: (markup) => substitute(markup, 'paper'),
    style: (markup) => {
      const paper = rulesFor(sheet, markup)
      const night = paper.clone()
      for (const [rules, side] of [
        [paper, 'paper'],
        [night, 'night'],
      ] as const)
        rules.walkDecls((declaration) => {
          declaration.value = substitute(declaration.value, side)
        })
      keepDifferent(night, paper)
      const inline = new Set(markup.match(/\b(?:fill|stroke)="var\(--[\w-]+\)"/g))
      const attributes = [...inline].map((attribute) => {
        const [name = ''] = attribute.split('=')
        return `[${substitute(attribute, 'paper')}] { ${name}: ${substitute(attribute, 'night').slice(name.length + 2, -1)}; }`
      })
      return `${paper}\n@media (prefers-color-scheme: dark) {${[night, ...attributes].join('\n')}\n}`
    },
  }
}

/** The custom properties of the first rule; `light-dark(a, b)` anywhere in one is a on paper and b at night. */
function tokensOf(css: string): ReadonlyMap<string, Token> {
  const found = new Map<string, Token>()
  // Values come to stand in attributes, too.
  const quoted = (value: string): string => value.replaceAll('"', "'")
  const [rule] = postcss.parse(css).nodes.filter((node) => node.type === 'rule')
  rule?.walkDecls(/^--/, ({ prop, value }) => {
    const side = (which: string): string =>
      value.replace(/light-dark\(((?:[^(),]|\([^)]*\))+),\s*((?:[^(),]|\([^)]*\))+)\)/g, which)
    found.set(prop, { paper: quoted(side('$1')), night: quoted(side('$2')) })
  })
  if (!found.has('--ink')) throw new Error('The theme names no --ink: where did its colours go?')
  return found
}

function sheetsBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.css'))
    .sort()
    .map((name) => join(folder, name))
}

/** The rules whose every class stands in the markup, one line each. */
function rulesFor(sheet: Root, markup: string): Root {
  const classes = new Set([...markup.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')))
  const elements = new Set([...markup.matchAll(/<(\w+)/g)].map(([, name = '']) => name))
  const used = (selector: string): boolean =>
    !IN_USE.test(selector) &&
    [...selector.matchAll(/\.([\w-]+)/g)].every(([, name = '']) => classes.has(name)) &&
    [...selector.matchAll(/(?<![\w.:(-])([a-z]\w*)/g)].every(([, name = '']) => elements.has(name))
  const rules = postcss.root()
  sheet.walkRules((rule) => {
    const selectors = rule.selectors.filter(used)
    if (selectors.length > 0 && rule.nodes.length > 0) rules.append(compact(rule.clone({ selectors })))
  })
  return rules
}

function compact(rule: Rule): Rule {
  rule.raws = { before: '\n', between: ' ', after: ' ', semicolon: true }
  rule.selector = rule.selectors.join(', ')
  for (const node of rule.nodes) {
    node.raws = { ...node.raws, before: ' ' }
    if (node.type === 'decl') node.value = node.value.replace(/\s+/g, ' ')
  }
  return rule
}

/** Leaves of `rules` only the declarations that differ from those of `others`, which has the same ones. */
function keepDifferent(rules: Root, others: Root): void {
  const values: string[] = []
  others.walkDecls(({ value }) => {
    values.push(value)
  })
  let at = 0
  const same: (() => void)[] = []
  rules.walkDecls((declaration) => {
    if (values[at++] === declaration.value) same.push(() => declaration.remove())
  })
  for (const remove of same) remove()
  rules.walkRules((rule) => {
    if (rule.nodes.length === 0) rule.remove()
  })
}
