/** @file The recipe workbench: a method of one's own, from any recipe of the catalogue. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import { ActionButton, ActionFile } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { list, t } from '../../i18n/words.ts'
import { missingParts } from '../../methods/parts.ts'
import type { Phase, Recipe } from '../../methods/recipe/recipe.ts'
import type { Term } from '../../methods/recipe/terms.ts'
import { pathText } from '../../methods/schema/recipe-error.ts'
import { OWN_RECIPE, setRecipeCodec } from '../../settings/own-recipe.ts'
import { RECIPE_CODEC } from '../../settings/recipe-codec.ts'
import { chosenRecipe } from '../../settings/run-setup.ts'
import { RecipeCard } from '../../stage/recipe-card/recipe-card.tsx'
import { recipeGroups } from '../../stage/recipe-groups.ts'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import type { AppState } from '../../store/state.ts'
import {
  type Bench,
  BenchProvider,
  type FieldBench,
  FieldBenchProvider,
  type Refused,
  RefusedProvider,
} from './bench.ts'
import { BenchDiagram } from './bench-diagram.tsx'
import { BenchSentence } from './bench-sentence.tsx'
import { withTeacher } from './blocked.ts'
import { adopted, attempt, type Path, renamed, withDrawCalled, withValue } from './edits.ts'
import { Nearest } from './nearest.tsx'
import { NotPossible } from './not-possible.tsx'
import { RecipeJson } from './recipe-json.tsx'
import type { Json } from './shapes.ts'
import { useBlocked, useRuledOut } from './use-blocked.ts'
import './workbench.css'

// From here on recipes are written into the address.
setRecipeCodec(RECIPE_CODEC)

export function Workbench() {
  const act = useAct()
  const recipe = useAppState(recipeNow)
  const { store } = useApp()
  const asked = useAppState(({ workbench }) => workbench.phase)
  const [refused, setRefused] = useState<(Refused & { readonly of: typeof recipe }) | null>(null)
  const phase = Math.min(asked, recipe.phases.length - 1)
  const blocked = useBlocked(recipe, phase)
  const ruledOut = useRuledOut(blocked)
  const put = useCallback(
    (json: Json, path: Path) => {
      const tried = attempt(json)
      if (tried.error) {
        const { message, remedy } = tried.error
        setRefused({ path: pathText(path), message, remedy, of: recipeNow(store.getState()) })
      } else {
        setRefused(null)
        act('changeRecipe', tried.recipe)
      }
      return tried
    },
    [act, store],
  )
  const drawIds = (recipe.phases[phase]?.rollouts.draws ?? []).map(({ id }) => id).join('\n')
  const fields = useMemo(
    (): FieldBench => ({
      names: { draws: drawIds.split('\n') },
      ruledOut,
      // What is changed is the visitor's from the first change on.
      change: (path, value) => {
        const { settings } = store.getState()
        const now = chosenRecipe(settings)
        put(changed(settings.recipe === OWN_RECIPE ? now : adopted(now), path, value), path)
      },
    }),
    [store, put, drawIds, ruledOut],
  )
  const bench = useMemo(
    (): Bench => ({ ...fields, recipe, phase, at: ['phases', phase], blocked, put }),
    [fields, recipe, phase, blocked, put],
  )
  return (
    <Provided bench={bench} fields={fields} refused={refused?.of === recipe ? refused : null}>
      <section className="workbench" aria-labelledby="workbench-heading">
        <header className="workbench-head">
          <h2 id="workbench-heading" className="visually-hidden">
            {t('Recipe workbench')}
          </h2>
          <p>
            {t('A method of your own: begin as any method, change it, train it, and race it against what it began as.')}
          </p>
        </header>
        <Start />
        <BenchSentence />
        <Phases />
        <BenchDiagram />
        <NotPossible />
        <RecipeCard />
        <div className="workbench-body">
          <Nearest />
          <RecipeJson />
        </div>
      </section>
    </Provided>
  )
}

const recipeNow = ({ settings }: AppState): Recipe => chosenRecipe(settings)

interface ProvidedProps {
  readonly bench: Bench
  readonly fields: FieldBench
  /** It is told until something else is done. */
  readonly refused: Refused | null
  readonly children: ReactNode
}

function Provided({ bench, fields, refused, children }: ProvidedProps) {
  return (
    <BenchProvider value={bench}>
      <FieldBenchProvider value={fields}>
        <RefusedProvider value={refused}>{children}</RefusedProvider>
      </FieldBenchProvider>
    </BenchProvider>
  )
}

/** Some places draw others along. */
function changed(recipe: Recipe, path: Path, value: Json): Json {
  if (pathText(path) === 'teacher') return withTeacher(recipe, value)
  if (path.length === 6 && path[3] === 'draws' && path[5] === 'id') return withDrawCalled(recipe, path, value)
  return withValue(recipe, path, value)
}

