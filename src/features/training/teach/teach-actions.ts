/** @file Intents of the first screen: teach, stop, and which of the two texts is on view. */
import { type App, action, actionOf } from '../../../store/app.ts'
import type { AppState } from '../../../store/state.ts'
import { trainingBusy } from '../state.ts'
import { stageSampling, TEACHING } from './state.ts'

const working = ({ teach, training }: AppState): boolean => teach.playing || trainingBusy(training)

async function teach(app: App): Promise<void> {
  const { session, store } = app
  // Presses while it begins must find it at work.
  const { rollout, engine, activity, settings } = store.getState()
  const warm = engine.phase === 'ready' && activity === 'idle'
  const signal = session.teaching.begin()
  const recorded = session.teaching.play(signal, !warm && rollout?.origin === 'recorded' && rollout.result !== null)
  // With models at hand the student writes by itself, and the teacher reads along; without, the recorded text is shown being written.
  if (warm) await session.sample()
  if (signal.aborted) return
  await session.training.teach({ ...TEACHING, sampling: stageSampling(settings) })
  await recorded
  if (signal.aborted) return
  const { training, rollout: now } = store.getState()
  const taught = training.run?.evaluations.at(-1)?.step ?? 0
  if (now && taught > 0 && training.at === taught)
    store.setState(({ teach }) => ({ teach: { ...teach, after: now.id } }))
}

export const TEACH_ACTIONS = {
  teach: action({
    id: 'teach',
    label: 'Teach it',
    keys: [],
    available: (state) => !working(state) && state.race.activity === 'idle',
    perform: (app) => void teach(app),
  }),
  stopTeaching: action({
    id: 'stop-teaching',
    label: 'Stop teaching',
    keys: [],
    available: working,
    perform: ({ session }) => {
      session.stop()
      session.teaching.stop()
      session.training.pause()
    },
  }),
  showTaught: actionOf<boolean>({
    id: 'show-taught',
    label: 'Before or after the lesson',
    keys: [],
    perform: ({ store }, after) =>
      store.setState(({ teach, rollout }) => ({ teach: { ...teach, after: after && rollout ? rollout.id : null } })),
  }),
} as const
