/**
 * @file The house rule that keeps a feature's styles in the feature, read from every style sheet: a class that a rule begins with
 * belongs to one room, and every rule of a feature begins with one of its own. So a rule reaches its own parts and what they hold,
 * and nothing beside them, in whichever order the sheets are fetched.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type ChildNode, type Container, parse, type Rule } from 'postcss'
import { describe, expect, it } from 'vitest'

const ROOT = import.meta.dirname

/** Documents of their own, which no other sheet reaches; and the sheet of paper, which takes away what paper cannot do. */
const APART = ['chapter/', 'embed/cell.css', 'app/print.css', 'app/phone/']

interface Selector {
  readonly file: string
  readonly room: string
  readonly text: string
  /** The class that it begins with; null for none. */
  readonly head: string | null
}

const sheets = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.css') && !APART.some((start) => path.startsWith(start)))

/** `features/rail`, `ui`, `stage`, … */
const roomOf = (file: string): string =>
  file
    .split('/')
    .slice(0, file.startsWith('features/') ? 2 : 1)
    .join('/')

function rulesOf(parent: Container<ChildNode>): readonly Rule[] {
  return (parent.nodes ?? []).flatMap((node) => {
    if (node.type === 'rule') return [node]
    return node.type === 'atrule' && !node.name.endsWith('keyframes') && node.nodes ? rulesOf(node) : []
  })
}

const selectors: readonly Selector[] = sheets.flatMap((file) => {
  const rules = rulesOf(parse(readFileSync(join(ROOT, file), 'utf8')))
  return rules.flatMap(({ selectors }) =>
    selectors.map((text) => ({
      ...{ file, room: roomOf(file), text: text.replaceAll(/\s+/g, ' ') },
      head: /\.([a-zA-Z][\w-]*)/.exec(text)?.[1] ?? null,
    })),
  )
})

/** What a rule may begin with where it speaks of a state of the whole page, which its feature sets: `:root[data-lesson]`. */
const OF_THE_PAGE = /^:root(?:\[data-|:has\()/

describe('a style sheet', () => {
  it('shares no class that its rules begin with with another room', () => {
    const rooms = new Map<string, Set<string>>()
    for (const { head, room, text } of selectors)
      if (head && !OF_THE_PAGE.test(text)) rooms.set(head, (rooms.get(head) ?? new Set()).add(room))
    const shared = [...rooms].filter(([, all]) => all.size > 1).map(([name, all]) => `.${name}: ${[...all].join(', ')}`)
    expect(shared).toEqual([])
  })

  it('of a feature begins every rule with a class of the feature', () => {
    const owners = new Map(
      selectors.filter(({ text }) => !OF_THE_PAGE.test(text)).map(({ head, room }) => [head, room] as const),
    )
    const strays = selectors
      .filter(({ room, text }) => room.startsWith('features/') && !OF_THE_PAGE.test(text))
      .filter(({ head, room }) => head === null || owners.get(head) !== room)
      .map(({ file, text }) => `${relative('features', file)}: ${text}`)
    expect(strays).toEqual([])
  })
})
