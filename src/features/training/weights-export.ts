/** @file Curves as files: CSV for spreadsheets, JSON for scripts. Numbers in full. */
import type { Evaluation, StepReport } from '../../engine/training/types.ts'
import { type Cell, csvCell } from '../../store/export/table.ts'
import type { LearningRun } from './state.ts'

const RUN_FORMAT = 'opd-run'
const RUN_VERSION = 1

const STEP_COLUMNS: readonly (readonly [string, (report: StepReport) => Cell])[] = [
  ['phase', ({ phase }) => phase],
  ['loss', ({ loss }) => loss],
  ['gradient_norm', ({ gradientNorm }) => gradientNorm],
  ['texts', ({ texts }) => texts],
  ['rows', ({ rows }) => rows],
  ['forward_kl', ({ measures }) => measures.forwardKl],
  ['reverse_kl', ({ measures }) => measures.reverseKl],
  ['tvd', ({ measures }) => measures.tvd],
  ['student_entropy', ({ measures }) => measures.studentEntropy],
  ['length', ({ measures }) => measures.length],
  ['right', ({ measures }) => measures.right],
  ['kept', ({ measures }) => measures.kept],
  ['sample_ms', ({ milliseconds }) => milliseconds.sample],
  ['score_ms', ({ milliseconds }) => milliseconds.score],
  ['step_ms', ({ milliseconds }) => milliseconds.step],
]

const HELD_OUT_COLUMNS: readonly (readonly [string, (evaluation: Evaluation) => Cell])[] = [
  ['held_out_greedy', ({ greedy }) => greedy.share],
  ['held_out_greedy_low', ({ greedy }) => greedy.interval[0]],
  ['held_out_greedy_high', ({ greedy }) => greedy.interval[1]],
  ['held_out_sampled', ({ sampled }) => sampled.share],
  ['held_out_sampled_low', ({ sampled }) => sampled.interval[0]],
  ['held_out_sampled_high', ({ sampled }) => sampled.interval[1]],
  ['held_out_length', ({ length }) => length],
  ['held_out_forward_kl', ({ forwardKl }) => forwardKl],
  ['held_out_reverse_kl', ({ reverseKl }) => reverseKl],
  ['held_out_tvd', ({ tvd }) => tvd],
  ['held_out_acceptance', ({ acceptance }) => acceptance],
  ['held_out_entropy', ({ studentEntropy }) => studentEntropy],
]

/** One line a step, the start included; what was not measured at a step is empty. */
export function runCsv({ reports, evaluations }: Pick<LearningRun, 'reports' | 'evaluations'>): string {
  const names = [...STEP_COLUMNS, ...HELD_OUT_COLUMNS].map(([name]) => name)
  const header = ['step', 'student_tokens', 'teacher_tokens', 'flops', 'seconds', ...names]
  const steps = [...new Set([...reports, ...evaluations].map(({ step }) => step))].sort((a, b) => a - b)
  const lines = steps.map((step) => {
    const report = reports.find((each) => each.step === step)
    const evaluation = evaluations.find((each) => each.step === step)
    const spent = (report ?? evaluation)?.spent
    const cells: Cell[] = [
      step,
      spent?.studentTokens ?? null,
      spent?.teacherTokens ?? null,
      spent?.flops ?? null,
      spent?.seconds ?? null,
      ...STEP_COLUMNS.map(([, read]) => (report ? read(report) : null)),
      ...HELD_OUT_COLUMNS.map(([, read]) => (evaluation ? read(evaluation) : null)),
    ]
    return cells.map(csvCell).join(',')
  })
  return `${[header.join(','), ...lines].join('\n')}\n`
}

/** Everything that is known of a run. */
export function runJson({ name, setup, info, reports, evaluations }: LearningRun, exported: Date): string {
  const { parameters, teacherParameters } = info
  return JSON.stringify({
    format: RUN_FORMAT,
    version: RUN_VERSION,
    exported: exported.toISOString(),
    name,
    setup,
    parameters,
    teacherParameters,
    reports,
    evaluations,
  })
}

/** A file's name from a run's: what every file system takes. */
export function fileName(name: string, extension: string): string {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${safe || 'run'}.${extension}`
}
