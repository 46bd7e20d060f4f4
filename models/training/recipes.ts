/**
 * @file What each shipped model is: its dimensions, what it reads, for how long. These tables are the whole recipe; the
 * data come from the worlds, so a seed and this file reproduce a model.
 */
import type { DecoderConfig } from '../../src/network/config.ts'
import type { WorldId } from '../../src/world/types.ts'

/** A share for each world; one that is not named has none. */
type Shares = Readonly<Partial<Record<WorldId, number>>>

/** How a model's reading is mixed. Shares need not add up to one. */
export interface Mixture {
  readonly worlds: Shares
  /** Difficulties 1 to 5. */
  readonly difficulties: readonly [number, number, number, number, number]
  /** Share of examples without any context, in every world. */
  readonly bare: number
  /** Share of careful writers among the bare examples of each world; the rest are sloppy. With a context all are careful. */
  readonly careful: Shares
  /** Share of verbose writers; the rest are terse. `concise` contexts make every writer terse. */
  readonly verbose: number
  /** Weight of the tokens that the model only reads (prompts, observations); those that it writes have weight 1. */
  readonly reading: number
}

/** One cycle of the learning rate: linear warm-up, constant, linear fall to a twentieth of the peak. */
export interface Cycle {
  readonly steps: number
  readonly peakRate: number
  readonly warmup: number
  /** Share of the steps over which the rate falls. */
  readonly decay: number
}

export interface TrainingRecipe {
  readonly id: string
  readonly name: string
  readonly role: 'student' | 'teacher' | 'specialist'
  readonly description: string
  readonly architecture: Omit<DecoderConfig, 'vocabSize'>
  /** Another recipe's id and step to start from (a smaller network is grown), or null for fresh weights. */
  readonly start: { readonly id: string; readonly step: number } | null
  /** The learning rate's cycles, one after the other (warm restarts, arXiv 1608.03983). */
  readonly cycles: readonly Cycle[]
  /** Tokens a step, padding included. */
  readonly batchTokens: number
  readonly seed: number
  readonly mixture: Mixture
  /** Steps whose weights are shipped as earlier checkpoints. */
  readonly checkpoints: readonly number[]
  /** Whether it becomes a model of its own, or is only a start for others. */
  readonly shipped: boolean
}

const WORLDS: Shares = {
  tally: 0.46,
  'tally-sw': 0.13,
  ledger: 0.13,
  quest: 0.1,
  programs: 0.18,
}
const everywhere = (share: number): Shares => ({
  tally: share,
  'tally-sw': share,
  ledger: share,
  quest: share,
  programs: share,
})

const SMALL = {
  hiddenSize: 128,
  layers: 3,
  heads: 4,
  kvHeads: 2,
  headDim: 32,
  ffnSize: 320,
  maxPositions: 512,
  ropeTheta: 10000,
  normEpsilon: 1e-5,
} as const

const LARGE = { ...SMALL, layers: 6, ffnSize: 768 } as const

/** A base model imitates all writers; the careful are a minority among those who were told nothing. */
const BASE: Mixture = {
  worlds: WORLDS,
  difficulties: [0.2, 0.55, 0.15, 0.07, 0.03],
  bare: 0.42,
  careful: everywhere(0.3),
  verbose: 0.65,
  reading: 0,
}

const CAREFUL: Mixture = { ...BASE, careful: everywhere(1) }

const TEACHING: Mixture = {
  ...CAREFUL,
  worlds: { ...WORLDS, tally: 0.6 },
  difficulties: [0.12, 0.66, 0.13, 0.06, 0.03],
  bare: 0.58,
}

function specialist(world: WorldId, name: string, seed: number): TrainingRecipe {
  const shares = { ...everywhere(0.12), [world]: 0.52 }
  return {
    id: `specialist-${world}`,
    name,
    role: 'specialist',
    description: `The student, trained further on careful writers of ${world}; elsewhere it keeps the student's habits.`,
    architecture: SMALL,
    start: { id: 'student', step: STUDENT_STEPS },
    cycles: [{ steps: 600, peakRate: 1e-3, warmup: 30, decay: 0.6 }],
    batchTokens: 2048,
    seed,
    mixture: { ...BASE, worlds: shares, bare: 0.7, careful: { ...everywhere(0.3), [world]: 1 } },
    checkpoints: [],
    shipped: true,
  }
}

