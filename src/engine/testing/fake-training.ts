/**
 * @file The training calls of the stand-in engine: runs whose curves rise and fall as such curves do, and follow from
 * recipe, seed and step alone. Never shipped.
 */

import { wilson } from '../../divergence/stats.ts'
import { cut } from '../../world/pieces.ts'
import { worldById } from '../../world/registry.ts'
import { EngineError } from '../errors.ts'
import type { TrainingEngine } from '../requests.ts'
import type {
  Evaluation,
  PinnedRollout,
  Proportion,
  RunInfo,
  RunSetup,
  Spent,
  StepReport,
  TrainedModel,
} from '../training/types.ts'
import { unit } from './fake-completions.ts'

interface FakeTrainingOptions {
  /** Steps that are not applied because a number is not finite. */
  readonly faults: readonly number[]
  readonly adopt: (name: string) => TrainedModel
}

interface FakeRun {
  readonly setup: RunSetup
  step: number
  checkpoints: number[]
}

const LAYERS = ['embedding', 'layer 1', 'layer 2', 'layer 3', 'output norm']

/** The answers to the training requests, at once. */
export function createFakeTraining({ faults, adopt }: FakeTrainingOptions): TrainingEngine {
  const runs = new Map<string, FakeRun>()
  let count = 0

  function runOf(id: string): FakeRun {
    const run = runs.get(id)
    if (!run) throw new EngineError('bad-request', `There is no run "${id}".`, 'Open it again.')
    return run
  }

  async function open(setup: RunSetup): Promise<RunInfo> {
    count += 1
    const id = `run-${count}`
    runs.set(id, { setup, step: 0, checkpoints: [0] })
    return { run: id, parameters: 600_000, teacherParameters: 2_150_000, buildMs: 120, openMs: 340 }
  }

  return {
    openRun: open,
    async stepRun(id) {
      const run = runOf(id)
      const step = run.step + 1
      const report = reportOf(run.setup, step)
      if (faults.includes(step)) return { ...report, loss: Number.NaN, fault: faultOf(step) }
      run.step = step
      if (step % run.setup.checkpoints.every === 0) run.checkpoints.push(step)
      return report
    },
    async evaluateRun(id, { diversity = false } = {}) {
      const run = runOf(id)
      return evaluationOf(run.setup, run.step, diversity)
    },
    async checkpointsOf(id) {
      return [...runOf(id).checkpoints]
    },
    async rewindRun(id, step) {
      const run = runOf(id)
      if (!run.checkpoints.includes(step))
        throw new EngineError('bad-request', 'No such checkpoint.', 'Choose another.')
      run.step = step
      run.checkpoints = run.checkpoints.filter((kept) => kept <= step)
    },
    async saveAdapter(id) {
      if (!runOf(id).setup.lora) throw new EngineError('bad-request', 'There is no adapter.', 'Open the run with one.')
      return Uint8Array.of(8, 16)
    },
    async snapshotRun(id) {
      const { setup, step } = runOf(id)
      return {
        step,
        updates: step,
        spent: spentAt(setup, step),
        validationLoss: null,
        buffers: { once: [], replay: [], adaptiveShare: 0 },
        student: null,
        teacher: null,
        vectors: { params: Float32Array.of(step, 1, 2), start: Float32Array.of(0, 1, 2) },
      }
    },
    async resumeRun(setup, { step }) {
      const info = await open(setup)
      runs.set(info.run, { setup, step, checkpoints: step > 0 ? [0, step] : [0] })
      return { info, setup }
    },
    async saveRun(id) {
      runOf(id)
      return new Uint8Array([1, 2, 3])
    },
    async adoptRun(id, name) {
      runOf(id)
      return adopt(name)
    },
    async adoptFile(_bytes, name) {
      return adopt(name)
    },
    async closeRun(id) {
      runOf(id)
      runs.delete(id)
    },
  }
}

/** How far a run has come, 0 to 1: recipes and seeds differ in pace. */
function progress({ recipe, seed, learningRate }: RunSetup, step: number): number {
  const pace = 0.02 + 0.05 * unit(recipe.id, 'pace') + 0.01 * unit(seed, 'pace')
  return 1 - Math.exp(-step * pace * Math.sqrt(learningRate / 5e-4))
}

