/** @file Over the text: who wrote it and when, live or recorded. */
import type { SamplingOptions } from '../../engine/types.ts'
import { truncationWords } from '../../store/conditions.ts'
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
          {howDrawn(run.sampling)}
        </p>
      )}
      {waiting && <p className="rollout-waiting">The student is being loaded …</p>}
    </div>
  )
}

function howDrawn(sampling: SamplingOptions): string {
  const temperature = sampling.temperature === 0 ? 'greedy' : `temperature ${sampling.temperature}`
  return [`seed ${sampling.seed}`, temperature, ...truncationWords(sampling)].join(', ')
}

const TITLES = {
  recorded: 'Recorded earlier from the same models; press Sample to write on this device',
  live: 'Written on this device',
} as const
