/**
 * @file Files as accidents and ill will make them: valid JSON with pieces dropped, swapped and made odd, and text that is no JSON any
 * more. Arbitraries of fast-check, so that what fails is shrunk to the least that still fails.
 */
import fc from 'fast-check'

/** Keys that mean something to JavaScript and nothing to a format. */
export const ODD_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  '',
  '\ud800',
] as const

/** Stands for lists in lists, deeper than any stack bears, until the whole is written as text. */
const BOTTOMLESS = '@bottomless@'
const DEEP_TEXT = `${'['.repeat(20_000)}${']'.repeat(20_000)}`

const ODD_NUMBERS = [
  ...[0, -0, -1, 0.5, 1.5, -1e-9, 1e-12, 1e21, -1e308, Number.MAX_VALUE, Number.MIN_VALUE],
  ...[2 ** 31, 2 ** 32, 2 ** 53, Number.MAX_SAFE_INTEGER, 4_294_967_290, 0.1234567891234567],
]

const ODD_TEXTS = [
  ...['', ' ', 'NaN', 'Infinity', '-Infinity', '1', '0x10', 'null', 'true', '0,5', '\ufeff', '\u0000', '\n', '\r\n'],
  ...[
    '\ud800',
    '\udc00a',
    '\u202e',
    '../../etc/passwd',
    '%2e%2e/x',
    'https://elsewhere.example/',
    '<img src=x onerror=alert(1)>',
  ],
  ...['x'.repeat(5000), '𝒳'.repeat(40), 'é'.repeat(300), ...ODD_KEYS],
]

/** Anything that JSON can hold, and the usual suspects more often. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: 1 }) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...ODD_NUMBERS) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...ODD_TEXTS) },
  { weight: 1, arbitrary: fc.constant<unknown>(BOTTOMLESS) },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 3000 }, () => 0)) },
  { weight: 2, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)

type Container = Record<string, unknown> | unknown[]

interface Mutation {
  /** Which way to take at each fork: shares of what there is to choose from. */
  readonly way: readonly number[]
  readonly what: 'put' | 'drop' | 'add' | 'twice' | 'nudge' | 'lengthen' | 'shuffle'
  readonly value: unknown
  readonly key: string
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  way: fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 1, maxLength: 7 }),
  what: fc.constantFrom<Mutation['what']>('put', 'put', 'put', 'drop', 'add', 'twice', 'nudge', 'lengthen', 'shuffle'),
  value: oddValue,
  key: fc.oneof(fc.constantFrom<string>(...ODD_KEYS), fc.string({ maxLength: 6 })),
})

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

/** Puts an own property, whatever its name: `__proto__` too. */
function put(into: Container, key: string, value: unknown): void {
  Object.defineProperty(into, key, { value, enumerable: true, writable: true, configurable: true })
}

function change(root: { value: unknown }, { way, what, value: given, key }: Mutation): void {
  // A mutation may be applied twice, and what it put in may be changed by the next.
  const value: unknown = structuredClone(given)
  let at: Container = root as unknown as Container
  let name = 'value'
  for (const share of way) {
    const inside: unknown = Reflect.get(at, name)
    if (!isContainer(inside)) break
    const keys = Object.keys(inside)
    const chosen = keys[Math.floor(share * keys.length)]
    if (chosen === undefined) break
    at = inside
    name = chosen
  }
  const old: unknown = Reflect.get(at, name)
  switch (what) {
    case 'put':
      put(at, name, value)
      return
    case 'drop':
      if (Array.isArray(at)) at.splice(Number(name), 1)
      else Reflect.deleteProperty(at, name)
      return
    case 'add':
      if (isContainer(old) && !Array.isArray(old)) put(old, key, value)
      return
    case 'twice':
      if (Array.isArray(at)) at.splice(Number(name), 0, structuredClone(old))
      else put(at, key, old)
      return
    case 'nudge':
      if (typeof old === 'number') put(at, name, [-old, old + 0.25, old * 1e9, old + 1e-7][key.length % 4])
      else if (typeof old === 'string') put(at, name, old.slice(0, -1))
      return
    case 'lengthen':
      if (typeof old === 'string') put(at, name, old + (typeof value === 'string' ? value : '\ud83d'))
      return
    case 'shuffle':
      if (Array.isArray(old)) old.reverse()
      return
  }
}

