/** @file Lesson 6: the student learns, by a teacher's grades, by its texts, by a verifier's bit. */
import { mark } from '../../../i18n/words.ts'
import { MEASURE_EVERY } from '../../../settings/run-setup.ts'
import { modelName } from '../../../stage/names.ts'
import { act } from '../../../store/app.ts'
import { modelById } from '../../../store/scoring.ts'
import type { AppState } from '../../../store/state.ts'
import type { Lesson, LessonPage } from '../types.ts'

const steps = ({ state }: LessonPage): number => state.training.at

function measuredAt(state: AppState, least: number) {
  const all = state.training.run?.evaluations ?? []
  return { first: all[0], last: all.findLast(({ step }) => step >= least) }
}

export const TRAIN_IT: Lesson = {
  number: 6,
  title: mark('Train it: OPD, SFT, RL'),
  summary: mark('Real gradient steps on this device: a teacher’s grades, a teacher’s texts, a verifier’s bit.'),
  settings: {
    problemSeed: 37,
    seed: 1,
    recipe: 'gkd',
    steps: MEASURE_EVERY,
    rolloutsPerStep: 8,
    maxTokens: 96,
    tab: 'training',
  },
  steps: [
    {
      id: 'train-step',
      at: 'training',
      say: mark(
        'One step: the student writes, the teacher grades every token, the gradient of reverse KL moves the weights.',
      ),
      formula:
        '\\nabla_\\theta \\sum_t \\mathrm{KL}(p_\\theta(\\,\\cdot \\mid y_{<t}) \\Vert p_T(\\,\\cdot \\mid y_{<t}))',
      task: mark('Press “Step”.'),
      done: (now, before) =>
        now.state.training.run !== null && steps(now) > (before.state.training.run ? steps(before) : 0),
      show: (app) => act(app, 'stepTraining'),
      seen: ({ state }) => {
        const report = state.training.run?.reports.at(-1)
        return {
          text: mark('{texts} texts, {rows} tokens. Loss {loss}, length of the gradient {norm}.'),
          values: {
            texts: report?.texts ?? 0,
            rows: report?.rows ?? 0,
            loss: { nats: report?.loss ?? Number.NaN },
            norm: report?.gradientNorm ?? Number.NaN,
          },
        }
      },
    },
    {
      id: 'train-ten',
      at: 'training',
      say: mark('Ten such steps see fewer than a hundred texts. Held-out problems tell what came of it.'),
      task: mark('Press “Train” and wait for step 10.'),
      done: ({ state }) => measuredAt(state, MEASURE_EVERY).last !== undefined && state.training.activity === 'idle',
      show: (app) => act(app, 'train'),
      seen: ({ state }) => {
        const { first, last } = measuredAt(state, MEASURE_EVERY)
        return {
          text: mark(
            'Right on held-out problems: {start} at the start, {end} at step {step}, on {n} problems (95 % interval {low} to {high}).',
          ),
          values: {
            start: { share: first?.greedy.share ?? Number.NaN },
            end: { share: last?.greedy.share ?? Number.NaN },
            low: { share: last?.greedy.interval[0] ?? Number.NaN },
            high: { share: last?.greedy.interval[1] ?? Number.NaN },
            step: last?.step ?? 0,
            n: last?.greedy.n ?? 0,
          },
        }
      },
    },
    {
      id: 'train-frames',
      at: 'flipbook',
      say: mark('The flipbook holds one problem’s text at every measurement.'),
      task: mark('Go back to the first frame of the flipbook.'),
      done: ({ state }) => state.training.frame !== null && state.training.frame === 0,
      show: (app) => act(app, 'lookAtFrame', 0),
      seen: ({ state }) => {
        const all = state.training.run?.evaluations ?? []
        return {
          text: mark('Before training this problem’s text is {first}, after it {last}.'),
          values: { first: { word: all[0]?.frame.status ?? '–' }, last: { word: all.at(-1)?.frame.status ?? '–' } },
        }
      },
    },
    {
      id: 'train-use',
      at: 'weights',
      say: mark('The weights are here, on this device: they can write and teach like any other model of the page.'),
      task: mark('Press “Use as student”.'),
      done: ({ state }) => modelById(state.engine.models, state.settings.student)?.role === 'trained',
      show: (app) => act(app, 'useAsStudent'),
      seen: ({ state }) => ({
        text: mark(
          'The student of the sentence is “{name}” now. Press “Sample”, if you like, and read what it writes.',
        ),
        values: { name: { word: modelName(state.settings.student, state.engine.models) } },
      }),
    },
    {
      id: 'train-race',
      at: 'race-panel',
      say: mark('OPD learns from a grade of every token, SFT from the teacher’s texts, GRPO from one bit a text.'),
      task: mark('Choose the race “OPD against SFT against GRPO”.'),
      done: ({ state }) => state.settings.race === 'signals',
      show: (app) => act(app, 'setRace', 'signals'),
      seen: ({ services }) => {
        const race = services.race.chosen()
        return {
          text: mark(
            '{lanes} lanes, {seeds} seeds each, for equal work. It claims beforehand what will come of it, and can be wrong.',
          ),
          values: { lanes: race.lanes.length, seeds: race.seeds.length },
        }
      },
    },
    {
      id: 'train-start',
      at: 'race-panel',
      needs: { race: 'signals' },
      say: mark('All lanes start from the same weights, on the same problems, with the same seeds.'),
      task: mark('Press “Start race”.'),
      done: ({ state }) => state.race.activity === 'running',
      show: (app) => act(app, 'startRace'),
      seen: ({ services }) => ({
        text: mark('It runs: {lanes} lanes. It takes minutes; let it run to its verdict, or leave, which stops it.'),
        values: { lanes: services.race.chosen().lanes.length },
      }),
    },
  ],
}
