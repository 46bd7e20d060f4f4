/** @file The control for a place of a recipe, drawn from what may stand there. */
import { memo, useState } from 'react'
import { t } from '../../i18n/words.ts'
import { pathText } from '../../methods/schema/recipe-error.ts'
import { useActionId } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { isRuledOut, useFieldBench, useRefused } from './bench.ts'
import type { Path } from './edits.ts'
import { errorWords } from './error-words.ts'
import { ExpressionField } from './expression-field.tsx'
import {
  type FieldShape,
  firstOf,
  type Json,
  type JsonObject,
  type Kind,
  kindOf,
  type Names,
  ofKind,
  type Shape,
} from './shapes.ts'
import { placeName, valueName } from './words.ts'

interface ShapeFieldProps {
  readonly shape: Shape
  readonly path: Path
  readonly value: Json
  /** The key of the place, which names it. */
  readonly name: string
}

/** Digits after the point of numbers that are not whole. */
const DECIMALS = 6

/** A checked recipe is a new object in all its places, so what stands there is compared and not which object it is. */
const sameValue = (a: Json, b: Json): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Drawn anew where its own value has changed. */
export const ShapeField = memo(
  PlainShapeField,
  (a, b) =>
    a.shape === b.shape && a.name === b.name && sameValue(a.value, b.value) && pathText(a.path) === pathText(b.path),
)

function PlainShapeField({ shape, path, value, name }: ShapeFieldProps) {
  const { change } = useFieldBench()
  const action = useActionId('changeRecipe')
  const label = placeName(name)
  switch (shape.is) {
    case 'number':
      return (
        <NumberField
          action={action}
          label={label}
          value={Number(value)}
          min={shape.min}
          max={shape.max}
          step={stepOf(shape)}
          decimals={shape.whole ? 0 : DECIMALS}
          onCommit={(number) => change(path, number)}
        />
      )
    case 'flag':
      return (
        <input
          type="checkbox"
          data-action={action}
          aria-label={label}
          checked={value === true}
          onChange={({ target }) => change(path, target.checked)}
        />
      )
    case 'choice':
      return <Choice shape={shape} path={path} value={value} name={name} />
    case 'text':
      return <TextValue path={path} value={String(value ?? '')} name={name} />
    case 'list':
      return <List shape={shape} path={path} value={value} name={name} />
    case 'object':
      return <Fields fields={shape.fields} path={path} value={Object(value ?? {})} />
    case 'moving':
      return <Moving shape={shape} path={path} value={value} name={name} />
    case 'kinds':
      return <Kinds shape={shape} path={path} value={value} name={name} />
  }
}

function stepOf({ whole, min, max }: Extract<Shape, { is: 'number' }>): number {
  if (whole) return 1
  return max - min <= 1 ? 0.05 : 0.1
}

type Of<Is extends Shape['is']> = Omit<ShapeFieldProps, 'shape'> & { readonly shape: Extract<Shape, { is: Is }> }

function Choice({ shape, path, value, name }: Of<'choice'>) {
  const bench = useFieldBench()
  const { change } = bench
  const action = useActionId('changeRecipe')
  return (
    <InlineSelect
      action={action}
      label={placeName(name)}
      value={String(value)}
      groups={[
        {
          label: '',
          options: shape.values.map((each) => ({
            value: String(each),
            label: valueName(name, each),
            disabled: isRuledOut(bench, path, String(each)),
          })),
        },
      ]}
      onChange={(chosen) =>
        change(
          path,
          shape.values.find((each) => String(each) === chosen),
        )
      }
    />
  )
}

/** Places whose text names a draw of the phase. */
const NAMES_A_DRAW: ReadonlySet<string> = new Set(['on', 'chosen', 'rejected', 'draw', 'replaces'])

function TextValue({ path, value, name }: Omit<ShapeFieldProps, 'shape' | 'value'> & { readonly value: string }) {
  const { change, names } = useFieldBench()
  const action = useActionId('changeRecipe')
  const [draft, setDraft] = useState<string | null>(null)
  if (NAMES_A_DRAW.has(name)) {
    const options = [...new Set([...names.draws, value])].map((draw) => ({ value: draw, label: draw }))
    return (
      <InlineSelect
        action={action}
        label={placeName(name)}
        value={value}
        groups={[{ label: '', options }]}
        onChange={(draw) => change(path, draw)}
      />
    )
  }
  if (name === 'expression') return <ExpressionField path={path} value={value} />
  const commit = (): void => {
    if (draft !== null && draft !== value) change(path, draft)
    setDraft(null)
  }
  return (
    <input
      type="text"
      className="workbench-text"
      data-action={action}
      aria-label={placeName(name)}
      spellCheck={false}
      value={draft ?? value}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit()
        if (key === 'Escape') setDraft(null)
      }}
    />
  )
}

