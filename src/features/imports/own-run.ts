/** @file Which curve of the page's own run measures what a trainer's metric measures. */
import type { CurvePoint } from '../../charts/curve.ts'
import type { Evaluation, StepReport } from '../../engine/training/types.ts'
import { mark } from '../../i18n/words.ts'

interface OwnMeasure {
  /** Names that trainers give it, without what stands before a slash. */
  readonly names: RegExp
  readonly label: string
  readonly step?: (report: StepReport) => number | null
  readonly held?: (evaluation: Evaluation) => number
}

const MEASURES: readonly OwnMeasure[] = [
  { names: /entropy/i, label: mark('Student entropy'), step: ({ measures }) => measures.studentEntropy },
  { names: /grad_?norm/i, label: mark('Gradient norm'), step: ({ gradientNorm }) => gradientNorm },
  {
    names: /length|total_tokens_per|gen_tokens_per_sample/i,
    label: mark('Rollout length'),
    step: ({ measures }) => measures.length,
  },
  { names: /teacher_kl|reverse_kl|rkl|kd_loss|opd/i, label: mark('reverse KL'), held: ({ reverseKl }) => reverseKl },
  { names: /reward|score|accuracy|success|correct/i, label: mark('Accuracy'), step: ({ measures }) => measures.right },
  { names: /loss/i, label: mark('Loss'), step: ({ loss }) => loss },
]

/** The page's curve beside a metric: its name and its points; null where there is none of the kind. */
export function ownCurve(
  metric: string,
  run: { readonly reports: readonly StepReport[]; readonly evaluations: readonly Evaluation[] } | null,
): { readonly label: string; readonly points: readonly CurvePoint[] } | null {
  const found = MEASURES.find(({ names }) => names.test(metric))
  if (!found || !run) return null
  const { step, held, label } = found
  const points = held
    ? run.evaluations.map((each) => ({ x: each.step, y: held(each) }))
    : run.reports.flatMap((each) => {
        const y = step?.(each) ?? null
        return y === null ? [] : [{ x: each.step, y }]
      })
  return points.length > 0 ? { label, points } : null
}
