/** @file Lesson 1: what on-policy distillation is, and why texts of others make a student drift. */

import { mark } from '../../../i18n/words.ts'
import { judge } from '../../../methods/judge.ts'
import { chosenRecipe } from '../../../settings/run-setup.ts'
import { act } from '../../../store/app.ts'
import { choicesAt } from '../../../store/rollout-tree.ts'
import { carrying, at as divergenceAt, netGap, newRun, readTokens, totalGapSize, worstToken } from '../read-page.ts'
import { TOLD } from '../said.ts'
import type { Lesson } from '../types.ts'

/** What the fork did, by what the answer was before it and is after it. */
const FORKED = {
  wrong: {
    right: mark('From {token} on the student went on by itself, and the answer is right now: one token decided.'),
    wrong: mark(
      'From {token} on the student went on by itself, and the answer is still wrong: it slips elsewhere, too.',
    ),
  },
  right: {
    right: mark('From {token} on the student went on by itself, and the answer is right, as it was before.'),
    wrong: mark(
      'From {token} on the student went on by itself, and now the answer is wrong: it was lost by one token.',
    ),
  },
} as const

const isRight = (status: string | undefined): boolean => status === 'right'

export const WHAT_OPD_IS: Lesson = {
  number: 1,
  title: mark('What on-policy distillation is'),
  summary: mark('C1, the student writes; C2, a teacher reads every token. And why texts of others make it drift.'),
  settings: { problemSeed: 37, seed: 1, divergence: 'reverse-kl' },
  steps: [
    {
      id: 'opd-write',
      at: 'sampling',
      say: mark('It begins with the student. C1: it samples a text of its own, token by token, while it is trained.'),
      formula: 'y_t \\sim p_S(\\,\\cdot \\mid x, y_{<t})',
      task: mark('Press “Sample”.'),
      done: (now, before) => newRun(now.state, before.state),
      show: (app) => act(app, 'sample'),
      seen: ({ state: { rollout } }) => ({
        text: isRight(rollout?.result?.verdict.status)
          ? mark('It wrote {tokens} tokens, and the verifier finds the answer right.')
          : mark('It wrote {tokens} tokens, and the verifier finds the answer wrong. But where did it go wrong?'),
        values: { tokens: rollout?.tokens.length ?? 0 },
      }),
    },
    {
      id: 'opd-read',
      at: 'rollout',
      say: mark('C2: a teacher reads these very tokens and says of each how likely it would have written it.'),
      formula: '\\text{gap}_t = \\log p_T(y_t \\mid x, y_{<t}) - \\log p_S(y_t \\mid x, y_{<t})',
      task: mark(
        'Pin the token that the teacher finds least likely, the deepest orange: click it, or walk there with the arrow keys and press Enter.',
      ),
      run: true,
      done: ({ state }) => state.pinned !== null && state.pinned === worstToken(state)?.index,
      show: (app) => {
        const worst = worstToken(app.store.getState())
        if (worst) act(app, 'togglePin', worst.index)
      },
      seen: ({ state }) => {
        const worst = worstToken(state)
        return {
          text: mark('{token}: the student gave it {student}, the teacher {teacher}. The gap is {gap}.'),
          values: {
            token: { token: worst?.text ?? '' },
            student: { share: Math.exp(worst?.score.logpStudent ?? Number.NaN) },
            teacher: { share: Math.exp(worst?.score.logpTeacher ?? Number.NaN) },
            gap: { nats: worst?.score.gap ?? Number.NaN },
          },
        }
      },
    },
    {
      id: 'opd-dense',
      at: 'tabs',
      say: mark(
        'A verifier gives one bit for the whole text. The teacher gives a number for every token, and says where the loss sits.',
      ),
      task: mark('Open the tab “Pivot waterfall”.'),
      run: true,
      pin: ({ state }) => worstToken(state)?.index ?? null,
      done: ({ state }) => state.settings.tab === 'waterfall',
      show: (app) => act(app, 'openTab', 'waterfall'),
      seen: ({ state }) => {
        const tokens = readTokens(state)
        return {
          text: mark('{few} of {all} tokens carry 80 % of this text’s reverse KL.'),
          values: {
            few: carrying(
              tokens.map((token) => divergenceAt(token, 'reverse-kl')),
              0.8,
            ),
            all: tokens.length,
          },
        }
      },
    },
    {
      id: 'opd-fork',
      at: 'fork-panel',
      needs: { tab: 'fork' },
      say: mark('Every token stands on those before it: after a slip the student is in a place of its own making.'),
      task: mark('Force the teacher’s choice at the pinned token: press “Force this token”, or the key f.'),
      run: true,
      pin: ({ state }) => worstToken(state)?.index ?? null,
      done: ({ state }, before) => newRun(state, before.state) && state.rollout?.fork !== undefined,
      show: (app) => act(app, 'forceTeacherChoice'),
      seen: ({ state: { rollout } }, before) => {
        const instead = choicesAt(before.state, rollout?.fork?.index ?? 0)[0]
        const was = isRight(before.state.rollout?.result?.verdict.status)
        const is = isRight(rollout?.result?.verdict.status)
        return {
          text: FORKED[was ? 'right' : 'wrong'][is ? 'right' : 'wrong'],
          values: { token: { token: rollout?.fork?.token.text ?? instead?.text ?? '' } },
        }
      },
    },
    {
      id: 'opd-drift',
      at: 'sampling',
      needs: { student: 'teacher', teacher: 'student', tab: 'training' },
      say: mark(
        'Now off-policy, as imitation has it: the roles are swapped, so the larger model writes and the small one reads.',
      ),
      task: mark('Press “Sample”.'),
      done: ({ state }, before) => newRun(state, before.state) && state.rollout?.student === 'teacher',
      show: (app) => act(app, 'sample'),
      seen: ({ state }) => ({
        text: isRight(state.rollout?.result?.verdict.status)
          ? mark(
              'A right text; its gaps are {nats} in all, {net} net. It never stands behind a slip, so whoever learns from such texts alone meets that place for the first time when writing: there it drifts.',
            )
          : mark(
              'Its gaps are {nats} in all, {net} net. The text goes where the larger model goes, not where the student would: behind its own slips it has learned nothing, and there it drifts.',
            ),
        values: { nats: { nats: totalGapSize(state) }, net: { net: netGap(state) } },
      }),
    },
    {
      id: 'opd-judge',
      at: 'training',
      needs: { student: 'student', teacher: 'teacher', recipe: 'gkd' },
      say: mark(
        'A method is on-policy distillation when both hold: the texts are the student’s own (C1), and a teacher grades every token (C2).',
      ),
      task: mark('Choose a recipe that fails one of them: SSD, for instance, under “Recipe”.'),
      done: ({ state }) => {
        const { c1, c2 } = judge(chosenRecipe(state.settings))
        return c1.value !== 'yes' || c2.value !== 'yes'
      },
      show: (app) => act(app, 'setRecipe', 'apple-ssd'),
      seen: ({ state }) => {
        const recipe = chosenRecipe(state.settings)
        const { c1, c2 } = judge(recipe)
        return {
          text: mark('{name}: C1 {c1}, C2 {c2}. The reasons stand beside the verdicts.'),
          values: { name: { word: recipe.name }, c1: { word: TOLD[c1.value] }, c2: { word: TOLD[c2.value] } },
        }
      },
    },
  ],
}
