/** @file The recipes as a list to look through: what each is in one line, whether it is on-policy distillation, who teaches, on which support. */
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { Term } from '../../controls/term.tsx'
import { mark, t } from '../../i18n/words.ts'
import { RECIPES } from '../../methods/catalogue/registry.ts'
import { methodOf } from '../../methods/catalogue/variants.ts'
import { judge } from '../../methods/judge.ts'
import { familyOf, partName } from '../../methods/part-names.ts'
import { partsOf } from '../../methods/parts.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import './recipe-sheet.css'

/** A recipe as the list tells of it. */
interface Entry {
  readonly recipe: Recipe
  /** Of the first paper that its source names; null for what has none. */
  readonly year: number | null
  readonly c1: keyof typeof SIGNS
  readonly c2: keyof typeof SIGNS
  /** Who teaches, and what is measured how, in the field's words. */
  readonly parts: readonly string[]
}

const SIGNS = { yes: '✓', partial: '◐', no: '✗' } as const

/** Which recipes are listed. */
const FILTERS = [
  { id: 'all', name: mark('All'), holds: () => true },
  { id: 'both', name: mark('Both C1 and C2'), holds: ({ c1, c2 }: Entry) => c1 === 'yes' && c2 === 'yes' },
  {
    id: 'self',
    name: mark('Teacher is the same model'),
    holds: ({ recipe }: Entry) => !partsOf(recipe).includes('T.larger'),
  },
] as const

function entryOf(recipe: Recipe): Entry {
  const { c1, c2 } = judge(recipe)
  const told = partsOf(recipe).filter((part) => ['T', 'C', 'D'].includes(familyOf(part)))
  return {
    recipe,
    year: yearOf(recipe.source),
    c1: c1.value,
    c2: c2.value,
    parts: told.map((part) => t(partName(part))),
  }
}

/** arXiv counts its papers by year and month. @returns null where a source names none */
function yearOf(source: string): number | null {
  const found = /arXiv:(\d\d)\d\d\./.exec(source)
  return found ? 2000 + Number(found[1]) : null
}

/** Whether all words stand somewhere in what the list says of a recipe. */
function says({ recipe, parts, year }: Entry, query: string): boolean {
  const all = [recipe.name, t(recipe.description), recipe.source, year, ...parts].join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

export function RecipeSheet({ onClose }: { readonly onClose: () => void }) {
  const act = useAct()
  const action = useActionId('setRecipe')
  const chosen = useAppState((state) => state.settings.recipe)
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<(typeof FILTERS)[number]['id']>('all')
  const list = useRef<HTMLDivElement>(null)
  const group = useRoving<HTMLDivElement>()
  const entries = useMemo(() => RECIPES.map(entryOf), [])
  const holds = FILTERS.find(({ id }) => id === filter)?.holds ?? FILTERS[0].holds
  const found = entries.filter((entry) => holds(entry) && says(entry, query))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    list.current?.querySelector<HTMLElement>('[role="option"]')?.focus()
  }
  return (
    <Sheet title={t('Browse recipes')} className="recipe-sheet" onClose={onClose}>
      <div className="recipe-find">
        <input
          type="search"
          aria-label={t('Find a recipe')}
          placeholder={t('Recipes, by name, paper, teacher or divergence')}
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={onKeyDown}
        />
        <fieldset className="recipe-filters">
          <legend className="visually-hidden">{t('Find a recipe')}</legend>
          {FILTERS.map(({ id, name }) => (
            <label key={id}>
              <input type="radio" name="recipe-filter" checked={id === filter} onChange={() => setFilter(id)} />
              {t(name)}
            </label>
          ))}
        </fieldset>
      </div>
      <p className="recipe-conditions">
        <Term of="c1">C1</Term> {t('on-policy: learns from its own texts')}; <Term of="c2">C2</Term>{' '}
        {t('distillation: taught token by token')}
      </p>
      <div className="recipe-list" ref={list}>
        <div role="listbox" aria-label={t('Recipes')} ref={group}>
          {found.map((entry) => (
            <button
              key={entry.recipe.id}
              type="button"
              role="option"
              data-action={action}
              aria-selected={entry.recipe.id === methodOf(chosen)}
              onClick={() => {
                act('setRecipe', entry.recipe.id)
                onClose()
              }}
            >
              <Line {...entry} />
            </button>
          ))}
        </div>
        {found.length === 0 && <p className="recipe-none">{t('No recipe is called that.')}</p>}
      </div>
    </Sheet>
  )
}

function Line({ recipe, year, c1, c2, parts }: Entry) {
  return (
    <>
      <span className="recipe-name">
        <b>{recipe.name}</b> <small className="numeric">{year}</small>
      </span>
      <span className="recipe-badges">
        <span className={`recipe-badge ${c1}`}>C1 {SIGNS[c1]}</span>
        <span className={`recipe-badge ${c2}`}>C2 {SIGNS[c2]}</span>
      </span>
      <span className="recipe-line">{t(recipe.description)}</span>
      <small className="recipe-told">{parts.join(' · ')}</small>
    </>
  )
}
