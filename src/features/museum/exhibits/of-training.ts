/**
 * @file Exhibits that take a short training run. Settings found by trying on the shipped models; thresholds stand between
 * the two variants with room on both sides.
 */
import type { Evaluation, RunSetup, StepReport } from '../../../engine/training/types.ts'
import { mark } from '../../../i18n/words.ts'
import type { Recipe } from '../../../methods/recipe/recipe.ts'
import { worldById } from '../../../world/registry.ts'
import type { Exhibit, Measurement } from '../types.ts'
import { DEAR_TOKENS, FREE_TOKENS, FRESH, FROZEN_NOTE, GRADED, LIVE_NOTE, STALE, SURE_OF_ITSELF } from './recipes.ts'

const WORLD = 'tally'
const HELD_OUT = { firstSeed: 10_000, problems: 32 } as const
/** Longer than any solution that anyone needs at this difficulty. */
const MAX_TOKENS = 96

interface Training {
  readonly recipes: { readonly broken: Recipe; readonly fixed: Recipe }
  readonly steps: number
  readonly rolloutsPerStep: number
  readonly learningRate: number
  /** Of every step, for the chart. */
  readonly follow: (report: StepReport) => number
  readonly evidence: (evaluation: Evaluation) => number
  /** The evidence counts distinct solutions, which takes many samples. */
  readonly diversity?: boolean
}

function setupOf({ steps, rolloutsPerStep, learningRate }: Training, recipe: Recipe): RunSetup {
  const sampling = { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens: MAX_TOKENS }
  return {
    ...{ recipe, student: 'student', teacher: 'teacher', world: WORLD, seed: 1, temperature: 1, maxTokens: MAX_TOKENS },
    ...{ steps, rolloutsPerStep, learningRate },
    difficulty: worldById(WORLD).difficulty.default,
    heldOut: { ...HELD_OUT, pinned: { problemSeed: HELD_OUT.firstSeed + 1, sampling } },
    checkpoints: { every: steps, keep: 1 },
  }
}

/** Trains, measures on held-out problems, and keeps the weights as a model of the page. */
function trainAndMeasure(training: Training): Exhibit['measure'] {
  return async (engine, variant, { signal, onProgress }): Promise<Measurement> => {
    const recipe = training.recipes[variant]
    const { run } = await engine.openRun(setupOf(training, recipe), { signal })
    try {
      const series: { x: number; y: number }[] = []
      for (let step = 1; step <= training.steps; step++) {
        const report = await engine.stepRun(run, { signal })
        if (report.fault) break
        series.push({ x: step, y: training.follow(report) })
        onProgress(step / (training.steps + 2), [...series])
      }
      const evaluation = await engine.evaluateRun(run, { diversity: training.diversity ?? false }, { signal })
      const { model } = await engine.adoptRun(run, recipe.name)
      const sample = evaluation.frame.tokens.map(({ text }) => text).join('')
      return { value: training.evidence(evaluation), series, sample, model }
    } finally {
      await engine.closeRun(run)
    }
  }
}

/** What the exhibits show of the page beside themselves: the usual pair. */
const usual: Exhibit['settings'] = () => ({ student: 'student', teacher: 'teacher', world: WORLD, privileged: false })

