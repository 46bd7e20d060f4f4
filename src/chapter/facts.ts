/**
 * @file The chapter's numbers, each with where it comes from. What was measured is read from the repository's own records, what follows
 * from a formula is computed here, and what others report names the paper or the program that says it.
 */
import { divergenceById } from '../divergence/registry.ts'
import type { SourceId } from './sources.ts'

/** The records that the numbers are read from. */
export interface Records {
  /** models/evaluation.json */
  readonly evaluation: readonly {
    readonly model: string
    readonly world: string
    readonly context: string | null
    readonly n: number
    readonly accuracy: number
    readonly meanTokens: number
  }[]
  /** public/recorded/first.json: a score for each reading. */
  readonly first: {
    readonly scores: readonly { readonly tokens: readonly { readonly gap: number }[] }[]
  }
  /** src/features/privilege/recorded.json */
  readonly privilege: {
    readonly reading: { readonly levels: Readonly<Record<string, { readonly gaps: readonly number[] }>> }
    readonly training: {
      readonly heldOut: number
      readonly start: { readonly right: number; readonly length: number; readonly broken: number }
      readonly runs: Readonly<
        Record<string, readonly { readonly right: number; readonly length: number; readonly broken: number }[]>
      >
    }
  }
}

export type Unit = 'share' | 'nats' | 'tokens' | 'times' | 'plain' | 'seconds'

export interface Fact {
  readonly value: number
  readonly unit: Unit
  /** Digits behind the point. */
  readonly digits: number
  readonly from: Receipt
}

export type Receipt =
  /** A file of the repository, and how it was made. */
  | { readonly kind: 'measured'; readonly file: string; readonly how: string }
  | { readonly kind: 'computed'; readonly formula: string }
  | { readonly kind: 'cited'; readonly source: SourceId; readonly where: string }

export type FactId = keyof ReturnType<typeof factsOf>

const EVALUATION = { kind: 'measured', file: 'models/evaluation.json', how: 'npm run models:eval -- --json' } as const
const FIRST = { kind: 'measured', file: 'public/recorded/first.json', how: 'npm run record' } as const
const PRIVILEGE = {
  kind: 'measured',
  file: 'src/features/privilege/recorded.json',
  how: 'npm run record:privilege',
} as const
const BAR = {
  kind: 'measured',
  file: 'docs/measurements.md',
  how: 'npm run bench -- --only-bar',
} as const

/** Teacher and students of the example with two good tokens and a bad one. */
export const TWO_MODES = {
  teacher: [0.49, 0.49, 0.02],
  cover: [1 / 3, 1 / 3, 1 / 3],
  pick: [0.96, 0.02, 0.02],
} as const

/** Student and teacher of the example of estimators. */
export const ESTIMATED = { student: [0.6, 0.3, 0.1], teacher: [0.3, 0.3, 0.4] } as const

const logs = (shares: readonly number[]): number[] => shares.map((share) => Math.log(share))

/** A divergence of two small distributions, nats. */
export function between(id: string, student: readonly number[], teacher: readonly number[]): number {
  return divergenceById(id).evaluate({ studentLogits: logs(student), teacherLogits: logs(teacher) }).value
}

/** Mean and standard deviation of an estimator of reverse KL over the student's draws. `of` takes d = log p_T − log p_S. */
export function estimated(of: (d: number) => number): { readonly mean: number; readonly deviation: number } {
  const { student, teacher } = ESTIMATED
  const values = student.map((share, i) => of(Math.log(teacher[i] ?? 0) - Math.log(share)))
  const mean = values.reduce((sum, value, i) => sum + value * (student[i] ?? 0), 0)
  const square = values.reduce((sum, value, i) => sum + (value - mean) ** 2 * (student[i] ?? 0), 0)
  return { mean, deviation: Math.sqrt(square) }
}

