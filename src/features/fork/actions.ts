/** @file Intents that fork a rollout, and that put another branch of its tree on the stage. */
import { type App, action, actionOf, change, writing } from '../../store/app.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { restage } from '../../store/rollout-actions.ts'
import { choicesAt, forkAt } from '../../store/rollout-tree.ts'
import type { AppState } from '../../store/state.ts'

/** A token to force: its id in the vocabulary, at a place of the rollout. */
export interface Forced {
  readonly index: number
  readonly id: number
}

function force(app: App, { index, id }: Forced): void {
  const start = forkAt(app.store.getState(), index, id)
  if (!start || writing(app.store.getState())) return
  change(app, { seed: start.seed })
  void app.session.sample(start)
}

/** The token in the details, with what may stand there. */
function attended(state: AppState): { readonly index: number; readonly choices: ReturnType<typeof choicesAt> } | null {
  const index = focusedToken(state)
  const choices = index === null ? [] : choicesAt(state, index)
  return index === null || choices.length === 0 || !state.rollout?.result ? null : { index, choices }
}

const canFork = (state: AppState): boolean => !writing(state) && attended(state) !== null

export const FORK_ACTIONS = {
  forceToken: actionOf<Forced>({
    id: 'force-token',
    label: 'Force this token',
    keys: [],
    available: canFork,
    perform: force,
  }),
  forceTeacherChoice: action({
    id: 'force-teacher-choice',
    label: 'Force the teacher’s choice',
    keys: ['f'],
    available: canFork,
    perform: (app) => {
      const place = attended(app.store.getState())
      const first = place?.choices[0]
      if (first) force(app, { index: place.index, id: first.id })
    },
  }),
  continueAgain: action({
    id: 'continue-again',
    label: 'Continue again after this token',
    keys: ['Shift+f'],
    available: canFork,
    perform: (app) => {
      const place = attended(app.store.getState())
      const written = place?.choices.find((choice) => choice.written)
      if (written) force(app, { index: place?.index ?? 0, id: written.id })
    },
  }),
  showBranch: actionOf<number>({
    id: 'show-branch',
    label: 'Show a branch',
    keys: [],
    available: (state) => !writing(state),
    perform: (app, id) => {
      const state = app.store.getState()
      const all = [...state.past, ...(state.rollout ? [state.rollout] : []), ...state.future]
      const at = all.findIndex((rollout) => rollout.id === id)
      const rollout = all[at]
      if (!rollout || writing(state) || rollout === state.rollout) return
      restage(app, rollout, all.slice(0, at), all.slice(at + 1))
      const index = rollout.fork?.index ?? focusedToken(state)
      app.store.setState({ hovered: index, pinned: state.pinned === null ? null : index })
    },
  }),
} as const
