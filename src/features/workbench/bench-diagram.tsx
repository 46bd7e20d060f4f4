/** @file The flow of a step with a control at everything in it: who writes, who reads, which tokens count, what goes into the loss. */
import type { ReactNode } from 'react'
import { t } from '../../i18n/words.ts'
import type { Phase } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { STATION_NAMES, type Station } from '../../stage/stations.ts'
import { useActionId } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { useBench } from './bench.ts'
import { Fields, Refusal, ShapeField } from './shape-field.tsx'
import { type FieldShape, firstOf, SHAPES, type Shape } from './shapes.ts'
import { placeName } from './words.ts'

export function BenchDiagram() {
  return (
    <ol className="workbench-flow">
      <Place station="write">
        <Writing />
      </Place>
      <Place station="read">
        <Reading />
      </Place>
      <Place station="count">
        <Counting />
      </Place>
      <Place station="learn">
        <Learning />
      </Place>
    </ol>
  )
}

function Place({ station, children }: { readonly station: Station; readonly children: ReactNode }) {
  return (
    <li className={station}>
      <b id={`workbench-${station}`}>{t(STATION_NAMES[station])}</b>
      {children}
    </li>
  )
}

const fieldsOf = (shape: Shape): readonly FieldShape[] => (shape.is === 'object' ? shape.fields : [])

function usePhase(): Phase<Term> {
  const { recipe, phase } = useBench()
  return (recipe.phases as readonly Phase<Term>[])[phase] ?? (recipe.phases[0] as Phase<Term>)
}

function Writing() {
  const { at, change } = useBench()
  const action = useActionId('changeRecipe')
  const { rollouts } = usePhase()
  const path = [...at, 'rollouts']
  return (
    <>
      {rollouts.draws.map((draw, i) => (
        // Draws are told apart by their place: two may be called alike while one is renamed.
        <fieldset key={`draw ${i + 1}`} className="student">
          <legend>{t('texts “{name}”', { name: draw.id })}</legend>
          <ShapeField shape={SHAPES.draw} path={[...path, 'draws', i]} value={draw} name="draws" />
          {rollouts.draws.length > 1 && (
            <IconButton
              action={action}
              icon="bin"
              label={t('Take out the texts “{name}”', { name: draw.id })}
              onPress={() => change([...path, 'draws', i], undefined)}
            />
          )}
          <Refusal path={[...path, 'draws', i]} />
        </fieldset>
      ))}
      <button
        type="button"
        className="button quiet"
        data-action={action}
        onClick={() =>
          change([...path, 'draws', rollouts.draws.length], {
            id: freshName(rollouts.draws.map(({ id }) => id)),
            writer: 'data',
            each: 1,
          })
        }
      >
        {t('Another writer')}
      </button>
      <Refusal path={[...path, 'draws', rollouts.draws.length]} />
      <div className="workbench-rest">
        <Fields fields={fieldsOf(SHAPES.rollouts)} path={path} value={Object(rollouts)} without={DRAWS} />
      </div>
    </>
  )
}

function freshName(taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`texts-${n}`)) return `texts-${n}`
}

function Reading() {
  const { recipe } = useBench()
  return (
    <>
      <div className="workbench-rest teacher">
        <ShapeField shape={SHAPES.teacher} path={['teacher']} value={recipe.teacher} name="teacher" />
        <Refusal path={['teacher']} />
      </div>
      {recipe.teacher && (
        <div className="workbench-rest context">
          {recipe.context ? (
            <ShapeField shape={SHAPES.context} path={['context']} value={recipe.context} name="context" />
          ) : (
            <span className="workbench-nothing">{t('sees what the student sees')}</span>
          )}
        </div>
      )}
    </>
  )
}

/** Draws have controls of their own. */
const DRAWS = ['draws'] as const

/** Keys of a term that say which of its tokens count, and how much. */
const COUNTING = ['weights', 'per', 'on'] as const