function List({ shape, path, value, name }: Of<'list'>) {
  const bench = useFieldBench()
  const { change, names } = bench
  const action = useActionId('changeRecipe')
  const items = Array.isArray(value) ? (value as readonly Json[]) : []
  const word = placeName(name)
  const { item } = shape
  const add = (next: Json): void => change(path, [...items, next])
  return (
    <span className="workbench-list">
      {items.map((each, i) => (
        // Items of a list have no name but their place.
        <span key={`${name} ${i + 1}`} className="workbench-item">
          <ShapeField shape={shape.fixed[i] ?? item} path={[...path, i]} value={each} name={name} />
          {items.length > shape.least && (
            <IconButton
              action={action}
              icon="cross"
              label={t('Take out {place} {n}', { place: word, n: i + 1 })}
              onPress={() => change([...path, i], undefined)}
            />
          )}
          <Refusal path={[...path, i]} />
        </span>
      ))}
      {items.length < shape.most && item.is === 'kinds' && (
        <InlineSelect
          action={action}
          label={t('Add to {place}', { place: word })}
          value=""
          groups={[
            {
              label: '',
              options: [
                { value: '', label: t('add …') },
                ...item.kinds.map((kind) => ({
                  value: kind.value ?? '',
                  label: valueName(name, kind.value),
                  disabled: isRuledOut(bench, path, kind.value),
                })),
              ],
            },
          ]}
          onChange={(chosen) => {
            const kind = item.kinds.find((each) => each.value === chosen)
            if (kind) add(ofKind(item, kind, names))
          }}
        />
      )}
      {items.length < mostOf(shape, name, names) && item.is !== 'kinds' && item.is !== 'number' && (
        <button
          type="button"
          className="workbench-add"
          data-action={action}
          aria-label={t('Add to {place}', { place: word })}
          onClick={() => add(another(shape, items, name, names))}
        >
          +
        </button>
      )}
    </span>
  )
}

/** A list of draws has none twice. */
function mostOf({ most, item }: Of<'list'>['shape'], name: string, { draws }: Names): number {
  if (name === 'on') return draws.length
  return item.is === 'choice' ? item.values.length : most
}

/** The next value that the list does not have yet. */
function another({ item }: Of<'list'>['shape'], items: readonly Json[], name: string, names: Names): Json {
  const all: readonly Json[] = name === 'on' ? names.draws : item.is === 'choice' ? item.values : []
  return all.find((value) => !items.includes(value)) ?? firstOf(item, names, name)
}

function Moving({ shape, path, value, name }: Of<'moving'>) {
  const { change, names } = useFieldBench()
  const action = useActionId('changeRecipe')
  const still = typeof value === 'number'
  const way = still ? -1 : wayOf(shape, value)
  const now = shape.ways[way]
  const word = placeName(name)
  return (
    <span className="workbench-item">
      <InlineSelect
        action={action}
        label={t('How {place} moves', { place: word })}
        value={String(way)}
        groups={[
          {
            label: '',
            options: [
              { value: '-1', label: t('stays at') },
              ...shape.ways.map((each, i) => ({
                value: String(i),
                label: keysOf(each).includes('from') ? t('moves') : t('adapts'),
              })),
            ],
          },
        ]}
        onChange={(chosen) => {
          const next = shape.ways[Number(chosen)] ?? shape.number
          change(path, chosen === '-1' ? firstOf(shape.number, names, name) : firstOf(next, names, name))
        }}
      />
      <ShapeField shape={still || !now ? shape.number : now} path={path} value={value} name={name} />
    </span>
  )
}

const keysOf = (shape: Shape): readonly string[] => (shape.is === 'object' ? shape.fields.map(({ key }) => key) : [])