/** A copy of one of the examples with one to four things wrong. */
export function mutatedJson(examples: readonly unknown[]): fc.Arbitrary<unknown> {
  const texts = examples.map((example) => JSON.stringify(example))
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(mutation, { minLength: 1, maxLength: 4 }))
    .map(([text, mutations]) => {
      const root: { value: unknown } = { value: JSON.parse(text) }
      for (const each of mutations) change(root, each)
      return root.value
    })
}

type Spoil = (text: string, share: number, piece: string) => string

const at = (text: string, share: number): number => Math.floor(share * (text.length + 1))

const SPOILS: readonly Spoil[] = [
  (text) => text,
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll(',"', ',\r\n"'),
  (text, share) => text.slice(0, at(text, share)),
  (text, share, piece) => text.slice(0, at(text, share)) + piece + text.slice(at(text, share)),
  (text, share) => text.slice(0, at(text, share)) + text.slice(at(text, share) + 1),
  // As Python's json writes what JSON does not have.
  (text, share) => text.slice(0, at(text, share)) + text.slice(at(text, share)).replace(/-?\d+(\.\d+)?/, 'NaN'),
  (text, share) => text.slice(0, at(text, share)) + text.slice(at(text, share)).replace(/-?\d+(\.\d+)?/, '-Infinity'),
  // A key that stands twice: the last one counts.
  (text, _, piece) => text.replace('{', `{${JSON.stringify(piece)}:1,${text.match(/"[^"]*"/)?.[0] ?? '"a"'}:null,`),
  (text) => text.replaceAll('"', "'"),
  (text) => `${text}${text}`,
  (text) => `[${text}]`,
  (text) => `/* a comment */ ${text}`,
  // UTF-16 that was read as UTF-8.
  (text) => [...text.slice(0, 2000)].join('\u0000'),
  (text) => text.replaceAll('}', ',}'),
]

/** JSON text as it may come out of a file: mutated, spoilt, or garbage from the start. */
export function hostileText(examples: readonly unknown[]): fc.Arbitrary<string> {
  const spoilt = fc
    .tuple(
      mutatedJson(examples),
      fc.constantFrom(...SPOILS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    .map(([json, spoil, share, piece]) => spoil(deepText(json), share, piece))
  return fc.oneof({ weight: 12, arbitrary: spoilt }, { weight: 1, arbitrary: garbage })
}

const garbage: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
  fc.constantFrom('[', '{"a":', '""', '[[[[', 'null', '9'.repeat(400), '['.repeat(30_000), '{"a":'.repeat(30_000)),
)

const deepText = (json: unknown): string =>
  (JSON.stringify(json) ?? 'null').replaceAll(`"${BOTTOMLESS}"`, () => DEEP_TEXT)

/** Bytes: an example with pieces changed, cut out, doubled; or any. */
export function mutatedBytes(examples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const cut = fc.tuple(
    fc.constantFrom(...examples),
    fc.array(fc.tuple(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.nat(255), fc.nat(3)), { maxLength: 6 }),
  )
  const changed = cut.map(([example, changes]) => {
    let bytes = Array.from(example)
    for (const [share, byte, what] of changes) {
      // The beginnings of files hold lengths and names: half of all changes fall there.
      const place = Math.floor(share < 0.5 ? share * 2 * Math.min(160, bytes.length) : share * bytes.length)
      if (what === 0) bytes.splice(place, 1)
      else if (what === 1) bytes.splice(place, 0, byte)
      else if (what === 2) bytes = bytes.slice(0, place)
      else bytes[place] = byte
    }
    return Uint8Array.from(bytes)
  })
  return fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) })
}
