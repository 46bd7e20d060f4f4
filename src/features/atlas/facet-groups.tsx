/** @file The facets: a group each, every value a link that says how many entries it would show. */
import { useMemo } from 'react'
import { t } from '../../i18n/words.ts'
import { ATLAS } from '../../methods/atlas/atlas.ts'
import { useMedia } from '../../ui/use-media.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { AXES, FACETS, type Facet, valuesOf } from './facets.ts'
import { Way } from './going.tsx'
import { countsOf, type SearchTexts } from './search.ts'
import { type AtlasState, toggled } from './state.ts'

interface FacetsProps {
  readonly state: AtlasState
  readonly texts: SearchTexts
}

export function Facets({ state, texts }: FacetsProps) {
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
}

interface GroupProps extends FacetsProps {
  readonly facet: Facet
  readonly open: boolean
}

function Group({ facet, state, texts, open }: GroupProps) {
  const group = useRoving<HTMLFieldSetElement>()
  const chosen = state.facets[facet.id] ?? []
  const counts = useMemo(() => countsOf(facet, state, texts), [facet, state, texts])
  const values = useMemo(() => valuesOf(facet, ATLAS), [facet])
  const heading = `atlas-facet-${facet.id}`
  return (
    <details className="atlas-facet" open={open || chosen.length > 0}>
      <summary id={heading}>{t(facet.title)}</summary>
      <fieldset aria-labelledby={heading} ref={group}>
        {values.map((value) => {
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
        })}
      </fieldset>
    </details>
  )
}
