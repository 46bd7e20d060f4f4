/**
 * @file What may stand at each place of a recipe, read off the recipes' own schema: so a control exists for everything that a recipe can
 * say, and nothing of it is told twice. Pure.
 */
import { LOSS_DIVERGENCES } from '../../methods/divergences/registry.ts'
import { RECIPE_SCHEMA } from '../../methods/schema/recipe.ts'
import { OTHER_TEACHERS, SELF_TEACHER } from '../../methods/teachers.ts'
import { WEIGHTS } from '../../methods/weights/weights.ts'

export type Json = unknown
export type JsonObject = Readonly<Record<string, Json>>

export interface FieldShape {
  readonly key: string
  readonly required: boolean
  readonly shape: Shape
}

/** One of the objects of a union, told from the others by its tag; `value` null stands for null itself. */
export interface Kind {
  readonly value: string | null
  readonly fields: readonly FieldShape[]
}

export type Shape =
  | {
      readonly is: 'number'
      readonly whole: boolean
      readonly min: number
      readonly max: number
      readonly open: boolean
    }
  | { readonly is: 'text' }
  | { readonly is: 'flag' }
  | { readonly is: 'choice'; readonly values: readonly (string | number)[] }
  /** `fixed`: what stands at each place of a list that has always as many. */
  | {
      readonly is: 'list'
      readonly item: Shape
      readonly fixed: readonly Shape[]
      readonly least: number
      readonly most: number
    }
  | { readonly is: 'object'; readonly fields: readonly FieldShape[] }
  | { readonly is: 'kinds'; readonly tag: 'kind' | 'id'; readonly kinds: readonly Kind[] }
  /** A number, or objects that say how it moves. */
  | { readonly is: 'moving'; readonly number: Shape; readonly ways: readonly Shape[] }

