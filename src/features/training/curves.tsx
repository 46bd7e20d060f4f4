/** @file The place of the run's curves. Before there is a run it says what will stand here, and shows what a recorded run looked like. */
import { list, t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import { useReached } from '../../ui/use-reached.ts'
import { CHARTS } from './charts.ts'
import { fittingRecording } from './teach/state.ts'
import './curves.css'

const CurveGrid = lazily(async () => (await import('./curve-grid.tsx')).CurveGrid)
const CurveExample = lazily(async () => (await import('./curve-example.tsx')).CurveExample)

export function Curves() {
  const any = useAppState(({ training: { run, past } }) => run !== null || past.length > 0)
  return any ? <CurveGrid /> : <Promised />
}

/** The example is fetched when somebody comes near: the first screen does without it. */
function Promised() {
  const recorded = useAppState((state) => fittingRecording(state) !== null)
  const [place, reached] = useReached<HTMLDivElement>()
  return (
    <div className="curves-none" ref={place}>
      <p>
        {t('Once it learns, {n} curves are drawn here: {names}.', {
          n: CHARTS.length,
          names: list(CHARTS.map(({ title }) => t(title))),
        })}
      </p>
      {recorded && reached && <CurveExample />}
    </div>
  )
}
