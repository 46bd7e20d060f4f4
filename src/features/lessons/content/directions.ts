/** @file Lesson 2: forward against reverse KL, on the line and on real tokens. */
import { mark } from '../../../i18n/words.ts'
import { act } from '../../../store/app.ts'
import { at, peakOf, totalOf } from '../read-page.ts'
import type { Lesson, LessonPage } from '../types.ts'

/** By then a single Gaussian has settled, or nearly. */
const SETTLED = 150

function widthOf({ descent }: LessonPage, id: string): number {
  const student = descent.lanes.find((lane) => lane.id === id)?.student
  return student?.kind === 'gaussian' ? Math.exp(student.logSigma) : Number.NaN
}

const betaOf = ({ state }: LessonPage): number | undefined => state.settings.params.jsd?.beta

export const DIRECTIONS: Lesson = {
  number: 2,
  title: mark('Forward against reverse KL'),
  summary: mark(
    'Two directions that even experts swap: one covers everything the teacher does, the other picks a part of it.',
  ),
  settings: { problemSeed: 37, seed: 1, divergence: 'reverse-kl', tab: 'training' },
  steps: [
    {
      id: 'kl-open',
      at: 'tabs',
      say: mark(
        'Both average a log-ratio. Forward KL averages over what the teacher would write, reverse KL over what the student writes.',
      ),
      formula:
        '\\mathrm{KL}(p_T \\Vert p_S) = \\sum_v p_T \\log \\tfrac{p_T}{p_S} \\qquad \\mathrm{KL}(p_S \\Vert p_T) = \\sum_v p_S \\log \\tfrac{p_S}{p_T}',
      task: mark('Open the tab “Divergence bench”.'),
      done: ({ state }) => state.settings.tab === 'bench',
      show: (app) => act(app, 'openTab', 'bench'),
      seen: ({ state, descent }) => ({
        text: mark(
          'A teacher of {modes} modes on a line, and {lanes} students of one mode each, all at the same start.',
        ),
        values: { modes: state.settings.toyTeacher.length, lanes: descent.lanes.length },
      }),
    },
    {
      id: 'kl-descend',
      at: 'bench-panel',
      needs: { tab: 'bench' },
      say: mark('Every student goes downhill on its own divergence. One mode cannot be two: something has to give.'),
      task: mark('Press “Run descent” and let it settle.'),
      done: ({ descent }) => descent.step >= SETTLED,
      show: (app) => app.session.descent.advance(4 * SETTLED),
      seen: (now) => ({
        text:
          widthOf(now, 'forward-kl') > widthOf(now, 'reverse-kl')
            ? mark(
                'Standard deviations: {forward} under forward KL, {reverse} under reverse KL. The first covers, the second picks.',
              )
            : mark(
                'Standard deviations: {forward} under forward KL, {reverse} under reverse KL. With this teacher the two do not part.',
              ),
        values: { forward: widthOf(now, 'forward-kl'), reverse: widthOf(now, 'reverse-kl') },
      }),
    },
    {
      id: 'kl-measure',
      at: 'settings-sentence',
      needs: { tab: 'rail' },
      say: mark('Now on real tokens: the same two models, the same text, measured by reverse KL.'),
      task: mark('Let forward KL measure it: choose it at the sentence’s end.'),
      run: true,
      done: ({ state }) => state.settings.divergence === 'forward-kl',
      show: (app) => act(app, 'setDivergence', 'forward-kl'),
      seen: ({ state }) => ({
        text: mark(
          'Summed over the text: {forward} of forward KL, {reverse} of reverse KL. The texts are the same; the question is not.',
        ),
        values: { forward: { nats: totalOf(state, 'forward-kl') }, reverse: { nats: totalOf(state, 'reverse-kl') } },
      }),
    },
    {
      id: 'kl-peak',
      at: 'rail-panel',
      say: mark('The rail draws both over the same tokens.'),
      task: mark('Pin the token where reverse KL is largest.'),
      run: true,
      done: ({ state }) => state.pinned !== null && state.pinned === peakOf(state, 'reverse-kl')?.index,
      show: (app) => {
        const peak = peakOf(app.store.getState(), 'reverse-kl')
        if (peak) act(app, 'togglePin', peak.index)
      },
      seen: ({ state }) => {
        const peak = peakOf(state, 'reverse-kl')
        return {
          text:
            peak && at(peak, 'reverse-kl') > at(peak, 'forward-kl')
              ? mark(
                  'At {token}: reverse KL {reverse}, forward KL {forward}. The student puts weight where the teacher puts little, and that is what reverse KL charges for.',
                )
              : mark(
                  'At {token}: reverse KL {reverse}, forward KL {forward}. Here the teacher wants words that the student hardly considers, and that is what forward KL charges for.',
                ),
          values: {
            token: { token: peak?.text ?? '' },
            reverse: { nats: peak ? at(peak, 'reverse-kl') : Number.NaN },
            forward: { nats: peak ? at(peak, 'forward-kl') : Number.NaN },
          },
        }
      },
    },
    {
      id: 'kl-beta',
      at: 'rail-panel',
      needs: { divergence: 'jsd' },
      say: mark('The generalised JSD stands between them: β = 0 is forward KL, β = 1 reverse KL, as TRL has it.'),
      formula: 'M = (1-\\beta)\\, p_S + \\beta\\, p_T',
      task: mark('Move JSD’s β on the rail.'),
      run: true,
      done: (now, before) => betaOf(now) !== betaOf(before),
      show: (app) => act(app, 'setDivergenceParam', { id: 'jsd', param: 'beta', value: 0.9 }),
      seen: (now) => ({
        text: mark(
          'β is {beta} now. Reverse KL can grow without limit, JSD between the ends cannot: it stays below log 2 at β = ½.',
        ),
        values: { beta: betaOf(now) ?? 0.5 },
      }),
    },
  ],
}
