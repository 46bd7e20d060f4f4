/** @file Over the text: who wrote it and when, live or recorded. */
import { useAppState } from '../../store/hooks.ts'
import './heading.css'

export function RolloutHeading() {
  const run = useAppState((state) => state.run)
  const waiting = useAppState(({ activity, run }) => activity === 'sampling' && run?.rollout !== null)
  return (
    <div className="rollout-heading">
      <h2 id="rollout-heading" className="heading">
        The student’s text
      </h2>
      {run && (
        <p className="rollout-origin numeric">
          <span className={`badge ${run.origin}`} title={TITLES[run.origin]}>
            {run.origin === 'recorded' ? 'REPLAY' : 'LIVE'}
          </span>
          seed {run.sampling.seed},{' '}
          {run.sampling.temperature === 0 ? 'greedy' : `temperature ${run.sampling.temperature}`}
        </p>
      )}
      {waiting && <p className="rollout-waiting">The student is being loaded …</p>}
    </div>
  )
}

const TITLES = {
  recorded: 'Recorded earlier from the same models; press Sample to write on this device',
  live: 'Written on this device',
} as const
