/** @file Which published methods the recipe is nearest to, and in what it differs from them. */
import { useDeferredValue, useMemo } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { count, t } from '../../i18n/words.ts'
import { type Difference, differences, type NearRecipe, nearestRecipes } from '../../methods/difference.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { OWN_RECIPE, recipeCalled } from '../../settings/own-recipe.ts'
import { PartsApart } from '../../stage/parts-apart.tsx'
import { useAppState } from '../../store/hooks.ts'
import { useBench } from './bench.ts'

export function Nearest() {
  const { recipe } = useBench()
  const still = useDeferredValue(recipe)
  const near = useMemo(() => nearestRecipes(still), [still])
  return (
    <section className="workbench-near" aria-labelledby="workbench-near-heading">
      <h3 id="workbench-near-heading" className="heading">
        {t('Nearest published methods')}
      </h3>
      <ul>
        {near.map((each) => (
          <li key={each.recipe.id}>
            <Near {...each} />
          </li>
        ))}
      </ul>
      <Since recipe={still} />
    </section>
  )
}

function Near({ recipe, more, less, differences: found }: NearRecipe) {
  const name = <b lang="en">{recipe.name}</b>
  return (
    <>
      <p>
        {found.length === 0 ? t('This is') : t('As')} {name}
        <PartsApart more={more} less={less} />
        {found.length > 0 && more.length + less.length === 0 && (
          <>
            {t(', ')}
            {t('with other numbers')}
          </>
        )}
        .
      </p>
      <Places found={found} />
    </>
  )
}

/** Since the method that it began as. */
function Since({ recipe }: { readonly recipe: Recipe }) {
  const isOwn = useAppState(({ settings }) => settings.recipe === OWN_RECIPE)
  const parent = useAppState(({ settings }) => recipeCalled(settings.ownParent, null))
  const found = useMemo(() => differences(parent, recipe), [parent, recipe])
  if (!isOwn) return null
  return (
    <div className="workbench-since">
      <p>{t('It began as {name}.', { name: parent.name })}</p>
      <Places found={found} />
      <ActionButton name="backToParent" icon="back" tone="quiet" />
    </div>
  )
}

function Places({ found }: { readonly found: readonly Difference[] }) {
  if (found.length === 0) return null
  return (
    <details>
      <summary>{count(found.length, 'differs in # place', 'differs in # places')}</summary>
      <div className="workbench-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Place')}</th>
              <th scope="col">{t('there')}</th>
              <th scope="col">{t('here')}</th>
            </tr>
          </thead>
          <tbody lang="en">
            {found.map(({ path, before, after }) => (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                <td>
                  <code>{shown(before)}</code>
                </td>
                <td>
                  <code>{shown(after)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

const shown = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value))
