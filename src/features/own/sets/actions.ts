/** @file Intents of sets of problems. */
import { number, t } from '../../../i18n/words.ts'
import { type App, action, actionOf, writing } from '../../../store/app.ts'
import { showOfSet, sizeOfSet } from '../../../store/rollout-actions.ts'
import type { AppState } from '../../../store/state.ts'
import type { SetChoice, SetsState } from './state.ts'

/** No set at all, in the list of them. */
export const NO_SET = 'none'

function setsOf({ brought }: AppState): SetsState {
  return brought.sets
}

function changeSets(app: App, part: Partial<SetsState>): void {
  app.store.setState(({ brought }) => ({ brought: { ...brought, sets: { ...brought.sets, ...part } } }))
}

async function begin(app: App, reading: Promise<boolean | null>): Promise<void> {
  const isHere = await reading
  const { problemSet } = app.store.getState()
  if (!isHere || !problemSet) return
  showOfSet(app, 0)
  const n = number(sizeOfSet(problemSet))
  app.store.setState({ announcement: t('“{name}” is here: {n} problems.', { name: t(problemSet.name), n }) })
}

export const SETS_ACTIONS = {
  openProblems: actionOf<File>({
    id: 'open-problems',
    label: 'Open a file of problems',
    keys: [],
    available: (state) => !writing(state),
    perform: (app, file) => void app.session.problemSets.use((sets) => sets.pick(file)),
  }),
  mapProblems: actionOf<Partial<SetChoice>>({
    id: 'map-problems',
    label: 'Say what its fields are',
    keys: [],
    available: (state) => setsOf(state).picked !== null,
    perform: (app, part) => {
      const { picked } = setsOf(app.store.getState())
      if (picked) changeSets(app, { picked: { ...picked, choice: { ...picked.choice, ...part } } })
    },
  }),
  useProblems: action({
    id: 'use-problems',
    label: 'Use these problems',
    keys: [],
    available: (state) => setsOf(state).picked !== null && setsOf(state).reading === null && !writing(state),
    perform: (app) =>
      void begin(
        app,
        app.session.problemSets.use((sets) => sets.use()),
      ),
  }),
  cancelProblems: action({
    id: 'cancel-problems',
    label: 'Leave the file of problems',
    keys: [],
    available: (state) => setsOf(state).picked !== null || setsOf(state).reading !== null,
    perform: (app) => app.session.problemSets.ifOpened((sets) => sets.cancel()),
  }),
  chooseSet: actionOf<string>({
    id: 'choose-set',
    label: 'A set of problems',
    keys: [],
    available: (state) => !writing(state) && setsOf(state).reading === null,
    perform: (app, key) => {
      if (key === NO_SET) app.store.setState({ problemSet: null })
      else
        void begin(
          app,
          app.session.problemSets.use((sets) => sets.open(key)),
        )
    },
  }),
  removeSet: actionOf<string>({
    id: 'remove-set',
    label: 'Remove a file of problems that is kept',
    keys: [],
    perform: (app, key) => void app.session.problemSets.use((sets) => sets.remove(key)),
  }),
  listSets: action({
    id: 'list-sets',
    label: 'List the files of problems that are kept',
    keys: [],
    perform: (app) => void app.session.problemSets.use((sets) => sets.list()),
  }),
  showProblem: actionOf<number>({
    id: 'show-problem',
    label: 'Problem of the set',
    keys: [],
    available: (state) => state.problemSet !== null && !writing(state),
    perform: (app, number) => showOfSet(app, number - 1),
  }),
  nextProblem: action({
    id: 'next-problem',
    label: 'The set’s next problem',
    keys: [],
    available: (state) => state.problemSet !== null && !writing(state),
    perform: (app) => {
      const { problemSet } = app.store.getState()
      if (problemSet) showOfSet(app, ((problemSet.at ?? -1) + 1) % sizeOfSet(problemSet))
    },
  }),
} as const
