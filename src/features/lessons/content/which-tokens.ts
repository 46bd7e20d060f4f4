/** @file Lesson 5: gates, clips, prefixes: which tokens a loss listens to. */
import { mark } from '../../../i18n/words.ts'
import { act } from '../../../store/app.ts'
import { keptLoss, totalOf } from '../read-page.ts'
import type { Lesson, LessonPage, Step } from '../types.ts'

/** What every threshold is told by. */
const left = ({ state }: LessonPage) => {
  const { tokens, value, carrying } = keptLoss(state)
  return { tokens, few: carrying, value: { nats: value }, full: { nats: totalOf(state, 'reverse-kl') } }
}

const kept = mark('{tokens} tokens count, with {value} of {full}; {few} of them carry 80 %.')

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
      seen: (now) => ({ text: kept, values: left(now) }),
    },
    {
      ...common,
      id: 'tok-clip',
      needs: { tab: 'waterfall' },
      say: mark('A clip limits what one token may add, so that a single surprise does not steer the whole step.'),
      formula: '\\min(d_t,\\ c)',
      task: mark('Lower “Clip”.'),
      done: ({ state }) => state.settings.clip > 0,
      show: (app) => act(app, 'setClip', 0.5),
      seen: (now) => ({ text: kept, values: left(now) }),
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
      seen: (now) => ({ text: kept, values: left(now) }),
    },
    {
      ...common,
      id: 'tok-teacher',
      say: mark('Gated by the teacher’s entropy instead, the loss listens where the teacher itself is in doubt.'),
      task: mark('Raise “Teacher’s entropy”.'),
      done: ({ state }) => state.settings.teacherGate > 0,
      show: (app) => act(app, 'setTeacherGate', 0.05),
      seen: (now) => ({ text: kept, values: left(now) }),
    },
    {
      ...common,
      id: 'tok-prefix',
      say: mark(
        'A prefix limit reads only the beginning: cheaper, and what follows an early slip is not worth much anyway.',
      ),
      task: mark('Lower “Prefix”.'),
      done: ({ state }) => state.settings.prefix > 0,
      show: (app) => act(app, 'setPrefix', 20),
      seen: (now) => ({ text: kept, values: left(now) }),
    },
  ],
}