interface Node {
  readonly $ref?: string
  readonly type?: string
  readonly const?: string | number
  readonly enum?: readonly (string | number)[]
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node | false
  readonly prefixItems?: readonly Node[]
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

const ROOT = RECIPE_SCHEMA as Node & { readonly $defs: Readonly<Record<string, Node>> }

function followed(node: Node): Node {
  if (node.$ref === undefined) return node
  const name = node.$ref.replace('#/$defs/', '')
  const { $ref: _, ...beside } = node
  return { ...followed(ROOT.$defs[name] ?? {}), ...beside }
}

function shapeOf(given: Node): Shape {
  const node = followed(given)
  const choices = (node.anyOf ?? node.oneOf ?? []).flatMap(flat)
  if (choices.length > 0) return unionOf(choices)
  if (node.const !== undefined) return { is: 'choice', values: [node.const] }
  if (node.enum) return { is: 'choice', values: node.enum }
  switch (node.type) {
    case 'number':
    case 'integer':
      return {
        is: 'number',
        whole: node.type === 'integer',
        min: node.minimum ?? node.exclusiveMinimum ?? -1e9,
        max: Math.min(1e9, node.maximum ?? node.exclusiveMaximum ?? 1e9),
        open: node.exclusiveMinimum !== undefined,
      }
    case 'boolean':
      return { is: 'flag' }
    case 'array': {
      const fixed = node.items ? [] : (node.prefixItems ?? [])
      const item = shapeOf(node.items || node.prefixItems?.[0] || {})
      const least = Math.max(fixed.length, node.minItems ?? 0)
      return { is: 'list', item, fixed: fixed.map(shapeOf), least, most: fixed.length || 99 }
    }
    case 'object':
      return { is: 'object', fields: fieldsOf(node) }
    default:
      return { is: 'text' }
  }
}

/** Unions within a union are its own choices. */
function flat(given: Node): readonly Node[] {
  const node = followed(given)
  return (node.anyOf ?? node.oneOf)?.flatMap(flat) ?? [node]
}

function unionOf(choices: readonly Node[]): Shape {
  if (choices.every((choice) => choice.const !== undefined)) {
    return { is: 'choice', values: choices.flatMap((choice) => choice.const ?? []) }
  }
  const number = choices.find(({ type }) => type === 'number' || type === 'integer')
  const objects = choices.filter(({ type }) => type === 'object')
  if (number) return { is: 'moving', number: shapeOf(number), ways: objects.map(shapeOf) }
  const nothing: readonly Kind[] = choices.some(({ type }) => type === 'null') ? [{ value: null, fields: [] }] : []
  const tag = objects.some(({ properties }) => properties?.kind) ? 'kind' : 'id'
  const kinds = objects.flatMap((choice): readonly Kind[] => {
    const said = followed(choice.properties?.[tag] ?? {})
    const names = said.enum ?? (said.const === undefined ? [''] : [said.const])
    return names.map((name) => ({ value: String(name), fields: fieldsOf(choice).filter(({ key }) => key !== tag) }))
  })
  // Objects of one kind that may be missing.
  const [only] = kinds
  if (kinds.length === 1 && only?.value === '') return { is: 'kinds', tag, kinds: [...nothing, only] }
  return { is: 'kinds', tag, kinds: [...nothing, ...kinds] }
}

function fieldsOf({ properties = {}, required = [] }: Node): readonly FieldShape[] {
  return Object.entries(properties).map(([key, node]) => ({
    key,
    required: required.includes(key),
    shape: shapeOf(node),
  }))
}

const [otherTaught, selfTaught] = (ROOT.anyOf ?? []).map((choice) => shapeOf(choice))

const fieldOf = (shape: Shape | undefined, key: string): Shape => {
  const found = shape?.is === 'object' ? shape.fields.find((field) => field.key === key)?.shape : undefined
  if (!found) throw new RangeError(`a recipe has no ${key}`)
  return found
}

const itemOf = (shape: Shape): Shape => (shape.is === 'list' ? shape.item : shape)

const phase = itemOf(fieldOf(otherTaught, 'phases'))
const rollouts = fieldOf(phase, 'rollouts')
const teachers = fieldOf(otherTaught, 'teacher')

/** Every place of a recipe that the workbench has a control for. Whoever teaches, a term may be any: what cannot be is said. */
export const SHAPES = {
  teacher: {
    is: 'kinds',
    tag: 'kind',
    kinds: [
      { value: null, fields: [] },
      { value: SELF_TEACHER.example.kind, fields: [] },
      ...(teachers.is === 'kinds' ? teachers.kinds : []),
    ],
  } as const satisfies Shape,
  context: fieldOf(selfTaught, 'context'),
  reward: fieldOf(otherTaught, 'reward'),
  rounds: fieldOf(otherTaught, 'rounds'),
  learningRate: fieldOf(otherTaught, 'learningRate'),
  world: fieldOf(otherTaught, 'world'),
  phase,
  until: fieldOf(phase, 'until'),
  rollouts,
  draw: itemOf(fieldOf(rollouts, 'draws')),
  term: itemOf(fieldOf(phase, 'loss')),
} as const

/** Whether a value is of a kind. */
export function kindOf(shape: Extract<Shape, { is: 'kinds' }>, value: Json): Kind | undefined {
  if (value === null || value === undefined) return shape.kinds.find((kind) => kind.value === null)
  const name = (value as JsonObject)[shape.tag]
  return shape.kinds.find((kind) => kind.value === name) ?? shape.kinds.find((kind) => kind.value === '')
}

/** Good numbers for what has good numbers: the examples of the objects themselves. */
const EXAMPLES: readonly JsonObject[] = [
  ...OTHER_TEACHERS.map(({ example }) => example),
  SELF_TEACHER.example,
  ...WEIGHTS.map(({ example }) => example),
  ...LOSS_DIVERGENCES.map(({ examples: [first] }) => first),
]

/** What a new value can name: the draws of its phase. */
export interface Names {
  readonly draws: readonly string[]
}

/** The first value of a shape that makes sense: what must stand there, and nothing else. */
export function firstOf(shape: Shape, names: Names, key = ''): Json {
  switch (shape.is) {
    case 'number':
      return firstNumber(shape)
    case 'text':
      return firstText(key, names)
    case 'flag':
      return false
    case 'choice':
      return shape.values[0]
    case 'list':
      return shape.fixed.length > 0
        ? shape.fixed.map((item, i) => (item.is === 'number' ? 0.8 + 0.4 * i : firstOf(item, names, key)))
        : [firstOf(shape.item, names, key)]
    case 'object':
      return firstObject(shape.fields, names)
    case 'moving':
      return firstOf(shape.number, names, key)
    case 'kinds': {
      const kind = shape.kinds.find(({ value }) => value !== null)
      return kind ? ofKind(shape, kind, names) : null
    }
  }
}

/** A new value of a kind. */
export function ofKind(shape: Extract<Shape, { is: 'kinds' }>, kind: Kind, names: Names): Json {
  if (kind.value === null) return null
  if (kind.value === '') return firstObject(kind.fields, names)
  const own = new Set(kind.fields.map(({ key }) => key))
  const example = EXAMPLES.find(
    (each) => each[shape.tag] === kind.value && Object.keys(each).every((key) => key === shape.tag || own.has(key)),
  )
  const made: JsonObject = example ?? { [shape.tag]: kind.value, ...firstObject(kind.fields, names) }
  const { draw, model, ...rest } = made
  const needsModel = kind.fields.some(({ key, required }) => key === 'model' && required)
  // Models of examples are nobody's: where none must be named, it is the run's own.
  return { ...rest, ...(needsModel && { model }), ...(draw !== undefined && { draw: names.draws[0] }) }
}

function firstObject(fields: readonly FieldShape[], names: Names): JsonObject {
  return Object.fromEntries(
    fields.filter(({ required }) => required).map(({ key, shape }) => [key, firstOf(shape, names, key)]),
  )
}

function firstNumber({ whole, min, max, open }: Extract<Shape, { is: 'number' }>): number {
  if (whole) return Math.max(min, Math.min(max, 4))
  if (min === 0 && max === 1) return 0.5
  if (min <= 1 && max >= 1 && !(open && min === 1)) return 1
  return open ? (min + max) / 2 : min
}

function firstText(key: string, { draws }: Names): string {
  const [first = 'student', second = first] = draws
  if (key === 'rejected') return second
  return ['on', 'chosen', 'draw', 'replaces'].includes(key) ? first : '1'
}
