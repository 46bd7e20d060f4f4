/** @file Over the text: who wrote it and when, live or recorded, and the legend of its marks. */
import { useAppState } from '../../store/hooks.ts'
import './heading.css'
import { Legend } from './legend.tsx'

export function RolloutHeading() {
  const run = useAppState((state) => state.run)
  return (
    <div className="rollout-heading">
      <div>
        <h2 id="rollout-heading" className="heading">
          The student’s text
        </h2>
        <p className="rollout-origin numeric">
          {run && (
            <>
              <span className={`badge ${run.origin}`} title={TITLES[run.origin]}>
                {run.origin === 'recorded' ? 'REPLAY' : 'LIVE'}
              </span>{' '}
              seed {run.sampling.seed}, {run.sampling.temperature === 0 ? 'greedy' : `T ${run.sampling.temperature}`}
            </>
          )}
        </p>
      </div>
      <Legend />
    </div>
  )
}

const TITLES = {
  recorded: 'Recorded earlier from the same models; press Sample to write on this device',
  live: 'Written on this device',
} as const
