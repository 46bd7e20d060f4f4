/** @file Where a step's time goes. */
import { THIN_SPACE } from '../../charts/format.ts'
import { StackedBar } from '../../charts/stacked-bar.tsx'
import { useAppState } from '../../store/hooks.ts'
import { phaseTimes } from '../../store/training/reading.ts'
import './time.css'

const milliseconds = (value: number): string => `${Math.round(value)}${THIN_SPACE}ms`

export function Time() {
  const run = useAppState((state) => state.training.run)
  const times = run && phaseTimes(run.reports)
  return (
    <section className="time" aria-labelledby="time-heading">
      <h3 id="time-heading" className="heading">
        Time of a step
      </h3>
      <StackedBar
        label="Time of a step, mean of the last ten"
        format={milliseconds}
        parts={[
          { id: 'sample', label: 'sample', value: times?.sample ?? 0, tone: 'student' },
          { id: 'score', label: 'score', value: times?.score ?? 0, tone: 'teacher' },
          { id: 'step', label: 'step', value: times?.step ?? 0, tone: 'ink' },
        ]}
      />
      <p className="time-graph">
        {run
          ? `Training graph built in ${milliseconds(run.info.buildMs)}, opened in ${milliseconds(run.info.openMs)}.`
          : 'The training graph is built here, when it is needed.'}
      </p>
    </section>
  )
}
