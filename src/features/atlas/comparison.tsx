/** @file Two to four methods side by side: which parts each has, and their formulas. */
import { t } from '../../i18n/words.ts'
import { atlasEntry, statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { recipeById } from '../../methods/catalogue/registry.ts'
import { recipeFormula } from '../../methods/formula.ts'
import { familyOf, PART_FAMILIES, PART_NAMES, type PartId, partName } from '../../methods/part-names.ts'
import { Button } from '../../ui/button.tsx'
import { Formula } from '../../ui/formula.tsx'
import { EntryName } from './entry-name.tsx'
import { useGoing } from './going.tsx'

export function Comparison({ compared }: { readonly compared: readonly string[] }) {
  const { change, deeds } = useGoing()
  if (compared.length === 0) return null
  const entries = compared.map(atlasEntry)
  const runnable = entries.filter((entry) => statusOf(entry) !== 'explained').map(({ id }) => id)
  const parts = (Object.keys(PART_NAMES) as PartId[]).filter((part) =>
    entries.some((entry) => entry.parts.includes(part)),
  )
  return (
    <section className="atlas-comparison" aria-labelledby="atlas-comparison-heading">
      <h3 id="atlas-comparison-heading" className="heading">
        {t('Side by side')}
      </h3>
      {entries.length === 1 && <p>{t('Press “Compare” on another card, up to four.')}</p>}
      <div className="atlas-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Part')}</th>
              {entries.map((entry) => (
                <th key={entry.id} scope="col">
                  <EntryName entry={entry} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part} className={sharedByAll(part, entries) ? 'same' : undefined}>
                <th scope="row">
                  <small>{t(PART_FAMILIES[familyOf(part)])}</small> {t(partName(part))}
                </th>
                {entries.map((entry) => (
                  <td key={entry.id}>{cell(part, entry)}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('Formula')}</th>
              {entries.map((entry) => (
                <td key={entry.id}>
                  {statusOf(entry) === 'explained' ? t('explained only') : <Formula tex={firstFormula(entry.id)} />}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <div className="atlas-deeds">
        <Button disabled={runnable.length < 2} onPress={() => deeds.race(runnable)}>
          {t('Race them')}
        </Button>
        <Button onPress={() => change((now) => ({ ...now, compared: [] }))}>{t('Close the comparison')}</Button>
      </div>
    </section>
  )
}

const sharedByAll = (part: PartId, entries: readonly AtlasEntry[]): boolean =>
  entries.every((entry) => entry.parts.includes(part))

function cell(part: PartId, { parts, optional }: AtlasEntry): string {
  if (!parts.includes(part)) return '–'
  return optional.includes(part) ? t('✓ possible') : '✓'
}

const firstFormula = (id: string): string => recipeFormula(recipeById(id)).split('\n\n')[0] ?? ''
