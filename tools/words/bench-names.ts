/** @file Words of recipes that the workbench shows: read off the shapes that its controls are made of. */
import { type FieldShape, SHAPES, type Shape } from '../../src/features/workbench/shapes.ts'
import { placeName, valueName } from '../../src/features/workbench/words.ts'

/** Pieces of errors that are put together of parts, as the workbench takes them apart. */
const PIECES = [
  ...['is missing', 'is {value}', 'has the unknown key {key}', 'at least one'],
  ...['a number of at least {n}', 'a number above {n}', 'a number of at most {n}', 'a number below {n}'],
  ...['The ramp ends before it starts.', 'Give an end at or after the start.'],
  ...['It names nothing of the {model}.', 'Write p_{model} or gap into it.'],
]

/** What keys and values of a recipe are called; single letters are called so everywhere. */
export function benchNames(): readonly string[] {
  const words = new Set<string>()
  const fields = (all: readonly FieldShape[]): void => {
    for (const { key, shape } of all) {
      words.add(placeName(key))
      walk(key, shape)
    }
  }
  function walk(name: string, shape: Shape): void {
    if (shape.is === 'choice') for (const value of shape.values) words.add(valueName(name, value))
    if (shape.is === 'list') for (const item of [shape.item, ...shape.fixed]) walk(name, item)
    if (shape.is === 'object') fields(shape.fields)
    if (shape.is === 'moving') for (const way of [shape.number, ...shape.ways]) walk(name, way)
    if (shape.is === 'kinds')
      for (const kind of shape.kinds) {
        words.add(valueName(name, kind.value))
        fields(kind.fields)
      }
  }
  for (const [name, shape] of Object.entries(SHAPES)) walk(name, shape)
  return [...[...words].filter((word) => /[a-z]{2}/.test(word)), ...PIECES]
}
