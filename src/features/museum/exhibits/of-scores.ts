/** @file Exhibits that need no training: texts are written and read, and the reading goes wrong. */

import { mean, sum } from '../../../divergence/stats.ts'
import { throwIfCancelled } from '../../../engine/errors.ts'
import type { Engine } from '../../../engine/requests.ts'
import type { DivergenceChoice, ProblemRef, Rollout, ScoredRollout } from '../../../engine/types.ts'
import { mark } from '../../../i18n/words.ts'
import { recipeById } from '../../../methods/catalogue/registry.ts'
import { worldById } from '../../../world/registry.ts'
import type { Exhibit, Hooks, Measurement, SeriesPoint } from '../types.ts'
import { withShiftedIds } from './shifted-vocabulary.ts'

const WORLD = 'tally'
const DIFFICULTY = worldById(WORLD).difficulty.default
const problem = (problemSeed: number): ProblemRef => ({ world: WORLD, difficulty: DIFFICULTY, problemSeed })

/** Problems that the page's models know nothing of in particular. */
const FIRST = 100
const TEXTS = 12
const SEED = 1

async function write(engine: Engine, problemSeed: number, temperature: number, signal: AbortSignal): Promise<Rollout> {
  const sampling = { seed: SEED, temperature, topK: 0, topP: 1, minP: 0, maxTokens: 192 }
  const [rollout] = await engine.sample(
    { model: 'student', problem: problem(problemSeed), sampling, n: 1, context: null },
    { signal },
  )
  throwIfCancelled(signal)
  if (!rollout) throw new RangeError('one text was asked for')
  return rollout
}

interface Reading {
  readonly teacher: string
  readonly temperature: number
  readonly divergences?: readonly DivergenceChoice[]
  /** Of one text, for the chart. */
  readonly of: (score: ScoredRollout, rollout: Rollout) => number
}

/** Writes the texts, has each read, and keeps what `of` makes of it. */
async function readTexts(
  engine: Engine,
  { teacher, temperature, divergences = [], of }: Reading,
  { signal, onProgress }: Hooks,
): Promise<{ readonly series: readonly SeriesPoint[]; readonly first: string }> {
  const series: SeriesPoint[] = []
  let first = ''
  for (let i = 0; i < TEXTS; i++) {
    const rollout = await write(engine, FIRST + i, temperature, signal)
    const score = await engine.score({ rollout, teacher, context: null, divergences, topK: 1 }, { signal })
    if (i === 0) first = rollout.text
    series.push({ x: i + 1, y: of(score, rollout) })
    onProgress((i + 1) / TEXTS, [...series])
  }
  return { series, first }
}

const meanOf = (series: readonly SeriesPoint[]): number => mean(series.map(({ y }) => y))
const missed = ({ tokens }: ScoredRollout): number => -mean(tokens.map(({ gap }) => gap))
const sumOf = ({ tokens }: ScoredRollout, key: string): number =>
  sum(tokens.map(({ divergences }) => divergences[key] ?? Number.NaN))

const HOT = 2

const hotSampling: Exhibit = {
  id: 'hot-sampling',
  title: mark('Too hot sampling'),
  wrong: mark(
    'At temperature 2 the student writes words that neither model believes in, and the teacher’s grades punish the sampler, not the student.',
  ),
  why: mark(
    'The texts are on-policy only at the temperature at which the loss is computed. Hot texts come from a flatter distribution that nobody is training.',
  ),
  fix: mark('Sample at temperature 1'),
  evidence: {
    what: mark('Mean of log p_S − log p_T a token, 12 texts'),
    unit: 'nats',
    threshold: 0.25,
    fails: 'above',
  },
  series: { over: mark('texts'), of: mark('Disagreement, a token'), unit: 'nats' },
  trains: false,
  settings: (variant) => ({
    ...{ student: 'student', teacher: 'teacher', world: WORLD, difficulty: DIFFICULTY, problemSeed: FIRST, seed: SEED },
    temperature: variant === 'broken' ? HOT : 1,
    privileged: false,
  }),
  async measure(engine, variant, hooks): Promise<Measurement> {
    const temperature = variant === 'broken' ? HOT : 1
    const { series, first } = await readTexts(engine, { teacher: 'teacher', temperature, of: missed }, hooks)
    return { value: meanOf(series), series, sample: first, model: null }
  },
}

const FULL: DivergenceChoice = { key: 'full', id: 'reverse-kl' }
const TOP: DivergenceChoice = { key: 'read', id: 'reverse-kl', support: { top_k: 2, of: 'teacher', tail: false } }
const TAIL: DivergenceChoice = { key: 'read', id: 'reverse-kl', support: { top_k: 16, of: 'teacher', tail: true } }

const topKBias: Exhibit = {
  id: 'top-k-bias',
  title: mark('Top-k bias'),
  wrong: mark(
    'Read on the teacher’s two likeliest tokens, renormalised, most of the reverse KL is not there any more.',
  ),
  why: mark(
    'What the student writes and the teacher abhors is outside of the teacher’s top k by its very nature, and renormalising deletes it.',
  ),
  fix: mark('Sixteen tokens, and one bucket for the rest'),
  evidence: {
    what: mark('Share of the full reverse KL that is lost, 12 texts'),
    unit: 'share',
    threshold: 0.3,
    fails: 'above',
  },
  series: { over: mark('texts'), of: mark('Reverse KL as it is read, a text'), unit: 'nats' },
  trains: false,
  settings: (variant) => ({
    ...{ student: 'student', teacher: 'teacher', divergence: 'reverse-kl', supportOf: 'teacher', privileged: false },
    support: variant === 'broken' ? 'top-k' : 'top-k-tail',
    supportK: variant === 'broken' ? 2 : 16,
  }),
  async measure(engine, variant, hooks): Promise<Measurement> {
    const divergences = [FULL, variant === 'broken' ? TOP : TAIL]
    let full = 0
    const of = (score: ScoredRollout): number => {
      full += sumOf(score, FULL.key)
      return sumOf(score, TOP.key)
    }
    const { series, first } = await readTexts(engine, { teacher: 'teacher', temperature: 1, divergences, of }, hooks)
    const read = series.reduce((sum, { y }) => sum + y, 0)
    return { value: 1 - read / full, series, sample: first, model: null }
  },
}

