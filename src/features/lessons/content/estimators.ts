/** @file Lesson 4: the sampled token, the likeliest few, the full vocabulary. */
import { mark } from '../../../i18n/words.ts'
import { act } from '../../../store/app.ts'
import { tokenValuesOf } from '../../../store/divergence-values.ts'
import type { AppState } from '../../../store/state.ts'
import { peakOf, readTokens, totalOf } from '../read-page.ts'
import type { Lesson, LessonPage } from '../types.ts'

const FEW = 100
const MANY = 300
const MEASURE = 'reverse-kl'

const drawn = ({ services }: LessonPage): number => services.draws.statistics('k1').count

/** Sum over the text on the support on view; NaN while that is being measured. */
function totalOnSupport(state: AppState): number {
  const reading = tokenValuesOf(state, MEASURE)
  if (!reading || reading.late) return Number.NaN
  return reading.values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

const measuredOn = ({ state }: LessonPage, support: AppState['settings']['support']): boolean =>
  state.settings.support === support && Number.isFinite(totalOnSupport(state))

const supported = ({ state }: LessonPage) => ({
  value: { nats: totalOnSupport(state) },
  full: { nats: totalOf(state, MEASURE) },
})

const pin = ({ state }: LessonPage): number | null => peakOf(state, MEASURE)?.index ?? null

export const ESTIMATORS: Lesson = {
  number: 4,
  title: mark('Estimators: the vocabulary, its top, one token'),
  summary: mark('Reading all of the teacher’s distribution is exact and dear. What do the cheap readings cost?'),
  settings: { problemSeed: 37, seed: 1, divergence: MEASURE, drawScope: 'position', tab: 'estimators' },
  steps: [
    {
      id: 'est-k1',
      at: 'estimators-panel',
      say: mark(
        'Often only the token that was written is read. Its log-ratio k1 is an estimate of reverse KL from a single draw.',
      ),
      formula: 'k_1 = \\log p_S(y) - \\log p_T(y), \\quad y \\sim p_S',
      task: mark('Draw 100 tokens or more at the pinned place: press “Draw 50” twice.'),
      run: true,
      pin,
      done: (now) => drawn(now) >= FEW && now.state.drawing.wanted === null,
      show: (app) => act(app, 'drawSamples', 100),
      seen: (now) => {
        const { count, mean, reach, exact } = now.services.draws.statistics('k1')
        return {
          text:
            Math.abs(mean - exact) <= reach
              ? mark(
                  'The mean of {n} draws is {mean} ± {reach}; exact is {exact}. k1 misses by chance, not by rule: it is unbiased.',
                )
              : mark(
                  'The mean of {n} draws is {mean} ± {reach}; exact is {exact}. This time k1 misses by more than its interval, as 1 in 20 does; it is unbiased all the same.',
                ),
          values: {
            ...{ n: count, mean, reach },
            exact: { nats: exact },
          },
        }
      },
    },
    {
      id: 'est-k3',
      at: 'estimators-panel',
      say: mark('k2 and k3 read the same token and fold the log-ratio so that no draw is negative.'),
      formula: 'k_2 = \\tfrac12 k_1^2 \\qquad k_3 = e^{-k_1} - 1 + k_1',
      task: mark('Draw on until there are 300 or more.'),
      run: true,
      pin,
      done: (now) => drawn(now) >= MANY && now.state.drawing.wanted === null,
      show: (app) => act(app, 'drawSamples', MANY),
      seen: ({ services }) => {
        const [one, two, three] = (['k1', 'k2', 'k3'] as const).map((id) => services.draws.statistics(id))
        const deviation = (of: typeof one): number => Math.sqrt(of?.variance ?? Number.NaN)
        const bias = (of: typeof one): number => of?.bias ?? Number.NaN
        return {
          text: mark(
            'Standard deviations here: k1 {s1}, k2 {s2}, k3 {s3}. Mean errors: {b1}, {b2}, {b3}; only k2’s does not fade with more draws.',
          ),
          values: {
            ...{ s1: deviation(one), s2: deviation(two), s3: deviation(three) },
            ...{ b1: bias(one), b2: bias(two), b3: bias(three) },
          },
        }
      },
    },
    {
      id: 'est-top',
      at: 'rail-panel',
      needs: { tab: 'rail', supportK: 1, supportOf: 'teacher' },
      say: mark('Or read the teacher’s k likeliest tokens and renormalise both models over them.'),
      task: mark('On the rail, choose “the top k, renormalised”.'),
      run: true,
      pin,
      done: (now) => measuredOn(now, 'top-k'),
      show: (app) => act(app, 'setSupport', 'top-k'),
      seen: (now) => ({
        text:
          now.state.settings.supportK === 1
            ? mark(
                'With k = {k} it reads {value} of {full}. Over one token both are certain, so they always agree: the bias is total.',
              )
            : mark('With k = {k} it reads {value} of {full}: what is outside the k is not missed, it is not seen.'),
        values: { k: now.state.settings.supportK, ...supported(now) },
      }),
    },
    {
      id: 'est-more',
      at: 'rail-panel',
      needs: { support: 'top-k' },
      say: mark('The bias falls as k grows, and with it falls the saving.'),
      task: mark('Raise k.'),
      run: true,
      pin,
      done: (now, before) => now.state.settings.supportK > before.state.settings.supportK && measuredOn(now, 'top-k'),
      show: (app) => act(app, 'setSupportK', 4),
      seen: (now) => ({
        text: mark('With k = {k}: {value} of {full}.'),
        values: { k: now.state.settings.supportK, ...supported(now) },
      }),
    },
    {
      id: 'est-tail',
      at: 'rail-panel',
      say: mark(
        'Or keep k small and put everything else into one more bucket: what is outside is counted, if not told apart.',
      ),
      task: mark('Choose “the top k and a tail bucket”.'),
      run: true,
      pin,
      done: (now) => measuredOn(now, 'top-k-tail'),
      show: (app) => act(app, 'setSupport', 'top-k-tail'),
      seen: (now) => ({
        text: mark(
          'Top {k} and a bucket for the rest: {value} of {full}. Merging entries can only lower a divergence.',
        ),
        values: { k: now.state.settings.supportK, ...supported(now) },
      }),
    },
    {
      id: 'est-sampled',
      at: 'rail-panel',
      needs: { support: 'top-k-tail' },
      say: mark('Last, the sampled token alone along this one text: k1 again, token by token.'),
      task: mark('Choose “the sampled token alone”.'),
      run: true,
      pin,
      done: (now) => now.state.settings.support === 'sampled',
      show: (app) => act(app, 'setSupport', 'sampled'),
      seen: ({ state }) => {
        const gaps = readTokens(state).map(({ score }) => score.gap)
        return {
          text: mark(
            'One text is one draw. In full it is {full}; the sampled tokens see only their own log-ratios: {sum} net, {below} of {all} below 0.',
          ),
          values: {
            full: { nats: totalOf(state, MEASURE) },
            sum: { net: -gaps.reduce((sum, gap) => sum + gap, 0) },
            // k1 is the gap with the other sign.
            below: gaps.filter((gap) => gap > 0).length,
            all: gaps.length,
          },
        }
      },
    },
  ],
}