/** All numbers. @throws where a record lacks what the chapter speaks of */
export function factsOf(records: Records) {
  const { reading, training } = records.privilege
  const measured = (model: string, world: string, context: string | null = null) => {
    const row = records.evaluation.find(
      (each) => each.model === model && each.world === world && each.context === context,
    )
    if (!row) throw new Error(`models/evaluation.json has no ${model} on ${world}, ${context}`)
    return row
  }
  const accuracy = (model: string, world: string, context: string | null = null): Fact => ({
    value: measured(model, world, context).accuracy,
    unit: 'share',
    digits: 1,
    from: EVALUATION,
  })
  const length = (context: string | null): Fact => ({
    value: measured('student', 'tally', context).meanTokens,
    unit: 'tokens',
    digits: 1,
    from: EVALUATION,
  })
  const gaps = (records.first.scores[0]?.tokens ?? []).map(({ gap }) => gap)
  const sizes = gaps.map(Math.abs).sort((a, b) => b - a)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const largest = Math.min(...gaps)
  const trained = (level: string, of: 'right' | 'broken'): Fact => {
    const runs = training.runs[level] ?? []
    if (runs.length === 0) throw new Error(`src/features/privilege/recorded.json has no run of ${level}`)
    const sum = runs.reduce((all, run) => all + run[of], 0)
    return { value: sum / (runs.length * training.heldOut), unit: 'share', digits: 1, from: PRIVILEGE }
  }
  const objection = (level: string): Fact => ({
    value: Math.min(...(reading.levels[level]?.gaps ?? [])),
    unit: 'nats',
    digits: 1,
    from: PRIVILEGE,
  })
  const computed = (value: number, unit: Unit, digits: number, formula: string): Fact => ({
    value,
    unit,
    digits,
    from: { kind: 'computed', formula },
  })
  const cited = (value: number, source: SourceId, where: string, digits = 0, unit: Unit = 'plain'): Fact => ({
    value,
    unit,
    digits,
    from: { kind: 'cited', source, where },
  })
  const { teacher, cover, pick } = TWO_MODES
  return {
    student: accuracy('student', 'tally'),
    teacher: accuracy('teacher', 'tally'),
    problems: {
      value: measured('student', 'tally').n,
      unit: 'plain',
      digits: 0,
      from: EVALUATION,
    },
    'with-trace': accuracy('student', 'tally', 'trace'),
    'with-hint': accuracy('student', 'tally', 'hint'),
    'with-answer': accuracy('student', 'tally', 'answer'),
    ledger: accuracy('student', 'ledger'),
    'ledger-document': accuracy('student', 'ledger', 'document'),
    'length-plain': length(null),
    'length-brief': length('concise'),
    tokens: { value: gaps.length, unit: 'plain', digits: 0, from: FIRST },
    'largest-gap': { value: largest, unit: 'nats', digits: 2, from: FIRST },
    'largest-factor': { value: Math.exp(-largest), unit: 'times', digits: 0, from: FIRST },
    'top-five': {
      value: sizes.slice(0, 5).reduce((sum, size) => sum + size, 0) / total,
      unit: 'share',
      digits: 0,
      from: FIRST,
    },
    survive: computed(0.99 ** 300, 'share', 1, '0.99^{300}'),
    'forward-cover': computed(between('forward-kl', cover, teacher), 'nats', 2, '\\mathrm{KL}(p_T \\,\\|\\, p_S)'),
    'forward-pick': computed(between('forward-kl', pick, teacher), 'nats', 2, '\\mathrm{KL}(p_T \\,\\|\\, p_S)'),
    'reverse-cover': computed(between('reverse-kl', cover, teacher), 'nats', 2, '\\mathrm{KL}(p_S \\,\\|\\, p_T)'),
    'reverse-pick': computed(between('reverse-kl', pick, teacher), 'nats', 2, '\\mathrm{KL}(p_S \\,\\|\\, p_T)'),
    'exact-kl': computed(
      between('reverse-kl', ESTIMATED.student, ESTIMATED.teacher),
      'nats',
      3,
      '\\mathrm{KL}(p_S \\,\\|\\, p_T)',
    ),
    'k1-deviation': computed(estimated((d) => -d).deviation, 'nats', 2, 'k_1 = -d'),
    'k2-mean': computed(estimated((d) => d ** 2 / 2).mean, 'nats', 3, 'k_2 = \\tfrac12 d^2'),
    'k3-mean': computed(estimated((d) => Math.exp(d) - d - 1).mean, 'nats', 3, 'k_3 = e^d - d - 1'),
    'k3-deviation': computed(estimated((d) => Math.exp(d) - d - 1).deviation, 'nats', 2, 'k_3 = e^d - d - 1'),
    'gkd-before': { value: 0.45, unit: 'share', digits: 0, from: BAR },
    'gkd-after': { value: 0.89, unit: 'share', digits: 0, from: BAR },
    'gkd-seconds': { value: 167, unit: 'seconds', digits: 0, from: BAR },
    'opsd-after': { value: 0.81, unit: 'share', digits: 0, from: BAR },
    'privilege-start': {
      value: training.start.right / training.heldOut,
      unit: 'share',
      digits: 1,
      from: PRIVILEGE,
    },
    'privilege-nothing': trained('nothing', 'right'),
    'privilege-hint': trained('hint', 'right'),
    'privilege-facts': trained('facts', 'right'),
    'privilege-answer': trained('answer', 'right'),
    'privilege-trace': trained('trace', 'right'),
    'broken-start': {
      value: training.start.broken / training.heldOut,
      unit: 'share',
      digits: 1,
      from: PRIVILEGE,
    },
    'broken-facts': trained('facts', 'broken'),
    'broken-trace': trained('trace', 'broken'),
    'gap-answer': objection('answer'),
    'gap-trace': objection('trace'),
    'tip-kept': cited(0.5, 'tip', 'ρ', 0, 'share'),
    'entropy-tau': cited(0.8, 'entropy', 'τ', 1),
    'top-k-set': cited(16, 'rethinking', 'K'),
    'opsd-clip': cited(0.05, 'opsd', 'siyan-zhao/OPSD', 2),
    'skew-alpha': cited(0.1, 'distillm', 'α', 1),
    'trl-beta': cited(1, 'trl', 'DistillationConfig.beta', 1),
    'trl-rate': cited(1e-6, 'trl', 'DistillationConfig.learning_rate', 6),
    'trl-length': cited(512, 'trl', 'DistillationConfig.max_completion_length'),
    'gkd-lambda': cited(0.5, 'trl', 'GKDConfig.lmbda', 1),
    'gkd-rate': cited(2e-5, 'trl', 'GKDConfig.learning_rate', 5),
    'sdft-top': cited(100, 'trl', 'SDFTConfig.distillation_topk'),
    'sdft-clip': cited(2, 'trl', 'SDFTConfig.distillation_is_clip', 1),
    'vllm-logprobs': cited(20, 'vllm', '--max-logprobs'),
    'tinker-groups': cited(1024, 'tinker', 'groups_per_batch'),
    'tinker-length': cited(4096, 'tinker', 'max_tokens'),
  } as const
}
