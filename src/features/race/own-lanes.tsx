/** @file Two to six recipes of one's own choice. */

import { t } from '../../i18n/words.ts'
import { FAMILIES } from '../../methods/catalogue/registry.ts'
import { useAct, useAvailable } from '../../store/hooks.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { InlineSelect } from '../../ui/inline-select.tsx'
import { FEWEST_LANES } from './settings.ts'

export function OwnLanes({ lanes }: { readonly lanes: readonly string[] }) {
  const act = useAct()
  const canAdd = useAvailable('addLane')
  const groups = FAMILIES.map(({ name, recipes }) => ({
    label: t(name),
    options: recipes.map((recipe) => ({ value: recipe.id, label: recipe.name })),
  }))
  return (
    <ul className="race-own">
      {lanes.map((recipe, lane) => (
        // Lanes have no name but their number.
        <li key={`lane ${lane + 1}`}>
          <InlineSelect
            label={t('Lane {n}', { n: lane + 1 })}
            value={recipe}
            groups={groups}
            onChange={(id) => act('setLane', { lane, recipe: id })}
          />
          <IconButton
            icon="cross"
            label={t('Remove lane {n}', { n: lane + 1 })}
            disabled={lanes.length <= FEWEST_LANES}
            onPress={() => act('dropLane', lane)}
          />
        </li>
      ))}
      <li>
        <Button tone="quiet" disabled={!canAdd} onPress={() => act('addLane')}>
          {t('Add a lane')}
        </Button>
      </li>
    </ul>
  )
}
