/** @file Lesson 5: gates, clips, prefixes: which tokens a loss listens to. */
import { mark } from '../../../i18n/words.ts'
import { act } from '../../../store/app.ts'
import { at, keptLoss, peakOf, readTokens, totalOf } from '../read-page.ts'
import type { Lesson, LessonPage, Said, Step } from '../types.ts'

/** What the waterfall is read by in this lesson. */
const MEASURE = 'reverse-kl'

/** What a threshold left of the loss, and what became of the token that weighs most without any. */
const left = ({ state }: LessonPage) => {
  const { tokens, cut, value, keeps } = keptLoss(state)
  const full = totalOf(state, MEASURE)
  const peak = peakOf(state, MEASURE)
  return {
    stays: peak !== null && keeps(peak.index),
    holds: value >= full / 2,
    cut,
    values: {
      tokens,
      value: { nats: value },
      full: { nats: full },
      token: { token: peak?.text ?? '' },
      share: { share: peak ? at(peak, MEASURE) / full : Number.NaN },
    },
  }
}

/** Fewer tokens count than there are. */
const gated = ({ state }: LessonPage): boolean => keptLoss(state).tokens < readTokens(state).length

const common: Pick<Step, 'at' | 'run'> = { at: 'waterfall-panel', run: true }

export const WHICH_TOKENS: Lesson = {
  number: 5,
  title: mark('Which tokens matter'),
  summary: mark('Most tokens teach next to nothing. Clips, entropy gates and prefixes decide which ones speak.'),
  settings: { problemSeed: 37, seed: 1, divergence: 'reverse-kl', tab: 'training' },
  steps: [
    {
      ...common,
      id: 'tok-few',
      at: 'tabs',
      say: mark('A loss is a sum over tokens, and the sum is not shared evenly.'),
      task: mark('Open the tab “Pivot waterfall”.'),
      done: ({ state }) => state.settings.tab === 'waterfall',
      show: (app) => act(app, 'openTab', 'waterfall'),
      seen: (now) => {
        const { tokens, full, token, share } = left(now).values
        return {
          text: mark('{few} of {tokens} tokens carry 80 % of {full}; {token} alone holds {share}.'),
          values: { few: keptLoss(now.state).carrying, tokens, full, token, share },
        }
      },
    },
    {
      ...common,
      id: 'tok-clip',
      needs: { tab: 'waterfall' },
      say: mark('A clip limits what one token may add, so that a single surprise does not steer the whole step.'),
      formula: '\\min(d_t,\\ c)',
      task: mark('Lower “Clip” until it cuts something.'),
      done: ({ state }) => state.settings.clip > 0 && keptLoss(state).cut > 0,
      show: (app) => {
        const peak = peakOf(app.store.getState(), MEASURE)
        act(app, 'setClip', Math.min(0.5, peak ? at(peak, MEASURE) / 2 : 0.5))
      },
      seen: (now) => {
        const { cut, values } = left(now)
        const { value, full, token } = values
        return {
          text: mark('{cut} tokens are cut, {token} first of all: {value} of {full} is left.'),
          values: { cut, token, value, full },
        }
      },
    },
    {
      ...common,
      id: 'tok-student',
      say: mark(
        'An entropy gate keeps the tokens where the student was least sure: there, a word could have gone either way.',
      ),
      formula: 'H(p_S) = -\\sum_v p_S \\log p_S',
      task: mark('Lower “Student’s entropy” until half of the tokens or fewer are left.'),
      done: ({ state }) => state.settings.studentTop <= 0.5,
      show: (app) => act(app, 'setStudentTop', 0.2),
      seen: (now) => {
        const { stays, values } = left(now)
        return {
          text: stays
            ? mark(
                '{tokens} tokens stay, with {value} of {full}. {token}, which holds {share}, is among them: there the student was in doubt.',
              )
            : mark(
                '{tokens} tokens stay, with {value} of {full}. {token}, which holds {share}, is not among them: there the student was sure.',
              ),
          values,
        }
      },
    },
    {
      ...common,
      id: 'tok-teacher',
      say: mark('Gated by the teacher’s entropy instead, the loss listens where the teacher itself is in doubt.'),
      task: mark('Raise “Teacher’s entropy” until some tokens are left out.'),
      done: (now) => now.state.settings.teacherGate > 0 && gated(now),
      show: (app) => act(app, 'setTeacherGate', 0.05),
      seen: (now) => {
        const { stays, values } = left(now)
        return {
          text: stays
            ? mark(
                'The teacher is in doubt on {tokens} tokens; they hold {value} of {full}, {token} with its {share} among them.',
              )
            : mark(
                'The teacher is in doubt on {tokens} tokens; they hold {value} of {full}. This gate threw away {token}, {share} of the loss: there the teacher was sure.',
              ),
          values,
        }
      },
    },
    {
      ...common,
      id: 'tok-prefix',
      say: mark(
        'A prefix limit reads only the beginning. That is cheaper, and it bets that what comes later is worth less.',
      ),
      task: mark('Lower “Prefix” until some tokens are left out.'),
      done: (now) => now.state.settings.prefix > 0 && gated(now),
      show: (app) => act(app, 'setPrefix', 20),
      seen: (now): Said => {
        const { holds, values } = left(now)
        const { tokens, value, full, token, share } = values
        if (holds)
          return {
            text: mark('The first {tokens} tokens hold {value} of {full}: here the bet is won.'),
            values: { tokens, value, full },
          }
        return {
          text: mark(
            'The first {tokens} tokens hold {value} of {full}: here the bet is lost. The heaviest token, {token}, holds {share} of it.',
          ),
          values: { tokens, value, full, token, share },
        }
      },
    },
  ],
}
