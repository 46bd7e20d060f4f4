/** @file Two to four methods side by side: which parts each has, where their recipes differ, and their formulas. */
import { useMemo } from 'react'
import { count, t } from '../../i18n/words.ts'
import { placesApart } from '../../methods/difference.ts'
import { formula, texOf } from '../../methods/formula.ts'
import { familyOf, PART_FAMILIES, PART_NAMES, type PartId, partName } from '../../methods/part-names.ts'
import { partsOf } from '../../methods/parts.ts'
import type { Recipe } from '../../methods/recipe/recipe.ts'
import { Button } from '../../ui/button.tsx'
import { Formula } from '../../ui/formula.tsx'
import { type Choice, choiceOf } from './choice.ts'
import { EntryName } from './entry-name.tsx'
import { useGoing } from './going.tsx'

/** A column: what is compared, and the parts that it has. */
interface Column extends Choice {
  readonly has: readonly PartId[]
  /** Those of them that it can do without. */
  readonly optional: readonly PartId[]
}

/** A form of a method is one recipe, without what the method could be besides. */
function columnOf(id: string): Column {
  const choice = choiceOf(id)
  const { entry, form } = choice
  const parts = form ? { has: partsOf(form.recipe), optional: [] } : { has: entry.parts, optional: entry.optional }
  return { ...choice, ...parts }
}

export function Comparison({ compared }: { readonly compared: readonly string[] }) {
  const { change, deeds } = useGoing()
  const columns = useMemo(() => compared.map(columnOf), [compared])
  if (columns.length === 0) return null
  const runnable = columns.filter(({ recipe }) => recipe !== null).map(({ id }) => id)
  const parts = (Object.keys(PART_NAMES) as PartId[]).filter((part) => columns.some(({ has }) => has.includes(part)))
  return (
    <section className="atlas-comparison" aria-labelledby="atlas-comparison-heading">
      <h3 id="atlas-comparison-heading" className="heading">
        {t('Side by side')}
      </h3>
      {columns.length === 1 && <p>{t('Press “Compare” on another card, up to four.')}</p>}
      <div className="atlas-table">
        <table>
          <Head title={t('Part')} columns={columns} />
          <tbody>
            {parts.map((part) => (
              <tr key={part} className={columns.every(({ has }) => has.includes(part)) ? 'same' : undefined}>
                <th scope="row">
                  <small>{t(PART_FAMILIES[familyOf(part)])}</small> {t(partName(part))}
                </th>
                {columns.map((column) => (
                  <td key={column.id}>{cell(part, column)}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('Formula')}</th>
              {columns.map(({ id, recipe }) => (
                <td key={id}>{recipe ? <Formulas recipe={recipe} /> : t('explained only')}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <Places columns={columns} />
      <div className="atlas-deeds">
        <Button disabled={runnable.length < 2} onPress={() => deeds.race(runnable)}>
          {t('Race them')}
        </Button>
        <Button onPress={() => change((now) => ({ ...now, compared: [] }))}>{t('Close the comparison')}</Button>
      </div>
    </section>
  )
}

interface HeadProps {
  readonly title: string
  readonly columns: readonly Choice[]
}

function Head({ title, columns }: HeadProps) {
  return (
    <thead>
      <tr>
        <th scope="col">{title}</th>
        {columns.map(({ id, entry, form }) => (
          <th key={id} scope="col">
            <EntryName entry={entry} /> {form && <span lang="en">({form.name})</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function cell(part: PartId, { has, optional }: Column): string {
  if (!has.includes(part)) return '–'
  return optional.includes(part) ? t('✓ possible') : '✓'
}

/** One a phase. */
function Formulas({ recipe }: { readonly recipe: Recipe }) {
  return formula(recipe).phases.map(({ name, segments }, i) => <Formula key={name ?? i} tex={texOf(segments)} />)
}

/** Where the recipes have other values, for those that are one. */
function Places({ columns }: { readonly columns: readonly Choice[] }) {
  const run = useMemo(
    () => columns.flatMap((column) => (column.recipe ? [{ ...column, recipe: column.recipe }] : [])),
    [columns],
  )
  const found = useMemo(() => placesApart(run.map(({ recipe }) => recipe)), [run])
  if (run.length < 2) return null
  return (
    <details>
      <summary>{count(found.length, 'The recipes differ in # place', 'The recipes differ in # places')}</summary>
      <div className="atlas-table">
        <table>
          <Head title={t('Place in the recipe')} columns={run} />
          <tbody lang="en">
            {found.map(({ path, values }) => (
              <tr key={path}>
                <th scope="row">
                  <code>{path}</code>
                </th>
                {run.map(({ id }, i) => (
                  <td key={id}>
                    <code>{values[i] === undefined ? '–' : JSON.stringify(values[i])}</code>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
