/** @file Where a step's time goes. */
import { THIN_SPACE } from '../../charts/format.ts'
import { StackedBar } from '../../charts/stacked-bar.tsx'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { phaseTimes } from './training-view.ts'
import './time.css'

const milliseconds = (value: number): string => `${Math.round(value)}${THIN_SPACE}ms`

export function Time() {
  const run = useAppState((state) => state.training.run)
  const times = run && phaseTimes(run.reports)
  return (
    <section className="time" aria-labelledby="time-heading">
      <h3 id="time-heading" className="heading">
        {t('Time of a step')}
      </h3>
      <StackedBar
        label={t('Time of a step, mean of the last ten')}
        format={milliseconds}
        parts={[
          { id: 'sample', label: t('sample'), value: times?.sample ?? 0, tone: 'student' },
          { id: 'score', label: t('score'), value: times?.score ?? 0, tone: 'teacher' },
          { id: 'step', label: t('step'), value: times?.step ?? 0, tone: 'ink' },
        ]}
      />
      <p className="time-graph">
        {run
          ? t('Training graph built in {build}, opened in {open}.', {
              build: milliseconds(run.info.buildMs),
              open: milliseconds(run.info.openMs),
            })
          : t('The training graph is built here, when it is needed.')}
      </p>
    </section>
  )
}