function wayOf({ ways }: Of<'moving'>['shape'], value: Json): number {
  const keys = Object.keys(Object(value) as JsonObject)
  return ways.findIndex((way) => keys.every((key) => keysOf(way).includes(key)))
}

function Kinds({ shape, path, value, name }: Of<'kinds'>) {
  const bench = useFieldBench()
  const { change, names } = bench
  const action = useActionId('changeRecipe')
  const kind = kindOf(shape, value)
  return (
    <span className="workbench-kind">
      <InlineSelect
        action={action}
        label={placeName(name)}
        value={kind?.value ?? ''}
        voice={VOICES[name] ?? 'plain'}
        groups={[
          {
            label: '',
            options: shape.kinds.map((each) => ({
              value: each.value ?? '',
              label: valueName(name, each.value),
              disabled: each !== kind && isRuledOut(bench, path, each.value),
            })),
          },
        ]}
        onChange={(chosen) => {
          const next = shape.kinds.find((each) => (each.value ?? '') === chosen)
          if (next) change(path, next.value === null ? null : keeping(next, value, ofKind(shape, next, names)))
        }}
      />
      {kind && kind.fields.length > 0 && <Fields fields={kind.fields} path={path} value={Object(value)} />}
    </span>
  )
}

const VOICES: Readonly<Record<string, 'teacher' | 'context'>> = { teacher: 'teacher', context: 'context' }

/** What both kinds have stays: a term of another kind still reads the same texts with the same weights. */
const KEPT = ['on', 'coefficient', 'weights', 'per'] as const

function keeping({ fields }: Kind, before: Json, fresh: Json): Json {
  const kept = KEPT.filter((key) => fields.some((field) => field.key === key) && key in Object(before ?? {}))
  return { ...(fresh as JsonObject), ...Object.fromEntries(kept.map((key) => [key, (before as JsonObject)[key]])) }
}

interface FieldsProps {
  readonly fields: readonly FieldShape[]
  readonly path: Path
  readonly value: JsonObject
  /** Keys that have their controls elsewhere. */
  readonly without?: readonly string[]
}

/** What is said, and one select for what could be said as well. */
export const Fields = memo(
  PlainFields,
  (a, b) =>
    a.fields === b.fields &&
    a.without === b.without &&
    sameValue(a.value, b.value) &&
    pathText(a.path) === pathText(b.path),
)

const NONE: readonly string[] = []

function PlainFields({ fields, path, value, without = NONE }: FieldsProps) {
  const { change, names } = useFieldBench()
  const action = useActionId('changeRecipe')
  const own = fields.filter(({ key }) => !without.includes(key))
  const said = own.filter(({ key }) => value[key] !== undefined)
  const open = own.filter(({ key }) => value[key] === undefined)
  return (
    <>
      {said.map(({ key, shape, required }) => (
        <span key={key} className="workbench-field">
          <span className="workbench-name" aria-hidden="true">
            {placeName(key)}
          </span>{' '}
          {isSwitch(shape) ? (
            <span>{valueName(key, String(value[key]))}</span>
          ) : (
            <ShapeField shape={shape} path={[...path, key]} value={value[key]} name={key} />
          )}
          {!required && (
            <IconButton
              action={action}
              icon="cross"
              label={t('Take out {place}', { place: placeName(key) })}
              onPress={() => change([...path, key], undefined)}
            />
          )}
          <Refusal path={[...path, key]} />
        </span>
      ))}
      {open.length > 0 && (
        <span className="workbench-field">
          <InlineSelect
            action={action}
            label={t('Say more')}
            value=""
            dimmed
            groups={[
              {
                label: '',
                options: [
                  { value: '', label: t('and …') },
                  ...open.map(({ key }) => ({ value: key, label: placeName(key) })),
                ],
              },
            ]}
            onChange={(key) => {
              const field = open.find((each) => each.key === key)
              if (field) change([...path, key], firstOf(field.shape, names, key))
            }}
          />
        </span>
      )}
    </>
  )
}

/** One value: it is said, or not. */
const isSwitch = (shape: Shape): boolean => shape.is === 'choice' && shape.values.length === 1

/** Why a change was not taken, at the place where it was tried. */
export function Refusal({ path }: { readonly path: Path }) {
  const refused = useRefused()
  if (refused?.path !== pathText(path)) return null
  return (
    <span className="workbench-refused" role="alert">
      {errorWords(refused)}
    </span>
  )
}