function Counting() {
  const { at } = useBench()
  const { loss } = usePhase()
  return loss.map((term, i) => (
    // Losses have no name but their place.
    <fieldset key={`counting ${i + 1}`}>
      <legend>{t('for loss {n}', { n: i + 1 })}</legend>
      {term.kind === 'preference' ? (
        <span className="workbench-nothing">{t('whole texts, in pairs')}</span>
      ) : (
        <>
          <span className="workbench-field">
            <span className="workbench-name" aria-hidden="true">
              {placeName('on')}
            </span>{' '}
            <ShapeField shape={ON} path={[...at, 'loss', i, 'on']} value={term.on} name="on" />
          </span>
          <span className="workbench-field">
            <span className="workbench-name" aria-hidden="true">
              {placeName('weights')}
            </span>{' '}
            <ShapeField
              shape={WEIGHTS}
              path={[...at, 'loss', i, 'weights']}
              value={term.weights ?? []}
              name="weights"
            />
            <Refusal path={[...at, 'loss', i, 'weights']} />
          </span>
          <Fields fields={PER} path={[...at, 'loss', i]} value={Object(term)} />
        </>
      )}
    </fieldset>
  ))
}

const termFields = SHAPES.term.is === 'kinds' ? SHAPES.term.kinds.flatMap(({ fields }) => fields) : []
const shapeOf = (name: string): Shape => termFields.find(({ key }) => key === name)?.shape ?? { is: 'text' }
const ON = shapeOf('on')
const WEIGHTS = shapeOf('weights')
const PER: readonly FieldShape[] = [{ key: 'per', required: false, shape: shapeOf('per') }]

function Learning() {
  const { at, change, recipe, names } = useBench()
  const action = useActionId('changeRecipe')
  const { loss } = usePhase()
  const path = [...at, 'loss']
  return (
    <>
      {loss.map((term, i) => (
        // Losses have no name but their place.
        <fieldset key={`loss ${i + 1}`}>
          <legend>{t('loss {n}', { n: i + 1 })}</legend>
          <TermField term={term} path={[...path, i]} />
          {loss.length > 1 && (
            <IconButton
              action={action}
              icon="bin"
              label={t('Take out loss {n}', { n: i + 1 })}
              onPress={() => change([...path, i], undefined)}
            />
          )}
          <Refusal path={[...path, i]} />
        </fieldset>
      ))}
      <button
        type="button"
        className="button quiet"
        data-action={action}
        onClick={() =>
          change([...path, loss.length], { kind: 'entropy', on: [names.draws[0]], sign: -1, coefficient: 0.01 })
        }
      >
        {t('Another loss')}
      </button>
      <Refusal path={[...path, loss.length]} />
      <div className="workbench-rest">
        {RUN.map(({ key, shape }) => {
          const value = (recipe as unknown as Readonly<Record<string, unknown>>)[key]
          return value === undefined ? null : (
            <span key={key} className="workbench-field">
              <span className="workbench-name" aria-hidden="true">
                {placeName(key)}
              </span>{' '}
              <ShapeField shape={shape} path={[key]} value={value} name={key} />
              <IconButton
                action={action}
                icon="cross"
                label={t('Take out {place}', { place: placeName(key) })}
                onPress={() => change([key], undefined)}
              />
            </span>
          )
        })}
        {RUN.filter(({ key }) => !(key in recipe)).map(({ key, shape }) => (
          <button
            key={key}
            type="button"
            className="button quiet"
            data-action={action}
            onClick={() =>
              change([key], key === 'reward' ? { length: { free: 32, cost: 0.01 } } : firstOf(shape, names, key))
            }
          >
            {t('and {place}', { place: placeName(key) })}
          </button>
        ))}
      </div>
    </>
  )
}

/** What a recipe says of the whole run. */
const RUN = [
  { key: 'reward', shape: SHAPES.reward },
  { key: 'rounds', shape: SHAPES.rounds },
] as const

/** Which kind of loss, without what each kind can say. */
const KIND_ALONE: Shape =
  SHAPES.term.is === 'kinds'
    ? { ...SHAPES.term, kinds: SHAPES.term.kinds.map((each) => ({ ...each, fields: [] })) }
    : SHAPES.term

/** A loss without what says which tokens count. */
function TermField({ term, path }: { readonly term: Term; readonly path: readonly (string | number)[] }) {
  const kinds = SHAPES.term.is === 'kinds' ? SHAPES.term.kinds : []
  const kind = kinds.find(
    ({ value, fields }) =>
      value === term.kind &&
      Object.keys(term).every((key) => key === 'kind' || fields.some((field) => field.key === key)),
  )
  return (
    <>
      <ShapeField shape={KIND_ALONE} path={path} value={term} name="term" />
      {kind && <Fields fields={kind.fields} path={path} value={Object(term)} without={COUNTING} />}
    </>
  )
}