function spentAt({ rolloutsPerStep, recipe }: RunSetup, step: number): Spent {
  const tokens = Math.round(step * rolloutsPerStep * (48 + 12 * unit(recipe.id, 'length')))
  return {
    studentTokens: tokens,
    teacherTokens: tokens,
    flops: tokens * (6 * 600_000 + 2 * 2_150_000),
    seconds: step * (0.8 + 0.4 * unit(recipe.id, 'seconds')),
  }
}

function reportOf(setup: RunSetup, step: number): StepReport {
  const { recipe, seed, rolloutsPerStep } = setup
  const jitter = (what: string): number => 0.85 + 0.3 * unit(recipe.id, seed, step, what)
  const left = 1 - progress(setup, step)
  const reverseKl = (0.03 + 0.3 * left) * jitter('reverse')
  const phase = recipe.phases.find(({ until }) => step / setup.steps <= until) ?? recipe.phases[0]
  return {
    step,
    phase: phase.name ?? '',
    loss: reverseKl,
    terms: phase.loss.map(() => reverseKl / phase.loss.length),
    gradientNorm: (0.4 + 2 * left) * jitter('norm'),
    texts: rolloutsPerStep,
    rows: rolloutsPerStep * 50,
    measures: {
      forwardKl: reverseKl * 1.2,
      reverseKl,
      tvd: reverseKl / 2,
      studentEntropy: (0.12 + 0.1 * left) * jitter('entropy'),
      length: (50 + 6 * left) * (0.95 + 0.1 * unit(seed, step, 'length')),
      right: Math.round((1 - 0.5 * left) * rolloutsPerStep) / rolloutsPerStep,
      kept: recipe.id === 'gkd' ? 1 : 0.4 + 0.2 * unit(recipe.id, step, 'kept'),
    },
    milliseconds: { sample: 420 * jitter('sample'), score: 260 * jitter('score'), step: 310 * jitter('step') },
    spent: spentAt(setup, step),
    fault: null,
  }
}

function faultOf(step: number): StepReport['fault'] {
  return {
    term: 0,
    token: { text: '7', index: 12, rollout: '3+4=7\n' },
    message: `Term 1 of the loss is not a finite number, at token 13, “7”. Step ${step} was not applied.`,
  }
}

function evaluationOf(setup: RunSetup, step: number, diversity: boolean): Evaluation {
  const { recipe, seed, heldOut } = setup
  const done = progress(setup, step)
  const noise = (what: string): number => 0.04 * (unit(recipe.id, seed, step, what) - 0.5)
  const top = 0.72 + 0.25 * unit(recipe.id, 'top')
  const reverseKl = 0.04 + 0.28 * (1 - done)
  const gaps = Array.from({ length: 48 }, (_, i) => -(0.05 + 0.2 * (1 - done)) * (0.6 + i / 60))
  return {
    step,
    greedy: shareOf(0.48 + (top - 0.48) * done + noise('greedy'), heldOut.problems),
    sampled: shareOf(0.41 + (top - 0.45) * done + noise('sampled'), Math.min(32, heldOut.problems)),
    length: 56 - 5 * done,
    forwardKl: reverseKl * 1.3,
    reverseKl,
    tvd: reverseKl * 0.45,
    acceptance: 1 - reverseKl * 0.45,
    studentEntropy: 0.22 - 0.1 * done,
    gapByPosition: gaps,
    distinctRight: diversity ? 3 + 4 * unit(recipe.id, seed) : null,
    movement: LAYERS.map((layer, i) => ({ layer, share: done * (0.01 + 0.03 * unit(layer, i)) })),
    frame: frameOf(setup, done),
    spent: spentAt(setup, step),
  }
}

function shareOf(share: number, n: number): Proportion {
  const right = Math.round(Math.min(1, Math.max(0, share)) * n)
  return { share: right / n, interval: wilson(right, n), n }
}

/** The pinned problem's text: sloppy at first, careful once the run has come half the way. */
function frameOf({ world, difficulty, heldOut, seed }: RunSetup, done: number): PinnedRollout {
  const problem = worldById(world).generate(heldOut.pinned.problemSeed, difficulty)
  const text = problem.write({ care: done > 0.5 ? 'careful' : 'sloppy', style: 'verbose' }, heldOut.pinned.problemSeed)
  const tokens = cut(text).map((piece, i) => {
    const size = unit(seed, i, piece) ** 6 * 4 * (1 - done)
    return { text: piece, gap: unit(i, piece) < 0.7 ? -size : size / 4, logp: -0.1 - size / 8 }
  })
  return { tokens: [...tokens, { text: '', gap: 0.02, logp: -0.01 }], status: problem.verify(text).status }
}
