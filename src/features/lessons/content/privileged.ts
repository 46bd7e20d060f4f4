/** @file Lesson 3: a model that teaches itself, because it is told something. */

import { mark } from '../../../i18n/words.ts'
import { judge } from '../../../methods/judge.ts'
import { chosenRecipe } from '../../../settings/run-setup.ts'
import { act } from '../../../store/app.ts'
import { turns } from '../../../store/gap-summary.ts'
import { viewOf } from '../../../store/scoring.ts'
import type { AppState } from '../../../store/state.ts'
import { moved, movedBy, readTokens } from '../read-page.ts'
import { TOLD } from '../said.ts'
import type { Lesson } from '../types.ts'

/** Nats below which a gap is rounding. */
const NOTHING = 0.001

const largestGap = (state: AppState): number =>
  Math.max(0, ...readTokens(state).map(({ score }) => Math.abs(score.gap)))

export const PRIVILEGED: Lesson = {
  number: 3,
  title: mark('Privileged context and self-distillation'),
  summary: mark('A model can teach itself, if its teaching half knows something that its writing half does not.'),
  settings: { problemSeed: 37, seed: 1, context: 'trace', tab: 'training' },
  steps: [
    {
      id: 'self-same',
      at: 'settings-sentence',
      say: mark('Let the student be its own teacher: the same weights read what they have just written.'),
      task: mark('Choose “same student” as the teacher.'),
      run: true,
      done: ({ state }) => state.settings.teacher === state.settings.student && viewOf(state).shown !== null,
      show: (app) => act(app, 'setTeacher', app.store.getState().settings.student),
      seen: ({ state }) => ({
        text:
          largestGap(state) < NOTHING
            ? mark('The largest gap is {max}: whoever knows no more has nothing to teach.')
            : mark('The largest gap is {max}: this reader differs from the writer, though both know the same.'),
        values: { max: { nats: largestGap(state) } },
      }),
    },
    {
      id: 'self-told',
      at: 'settings-sentence',
      needs: { teacher: 'student' },
      say: mark(
        'Now tell the teaching half the worked solution. The writing half never sees it: that is privileged context c.',
      ),
      formula: 'p_T(\\,\\cdot\\,) = p_S(\\,\\cdot \\mid x, c, y_{<t})',
      task: mark('Switch “Privileged context” on, or press p.'),
      run: true,
      done: ({ state }) => state.settings.privileged && viewOf(state).shown !== null,
      show: (app) => act(app, 'togglePrivileged'),
      seen: ({ state }) => {
        const { total = Number.NaN, net = Number.NaN, half = 0, count = 0 } = moved(state) ?? {}
        return {
          text: mark('The note moved {total} in all, {net} net, half of it on {half} of {count} tokens.'),
          values: { total: { nats: total }, net: { net }, half, count },
        }
      },
    },
    {
      id: 'self-where',
      at: 'rollout',
      needs: { privileged: true },
      say: mark('Same text, same weights, one note. Where did the opinion change?'),
      task: mark('Pin the token that moved most.'),
      run: true,
      done: ({ state }) => state.pinned !== null && state.pinned === moved(state)?.index,
      show: (app) => {
        const most = moved(app.store.getState())
        if (most) act(app, 'togglePin', most.index)
      },
      seen: ({ state }) => {
        const most = moved(state)
        return {
          text:
            most && most.after < most.before
              ? mark(
                  '{token}: the same model gives it {before} without the note and {after} with it. The note speaks against it.',
                )
              : mark(
                  '{token}: the same model gives it {before} without the note and {after} with it. The note speaks for it.',
                ),
          values: {
            token: { token: most?.text ?? '' },
            before: { share: Math.exp(most?.before ?? Number.NaN) },
            after: { share: Math.exp(most?.after ?? Number.NaN) },
          },
        }
      },
    },
    {
      id: 'self-xray',
      at: 'tabs',
      say: mark('The X-ray keeps the account: what a note moved, and where the teacher’s first choice turned.'),
      task: mark('Open the tab “Hint X-ray”.'),
      run: true,
      done: ({ state }) => state.settings.tab === 'xray',
      show: (app) => act(app, 'openTab', 'xray'),
      seen: ({ state }) => {
        const { without, with: told } = viewOf(state)
        const turned = without && told && state.rollout ? turns(without, told, state.rollout.tokens) : null
        return {
          text: mark('Tokens that turned from agreement to disagreement: {against}; the other way: {towards}.'),
          values: { against: turned?.toDisagree.length ?? 0, towards: turned?.toAgree.length ?? 0 },
        }
      },
    },
    {
      id: 'self-kinds',
      at: 'settings-sentence',
      needs: { tab: 'xray' },
      say: mark('What the teacher is told is a choice: the answer alone, a hint, feedback, “be brief”.'),
      task: mark('Tell it the answer alone: choose another note in the sentence.'),
      run: true,
      done: ({ state }) => state.settings.context === 'answer' && viewOf(state).shown !== null,
      show: (app) => act(app, 'setContext', 'answer'),
      seen: ({ state }) => {
        const answer = movedBy(state, 'answer') ?? Number.NaN
        const trace = movedBy(state, 'trace') ?? Number.NaN
        return {
          text:
            trace > answer
              ? mark(
                  'The worked solution moved {trace} in all, the answer alone {answer}: here more told is more taught.',
                )
              : mark(
                  'The worked solution moved {trace} in all, the answer alone {answer}: here more told is not more taught.',
                ),
          values: { answer: { nats: answer }, trace: { nats: trace } },
        }
      },
    },
    {
      id: 'self-recipe',
      at: 'training',
      needs: { tab: 'training', recipe: 'gkd' },
      say: mark('Training on these gaps is on-policy self-distillation, OPSD: no larger model, only a note.'),
      task: mark('Choose the recipe “OPSD”.'),
      done: ({ state }) => state.settings.recipe === 'opsd',
      show: (app) => act(app, 'setRecipe', 'opsd'),
      seen: ({ state }) => {
        const { c1, c2 } = judge(chosenRecipe(state.settings))
        return {
          text: mark(
            'C1 {c1}, C2 {c2}. The starting weights teach with the note; the student learns to do without it.',
          ),
          values: { c1: { word: TOLD[c1.value] }, c2: { word: TOLD[c2.value] } },
        }
      },
    },
  ],
}
