/** @file What the marks mean, and how far the scale reaches. */
import { divergenceUnit } from '../../charts/divergence-unit.ts'
import { GapScale } from '../../charts/gap-scale.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { Term } from '../../controls/term.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import { GAP_SCALES, UNITS } from '../../settings/settings.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { markScale } from '../../store/marks.ts'
import { viewOf } from '../../store/scoring.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import './legend.css'

export function Legend() {
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const { other, context } = viewOf({ rollout, settings })
  const { limit, widenedFrom } = useAppState(markScale)
  const chosen = divergenceById(settings.divergence)
  const ofGap = settings.marks === 'gap'
  const told = context === null
  const group = useRoving<HTMLDivElement>()
  const scales = [
    { label: t('Scale'), options: GAP_SCALES.map((scale) => ({ value: String(scale), label: `±${scale} nats` })) },
  ]
  const units = [{ label: t('Units'), options: UNITS.map((unit) => ({ value: unit, label: unit })) }]
  return (
    <div className="legend" data-part="legend" ref={group}>
      <div className="legend-scale">
        <p>
          <Term of={ofGap ? 'gap' : 'divergence'}>{t('To the teacher, a token is')}</Term>
        </p>
        <p className="legend-ends">
          <span className="legend-less">{t('less likely')}</span>
          <span className="legend-more">{t('more likely')}</span>
        </p>
        {ofGap ? (
          <GapScale limit={limit} />
        ) : (
          <GapScale limit={limit} of={{ name: t(chosen.name), inNats: divergenceUnit(chosen.id, 'nats') !== null }} />
        )}
      </div>
      <div className="legend-notes">
        <p>
          <Phrase
            text={t('The marks show {what}', { what: '{what}' })}
            places={{
              what: (
                <ActionSelect
                  name="setMarks"
                  value={settings.marks}
                  groups={[
                    {
                      label: t('Marks'),
                      options: [
                        { value: 'gap', label: t('the gap') },
                        { value: 'divergence', label: t(chosen.name) },
                      ],
                    },
                  ]}
                />
              ),
            }}
          />
        </p>
        {widenedFrom !== null && (
          <p className="legend-widened">
            {t('Scale widened from ±{from} to ±{to} nats: what the note changes most lies beyond it.', {
              from: widenedFrom,
              to: limit,
            })}
          </p>
        )}
        <p className="legend-ghost" data-there={other !== null}>
          <span className={told ? 'legend-outline told' : 'legend-outline'} aria-hidden="true" />
          {told ? t('if it had seen the note') : t('before it saw the note')}
        </p>
        <p>
          <Phrase
            text={t('Scale {scale}, numbers in {units}', { scale: '{scale}', units: '{units}' })}
            places={{
              scale: (
                <ActionSelect
                  name="setGapScale"
                  value={String(settings.gapScale)}
                  groups={scales}
                  to={(value) => GAP_SCALES.find((each) => String(each) === value)}
                />
              ),
              units: <ActionSelect name="setUnits" value={settings.units} groups={units} />,
            }}
          />
        </p>
      </div>
    </div>
  )
}
