/**
 * @file The house rules that low floors import nothing above them, and that no imports go round in a circle, read from the import lines
 * of every source file. `npm run circles` has Biome look for circles too, which takes it half a minute of work.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = import.meta.dirname

/** What each room may import besides itself. Tests may import what they test with. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  message: [],
  i18n: ['message'],
  json: ['message'],
  divergence: ['json'],
  world: ['message'],
  onnx: [],
  network: ['onnx', 'world'],
  methods: ['message', 'json', 'divergence', 'world', 'onnx', 'network'],
  // Recipes for the field's trainers: what each can express, and the folder that it starts from.
  trainers: ['json', 'methods', 'divergence', 'world'],
  engine: ['message', 'json', 'methods', 'divergence', 'world', 'onnx', 'network'],
  worker: ['message', 'engine', 'methods', 'divergence', 'world', 'onnx', 'network'],
  settings: ['message', 'json', 'i18n', 'engine', 'methods', 'divergence', 'world'],
  formats: ['message', 'json', 'settings', 'i18n', 'engine', 'methods', 'divergence', 'world'],
  // Teachers and students on servers: wire formats, requests, what is known of a divergence from a top k, whose tokens a text has.
  remote: ['divergence', 'world'],
  // What trainers wrote, in one form.
  imports: ['json'],
  store: ['message', 'formats', 'settings', 'i18n', 'worker', 'engine', 'methods', 'divergence', 'world'],
  ui: ['i18n'],
  charts: ['i18n', 'ui', 'divergence'],
  embed: ['message', 'json', 'charts', 'ui'],
  controls: ['json', 'i18n', 'store', 'formats', 'settings', 'ui'],
  stage: [
    ...['message', 'controls', 'i18n', 'store', 'formats', 'settings', 'charts', 'ui', 'engine', 'methods'],
    ...['divergence', 'world'],
  ],
  features: [
    ...['message', 'json', 'stage', 'controls', 'i18n', 'store', 'formats', 'settings', 'charts', 'ui', 'worker'],
    ...['engine', 'methods', 'divergence', 'world', 'trainers', 'imports', 'remote'],
  ],
  testing: ['features', 'store', 'settings', 'engine'],
  app: [
    ...['message', 'features', 'stage', 'controls', 'i18n', 'store', 'formats', 'settings', 'charts', 'ui', 'embed'],
    ...['json', 'worker', 'engine', 'methods', 'divergence', 'world', 'imports', 'remote'],
  ],
  // The article beside the page: text and numbers to HTML, and the one script that makes its figures live.
  chapter: ['i18n', 'divergence', 'ui'],
  lab: [
    ...[
      'message',
      'json',
      'trainers',
      'imports',
      'remote',
      'engine',
      'methods',
      'divergence',
      'world',
      'onnx',
      'network',
    ],
    ...['formats', 'settings'],
  ],
}

const all = readdirSync(ROOT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
const files = all.filter((file) => !/\.test|test-helper/.test(file))

/** Paths within src, of values and of types, fetched at once or later. */
function importsIn(file: string): readonly string[] {
  const found = readFileSync(file, 'utf8').matchAll(/(?:from|import|import\()\s*'(\.[^'?]+)/g)
  return [...found].map(([, path = '']) => relative(ROOT, resolve(dirname(file), path)))
}

const graphOfSrc = new Map(all.map((file) => [file, importsIn(file)]))
const imports = (file: string): readonly string[] => graphOfSrc.get(file) ?? []

/** The first circle that a walk along the edges of a graph comes to, from its first node round to that node again; empty if there is none. */
function circleIn(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const walk = (node: string, path: readonly string[]): readonly string[] => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return []
    for (const next of edges.get(node) ?? []) {
      const circle = walk(next, [...path, node])
      if (circle.length > 0) return circle
    }
    done.add(node)
    return []
  }
  for (const node of edges.keys()) {
    const circle = walk(node, [])
    if (circle.length > 0) return circle
  }
  return []
}

describe('the rooms of the house', () => {
  it('has every folder of src on the list', () => {
    const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(BELOW).sort())
  })

  it('imports only from itself and from below', () => {
    const wrong = files.flatMap((file) => {
      const [room = ''] = relative(ROOT, file).split('/')
      return imports(file)
        .filter((path) => !path.startsWith(`${room}/`) && !BELOW[room]?.includes(path.split('/')[0] ?? ''))
        .map((path) => `${relative(ROOT, file)} imports ${path}`)
    })
    expect(wrong).toEqual([])
  })

  it('has no imports that go round in a circle', () => {
    const graph = { a: ['b', 'c'], b: ['d'], c: ['b'], d: ['c'] }
    expect(circleIn(new Map(Object.entries(graph)))).toEqual(['b', 'd', 'c', 'b'])
    expect(circleIn(new Map([...graphOfSrc].map(([file, paths]) => [relative(ROOT, file), paths])))).toEqual([])
  })

  it('keeps features apart from each other', () => {
    const wrong = files.flatMap((file) => {
      const own = featureOf(relative(ROOT, file))
      return imports(file)
        .filter((path) => own !== null && featureOf(path) !== null && featureOf(path) !== own)
        .map((path) => `${relative(ROOT, file)} imports ${path}`)
    })
    expect(wrong).toEqual([])
  })

  it('reaches into a feature from three files at most: the list, and where the page draws it', () => {
    const users = new Map<string, Set<string>>()
    for (const file of files) {
      const name = relative(ROOT, file)
      for (const path of imports(file)) {
        const feature = featureOf(path)
        if (feature === null || feature === featureOf(name)) continue
        users.set(feature, (users.get(feature) ?? new Set()).add(name))
      }
    }
    expect([...users].filter(([, from]) => from.size > 3).map(([feature, from]) => [feature, ...from])).toEqual([])
  })
})

/** The feature that a file of src belongs to; null for the list of features and for other rooms. */
function featureOf(path: string): string | null {
  const [room, feature, ...rest] = path.split('/')
  return room === 'features' && rest.length > 0 ? (feature ?? null) : null
}