const vocabularyMismatch: Exhibit = {
  id: 'vocabulary-mismatch',
  title: mark('Vocabulary mismatch'),
  wrong: mark(
    'The teacher’s tokenizer numbers the words one higher, as one more special token in front does. Everything runs; every grade is about another word.',
  ),
  why: mark(
    'Token ids are only numbers: the sizes agree, so nothing complains. A divergence over the vocabulary compares entry 17 with entry 17, whatever they mean.',
  ),
  fix: mark('A teacher with the student’s own tokenizer'),
  honest: mark(
    'Two tokenizers that differ openly never get this far on this page: the engine compares their fingerprints and refuses.',
  ),
  evidence: { what: mark('Mean of log p_S − log p_T a token, 12 texts'), unit: 'nats', threshold: 2, fails: 'above' },
  series: { over: mark('texts'), of: mark('Disagreement, a token'), unit: 'nats' },
  trains: false,
  settings: () => ({ student: 'student', teacher: 'teacher', privileged: false }),
  async measure(engine, variant, hooks): Promise<Measurement> {
    const teacher = variant === 'broken' ? await shiftedTeacher(engine, hooks.signal) : 'teacher'
    const { series, first } = await readTexts(engine, { teacher, temperature: 1, of: missed }, hooks)
    return { value: meanOf(series), series, sample: first, model: variant === 'broken' ? teacher : null }
  },
}

/** The teacher's own weights, every word's row one further on. */
async function shiftedTeacher(engine: Engine, signal: AbortSignal): Promise<string> {
  const sampling = { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens: 8 }
  const { run } = await engine.openRun(
    {
      ...{ recipe: recipeById('gkd'), student: 'teacher', teacher: 'teacher', world: WORLD, difficulty: DIFFICULTY },
      ...{ seed: 0, steps: 1, rolloutsPerStep: 1, learningRate: 1e-4, temperature: 1, maxTokens: 8 },
      heldOut: { firstSeed: FIRST, problems: 1, pinned: { problemSeed: FIRST, sampling } },
      checkpoints: { every: 1, keep: 1 },
    },
    { signal },
  )
  try {
    const file = await engine.saveRun(run)
    const { model } = await engine.adoptFile(withShiftedIds(file), 'Teacher, ids shifted by one', 'teacher')
    return model
  } finally {
    await engine.closeRun(run)
  }
}

/** Where the shipped student forgets to carry: on problem 37, seed 1, both models are sure, of different things. */
const SLIP = { problemSeed: 37, seed: 1 } as const
const DRAWS = 400
const PORTION = 100

const swappedDirection: Exhibit = {
  id: 'swapped-direction',
  title: mark('Swapped direction'),
  wrong: mark(
    '“The KL to the teacher” is computed as KL(p_T ‖ p_S) where KL(p_S ‖ p_T) was meant. The number looks plausible and is of another thing.',
  ),
  why: mark(
    'Libraries differ in which argument comes first. But the mean of log p_S − log p_T over the student’s own draws has one limit only: reverse KL. What disagrees with it points the other way.',
  ),
  fix: mark('Compute KL(p_S ‖ p_T)'),
  evidence: {
    what: mark('Distance between the computed KL and the mean of 400 draws, at one token'),
    unit: 'nats',
    threshold: 1,
    fails: 'above',
  },
  series: { over: mark('draws'), of: mark('Distance to the mean so far'), unit: 'nats' },
  trains: false,
  settings: (variant) => ({
    ...{ student: 'student', teacher: 'teacher', world: WORLD, difficulty: DIFFICULTY, ...SLIP, temperature: 1 },
    divergence: variant === 'broken' ? 'forward-kl' : 'reverse-kl',
    privileged: false,
  }),
  async measure(engine, variant, { signal, onProgress }): Promise<Measurement> {
    const rollout = await write(engine, SLIP.problemSeed, 1, signal)
    const id = variant === 'broken' ? 'forward-kl' : 'reverse-kl'
    const divergences = [{ key: id, id }]
    const { tokens } = await engine.score(
      { rollout, teacher: 'teacher', context: null, divergences, topK: 1 },
      { signal },
    )
    const index = tokens.reduce((worst, { gap }, i) => (gap < (tokens[worst]?.gap ?? 0) ? i : worst), 0)
    const computed = tokens[index]?.divergences[id] ?? Number.NaN
    const draws: number[] = []
    const series: SeriesPoint[] = []
    while (draws.length < DRAWS) {
      const more = await engine.draw(
        {
          ...{ scope: 'position', rollout, index, teacher: 'teacher', context: null, temperature: 1 },
          ...{ seed: SEED + draws.length, n: PORTION },
        },
        { signal },
      )
      for (const { k1 } of more) {
        draws.push(k1)
        if (draws.length % 10 === 0) series.push({ x: draws.length, y: Math.abs(computed - mean(draws)) })
      }
      onProgress(draws.length / DRAWS, [...series])
    }
    return { value: Math.abs(computed - mean(draws)), series, sample: rollout.text, model: null }
  },
}

export const READ: readonly Exhibit[] = [swappedDirection, hotSampling, topKBias, vocabularyMismatch]