export const TRAINED: readonly Exhibit[] = [
  {
    id: 'mode-collapse',
    title: mark('Mode collapse'),
    wrong: mark(
      'Sixteen samples of a problem used to hold several right solutions. After twenty steps they are nearly all one text, and mostly a wrong one.',
    ),
    why: mark(
      'Being sure is the only thing rewarded. Whatever was likeliest gets likelier, right or wrong, and nothing pulls the other solutions back.',
    ),
    fix: mark('Grade by the teacher’s whole distribution'),
    evidence: {
      what: mark('Distinct right solutions among 16 samples, mean of 8 held-out problems'),
      unit: 'solutions',
      threshold: 1.5,
      fails: 'below',
    },
    series: { over: mark('steps'), of: mark('Student’s entropy on its own texts'), unit: 'nats' },
    trains: true,
    settings: usual,
    measure: trainAndMeasure({
      recipes: { broken: SURE_OF_ITSELF, fixed: GRADED },
      ...{ steps: 20, rolloutsPerStep: 8, learningRate: 5e-4, diversity: true },
      follow: ({ measures }) => measures.studentEntropy,
      evidence: ({ distinctRight }) => distinctRight ?? Number.NaN,
    }),
  },
  {
    id: 'length-collapse',
    title: mark('Length collapse'),
    wrong: mark('The texts shrink until the reasoning is gone: one step, then an answer, and the answer is wrong.'),
    why: mark(
      'Every token costs 0.2 and a right answer earns 1. A short wrong text beats a long right one, so the policy gradient learns to stop.',
    ),
    fix: mark('Let the first 60 tokens be free, and the rest cheap'),
    evidence: {
      what: mark('Mean length of greedy texts on 32 held-out problems'),
      unit: 'tokens',
      threshold: 24,
      fails: 'below',
    },
    series: { over: mark('steps'), of: mark('Mean length of the student’s texts'), unit: 'tokens' },
    trains: true,
    settings: usual,
    measure: trainAndMeasure({
      recipes: { broken: DEAR_TOKENS, fixed: FREE_TOKENS },
      ...{ steps: 25, rolloutsPerStep: 16, learningRate: 5e-4 },
      follow: ({ measures }) => measures.length,
      evidence: ({ length }) => length,
    }),
  },
  {
    id: 'hint-leakage',
    title: mark('Hint leakage'),
    wrong: mark(
      'The student teaches itself with the answer in its own prompt, and without the note it solves fewer problems than before.',
    ),
    why: mark(
      'Teacher and student share their weights. What the note does to the teacher’s half leaks into the half that has no note, and the two run away together.',
    ),
    fix: mark('Let the frozen starting weights hold the note'),
    honest: mark(
      'What does not show here: these students never copy the answer outright, for their texts have to compute it. What leaks is the manner, and their sums fall apart.',
    ),
    evidence: {
      what: mark('Right without the note, greedily, on 32 held-out problems'),
      unit: 'share',
      threshold: 0.4,
      fails: 'below',
    },
    series: { over: mark('steps'), of: mark('Reverse KL to the teacher that has the note'), unit: 'nats' },
    trains: true,
    settings: (variant) => ({ ...usual(variant), teacher: 'student', context: 'answer', privileged: true }),
    measure: trainAndMeasure({
      recipes: { broken: LIVE_NOTE, fixed: FROZEN_NOTE },
      ...{ steps: 30, rolloutsPerStep: 8, learningRate: 2e-4 },
      follow: ({ measures }) => measures.reverseKl ?? Number.NaN,
      evidence: ({ greedy }) => greedy.share,
    }),
  },
  {
    id: 'stale-rollouts',
    title: mark('Stale rollouts'),
    wrong: mark(
      'Twenty steps on sixteen kept texts, and on held-out texts the student is no nearer to its teacher than at the start.',
    ),
    why: mark(
      'The log-ratio is an estimate for texts that the present student writes. These were written by another, earlier one: the estimate is biased, and the weights chase it.',
    ),
    fix: mark('Write new texts at every step'),
    evidence: {
      what: mark('Reverse KL to the teacher, a token, on held-out texts'),
      unit: 'nats',
      threshold: 0.1,
      fails: 'above',
    },
    series: { over: mark('steps'), of: mark('Reverse KL on the texts it is trained on'), unit: 'nats' },
    trains: true,
    settings: usual,
    measure: trainAndMeasure({
      recipes: { broken: STALE, fixed: FRESH },
      ...{ steps: 20, rolloutsPerStep: 8, learningRate: 5e-4 },
      follow: ({ measures }) => measures.reverseKl ?? Number.NaN,
      evidence: ({ reverseKl }) => reverseKl,
    }),
  },
]