function Start() {
  const chosen = useAppState(({ settings }) => settings.recipe)
  const own = useAppState(({ settings }) => settings.ownRecipe)
  const { recipe } = useBenchRecipe()
  const missing = missingParts(recipe)
  return (
    <div className="workbench-start">
      <p>
        {t('Start from')} <ActionSelect name="startFromRecipe" value={chosen} groups={recipeGroups(own)} />
      </p>
      <Name key={recipe.name} />
      <div className="workbench-deeds">
        <ActionButton name="trainRecipe" icon="play" tone="primary" />
        <ActionButton name="raceRecipe" />
        <ActionButton name="undo" icon="undo" />
        <ActionButton name="redo" icon="redo" />
        <ActionButton name="saveRecipe" icon="out" />
        <ActionButton name="exportToTrainer" argument={recipe} />
        <ActionFile name="openRecipe" accept=".json,application/json" />
        <ActionButton name="copyLink" icon="link" />
      </div>
      {missing.length > 0 && (
        <p className="workbench-why">
          {t('It is a valid recipe and cannot be trained here yet: {parts} are missing.', {
            parts: list(missing.map((part) => t(part))),
          })}
        </p>
      )}
      {chosen !== OWN_RECIPE && (
        <p className="workbench-why">{t('Race it waits for a change: as yet this is the published method itself.')}</p>
      )}
    </div>
  )
}

const useBenchRecipe = () => ({ recipe: useAppState(({ settings }) => chosenRecipe(settings)) })

function Name() {
  const act = useAct()
  const action = useActionId('changeRecipe')
  const { recipe } = useBenchRecipe()
  const isOwn = useAppState(({ settings }) => settings.recipe === OWN_RECIPE)
  const [draft, setDraft] = useState(recipe.name)
  const commit = (): void => {
    const next = renamed(isOwn ? recipe : adopted(recipe), draft)
    if (draft.trim() === '' || draft === recipe.name) setDraft(recipe.name)
    else act('changeRecipe', next)
  }
  return (
    <label className="workbench-title">
      {t('Name')}
      <input
        type="text"
        data-action={action}
        value={draft}
        maxLength={60}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </label>
  )
}

/** Which phase is on the bench. */
function Phases() {
  const act = useAct()
  const [look, action] = [useActionId('lookAtPhase'), useActionId('changeRecipe')]
  const recipe = useAppState(({ settings }) => chosenRecipe(settings))
  const isOwn = useAppState(({ settings }) => settings.recipe === OWN_RECIPE)
  const asked = useAppState(({ workbench }) => workbench.phase)
  const phases: readonly Phase<Term>[] = recipe.phases
  const now = Math.min(asked, phases.length - 1)
  useEffect(() => {
    if (asked > now) act('lookAtPhase', now)
  }, [act, asked, now])
  const put = (next: readonly Phase<Term>[], show: number): void => {
    const { recipe: made } = attempt({ ...(isOwn ? recipe : adopted(recipe)), phases: next })
    if (!made) return
    act('changeRecipe', made)
    act('lookAtPhase', show)
  }
  const last = phases.at(-1)
  return (
    <fieldset className="workbench-phases">
      <legend className="visually-hidden">{t('Phases')}</legend>
      {phases.map(({ name, until }, i) => (
        <label key={String(until)}>
          <input
            type="radio"
            className="visually-hidden"
            name="workbench-phase"
            data-action={look}
            checked={i === now}
            onChange={() => act('lookAtPhase', i)}
          />
          {name ? t(name) : t('phase {n}', { n: i + 1 })}
          <small className="numeric">{t('until {share} %', { share: Math.round(until * 100) })}</small>
        </label>
      ))}
      <button
        type="button"
        className="button quiet"
        data-action={action}
        onClick={() => last && put([...phases.slice(0, -1), ...halves(phases, last)], phases.length)}
      >
        {t('Add a phase')}
      </button>
      {phases.length > 1 && (
        <button
          type="button"
          className="button quiet"
          data-action={action}
          onClick={() => put(without(phases, now), Math.max(0, now - 1))}
        >
          {t('Take out this phase')}
        </button>
      )}
    </fieldset>
  )
}

/** The last phase twice: to the middle of its time, and from there on. */
function halves(phases: readonly Phase<Term>[], last: Phase<Term>): readonly Phase<Term>[] {
  const from = phases.at(-2)?.until ?? 0
  const { name: _, ...rest } = last
  return [{ ...last, until: Number(((from + 1) / 2).toFixed(4)) }, rest]
}

/** The others, the last of them to the end. */
function without(phases: readonly Phase<Term>[], index: number): readonly Phase<Term>[] {
  const others = phases.filter((_, i) => i !== index)
  return others.map((phase, i) => (i === others.length - 1 ? { ...phase, until: 1 } : phase))
}
