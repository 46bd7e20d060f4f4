/** @file A step as a row of stations with arrows between them, and where a work leaves the field. */
import { t } from '../../i18n/words.ts'
import { familyOf, type PartFamily, partName } from '../../methods/part-names.ts'
import { STATION_NAMES } from '../../stage/stations.ts'
import type { FlowStep } from './flow.ts'

/** Whose part it is, in the page's colours; what belongs to nobody stays in ink. */
const VOICES: Readonly<Partial<Record<PartFamily, string>>> = { T: 'teacher', C: 'context', R: 'student' }

export function FlowDiagram({ steps }: { readonly steps: readonly FlowStep[] }) {
  return (
    <ol className="atlas-flow">
      {steps.map(({ station, who, parts, fails }) => (
        <li key={station} className={fails ? 'fails' : undefined}>
          <b>{t(STATION_NAMES[station])}</b>
          {who.map((each) => (
            <span key={each} className={station === 'write' && !fails ? 'student' : undefined}>
              {t(each)}
            </span>
          ))}
          {parts.map((part) => (
            <span key={part} className={VOICES[familyOf(part)]}>
              {t(partName(part))}
            </span>
          ))}
          {who.length + parts.length === 0 && <span className="atlas-nothing">{t('nothing of its own')}</span>}
          {fails && (
            <strong>
              ✗{' '}
              {fails === 'c1'
                ? t('C1 fails here: the student does not learn from its own texts.')
                : t('C2 fails here: no teacher speaks of every token.')}
            </strong>
          )}
        </li>
      ))}
    </ol>
  )
}