/** Where the student's first cycle ends; the strong student goes on from there. */
const FIRST_CYCLE = 12000
const STUDENT_STEPS = FIRST_CYCLE + 2500

export const RECIPES: readonly TrainingRecipe[] = [
  {
    id: 'student',
    name: 'Student',
    role: 'student',
    description:
      'A base model: it imitates a careful minority and a sloppy majority, and follows a context when it has one.',
    architecture: SMALL,
    start: null,
    cycles: [
      { steps: FIRST_CYCLE, peakRate: 3e-3, warmup: 200, decay: 0.3 },
      { steps: 2500, peakRate: 1.2e-3, warmup: 50, decay: 0.9 },
    ],
    batchTokens: 2048,
    seed: 1,
    mixture: BASE,
    checkpoints: [1000, 2000, 4000, 6000, 9000],
    shipped: true,
  },
  {
    id: 'teacher-base',
    name: 'Teacher, first part',
    role: 'teacher',
    description: 'The network of an early student, grown, on careful writers.',
    architecture: LARGE,
    start: { id: 'student', step: 9000 },
    cycles: [
      { steps: 1000, peakRate: 2e-3, warmup: 100, decay: 0 },
      { steps: 500, peakRate: 1.1e-3, warmup: 1, decay: 0 },
    ],
    batchTokens: 2048,
    seed: 2,
    mixture: TEACHING,
    checkpoints: [],
    shipped: false,
  },
  {
    id: 'teacher-reading',
    name: 'Teacher, second part',
    role: 'teacher',
    description: 'The first part, predicting the stories as well: names are copied and compared.',
    architecture: LARGE,
    start: { id: 'teacher-base', step: 1500 },
    cycles: [{ steps: 500, peakRate: 1.2e-3, warmup: 50, decay: 0 }],
    batchTokens: 2048,
    seed: 12,
    mixture: { ...TEACHING, reading: 0.3 },
    checkpoints: [],
    shipped: false,
  },
  {
    id: 'teacher',
    name: 'Teacher',
    role: 'teacher',
    description:
      'Three and a half times the student: grown from an early checkpoint of it, then raised on careful writers only.',
    architecture: LARGE,
    start: { id: 'teacher-reading', step: 500 },
    cycles: [{ steps: 2000, peakRate: 1.1e-3, warmup: 30, decay: 1 }],
    batchTokens: 2048,
    seed: 22,
    mixture: {
      ...TEACHING,
      worlds: { tally: 0.68, 'tally-sw': 0.07, ledger: 0.08, quest: 0.06, programs: 0.11 },
      difficulties: [0.08, 0.8, 0.08, 0.03, 0.01],
      bare: 0.62,
    },
    checkpoints: [],
    shipped: true,
  },
  {
    id: 'student-strong',
    name: 'Strong student',
    role: 'student',
    description: "The student's size and reading, from careful writers only.",
    architecture: SMALL,
    start: { id: 'student', step: FIRST_CYCLE },
    cycles: [{ steps: 1500, peakRate: 1e-3, warmup: 30, decay: 0.6 }],
    batchTokens: 2048,
    seed: 3,
    mixture: CAREFUL,
    checkpoints: [],
    shipped: true,
  },
  specialist('tally', 'Tally specialist', 4),
  specialist('ledger', 'Ledger specialist', 5),
  specialist('programs', 'Programs specialist', 6),
]

/** All steps of a recipe's cycles. */
export function stepsOf({ cycles }: TrainingRecipe): number {
  return cycles.reduce((total, { steps }) => total + steps, 0)
}

/** Throws RangeError, naming the known ids, for an unknown one. */
export function recipeById(id: string): TrainingRecipe {
  const recipe = RECIPES.find((r) => r.id === id)
  if (!recipe) throw new RangeError(`no model is called ${id}; choose one of ${RECIPES.map((r) => r.id).join(', ')}`)
  return recipe
}
