/** @file Two to six recipes of one's own choice. */

import { ActionButton, ActionIconButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { t } from '../../i18n/words.ts'
import { recipeGroups } from '../../stage/recipe-groups.ts'
import { useAppState } from '../../store/hooks.ts'
import { FEWEST_LANES } from './settings.ts'

export function OwnLanes({ lanes }: { readonly lanes: readonly string[] }) {
  const groups = recipeGroups(useAppState(({ settings }) => settings.ownRecipe))
  return (
    <ul className="race-own">
      {lanes.map((recipe, lane) => (
        // Lanes have no name but their number.
        <li key={`lane ${lane + 1}`}>
          <ActionSelect
            name="setLane"
            label={t('Lane {n}', { n: lane + 1 })}
            value={recipe}
            groups={groups}
            to={(id) => ({ lane, recipe: id })}
          />
          <ActionIconButton
            name="dropLane"
            icon="cross"
            label={t('Remove lane {n}', { n: lane + 1 })}
            disabled={lanes.length <= FEWEST_LANES}
            argument={lane}
          />
        </li>
      ))}
      <li>
        <ActionButton name="addLane" tone="quiet" />
      </li>
    </ul>
  )
}
