/** @file The facets: a group each, every value a link that says how many entries it would show. */
import { memo, useMemo, useState } from 'react'
import { t } from '../../i18n/words.ts'
import { useMedia } from '../../ui/use-media.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { AXES, allValuesOf, FACETS, type Facet } from './facets.ts'
import { Way } from './going.tsx'
import { countsOf, type SearchTexts } from './search.ts'
import { type AtlasState, toggled } from './state.ts'

interface FacetsProps {
  readonly state: AtlasState
  readonly texts: SearchTexts
}

/** They follow a moment behind what is typed. */
export const Facets = memo(function Facets({ state, texts }: FacetsProps) {
  const narrow = useMedia('(max-width: 900px)')
  const groups = FACETS.map((facet, i) => (
    <Group key={facet.id} facet={facet} state={state} texts={texts} open={i < AXES && !narrow} />
  ))
  return (
    <nav className="atlas-facets" aria-label={t('Narrow the atlas')}>
      {narrow ? (
        // On a phone the map comes first: a dozen headings would stand before it.
        <details className="atlas-fold" open={Object.keys(state.facets).length > 0}>
          <summary>{t('Narrow the atlas')}</summary>
          <div className="atlas-facets">{groups}</div>
        </details>
      ) : (
        groups
      )}
    </nav>
  )
})

interface GroupProps extends FacetsProps {
  readonly facet: Facet
  readonly open: boolean
}

function Group({ facet, state, texts, open }: GroupProps) {
  const group = useRoving<HTMLFieldSetElement>()
  const chosen = state.facets[facet.id] ?? []
  const [unfolded, setUnfolded] = useState(open || chosen.length > 0)
  const heading = `atlas-facet-${facet.id}`
  return (
    <details
      className="atlas-facet"
      open={open || chosen.length > 0}
      onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
    >
      <summary id={heading}>{t(facet.title)}</summary>
      <fieldset aria-labelledby={heading} ref={group}>
        {unfolded && <Values facet={facet} state={state} texts={texts} />}
      </fieldset>
    </details>
  )
}

type ValuesProps = Omit<GroupProps, 'open'>

/** Only of groups that are unfolded: every value is a link that changes with all that is chosen, and there are a hundred and fifty of them. */
function Values({ facet, state, texts }: ValuesProps) {
  const chosen = state.facets[facet.id] ?? []
  const counts = useMemo(() => countsOf(facet, state, texts), [facet, state, texts])
  return allValuesOf(facet).map((value) => {
    const n = counts.get(value) ?? 0
    const here = chosen.includes(value)
    return (
      <Way
        key={value}
        to={toggled(state, facet.id, value)}
        follow={(now) => toggled(now, facet.id, value)}
        current={here}
        className={n === 0 && !here ? 'empty' : 'facet'}
      >
        <span>{t(facet.label(value))}</span> <small className="numeric">{n}</small>
      </Way>
    )
  })
}
