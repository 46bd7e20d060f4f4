/** @file Receipts of an estimator's row: what its draws say, and what is true of one draw where every entry can be asked. */
import { mark } from '../../i18n/words.ts'
import type { SummaryNumber } from '../../store/provenance/provenance.ts'
import type { Summary } from './draws.ts'

/** One estimator and all that its numbers are made of. */
export interface EstimateSource {
  /** k1, k2, k3 or a form of the policy gradient. */
  readonly label: string
  /** Of every draw: its weight times its guess, and what that is compared with. Nats. */
  readonly values: readonly number[]
  readonly exact: readonly number[]
  readonly summary: Summary
  readonly bias: Summary
  /** Of every entry of the vocabulary: its chance of being drawn, and its weighted guess. Null where draws cannot be enumerated. */
  readonly expected: {
    readonly bias: number
    readonly variance: number
    readonly chances: readonly number[]
    readonly values: readonly number[]
    readonly exact: number
  } | null
}

/** How the draws were made. */
export interface DrawnWith {
  readonly seed: number
  readonly temperature: number
  /** Limit of the importance ratio, 0 for none. */
  readonly clip: number
}

export type EstimateNumber = 'mean' | 'low' | 'high' | 'bias' | 'reach' | 'variance' | 'true-bias' | 'true-variance'

const WEIGHTED = 'e_i = w_i \\hat k_i'
const MEAN = '\\bar e = \\frac1n \\sum_{i=1}^n e_i'
const REACH = (of: string): string => `1.96\\, \\sqrt{\\tfrac1n \\operatorname{Var} ${of}}`

const FORMULAS: Readonly<Record<EstimateNumber, string>> = {
  mean: `${MEAN}, \\quad ${WEIGHTED},\\; w_i = \\frac{p_S}{q}`,
  low: `\\bar e - ${REACH('e')}, \\quad ${WEIGHTED}`,
  high: `\\bar e + ${REACH('e')}, \\quad ${WEIGHTED}`,
  bias: `\\frac1n \\sum_{i=1}^n (e_i - x_i), \\quad ${WEIGHTED}`,
  reach: `${REACH('(e - x)')}, \\quad ${WEIGHTED}`,
  variance: `\\frac{1}{n - 1} \\sum_{i=1}^n (e_i - \\bar e)^2, \\quad ${WEIGHTED}`,
  'true-bias': '\\sum_v q(v)\\, e(v) - x, \\quad e(v) = w(v)\\, \\hat k(v)',
  'true-variance': '\\sum_v q(v) \\Bigl( e(v) - \\sum_u q(u)\\, e(u) \\Bigr)^2, \\quad e(v) = w(v)\\, \\hat k(v)',
}

const NAMES: Readonly<Record<EstimateNumber, string>> = {
  mean: mark('Mean of an estimator'),
  low: mark('Lower end of the mean’s 95 % interval'),
  high: mark('Upper end of the mean’s 95 % interval'),
  bias: mark('Bias of an estimator, from its draws'),
  reach: mark('Half-width of the bias’s 95 % interval'),
  variance: mark('Variance of one draw, nats squared'),
  'true-bias': mark('Bias of an estimator, exactly'),
  'true-variance': mark('Variance of one draw, exactly, nats squared'),
}

/** Any number of an estimator's row. Null where it is not known: bias and variance in truth, over whole rollouts. */
export function estimateReceipt(
  of: EstimateNumber,
  source: EstimateSource,
  { seed, temperature, clip }: DrawnWith,
  reading: SummaryNumber['reading'],
): SummaryNumber | null {
  const { label, values, exact, expected } = source
  const value = numberOf(of, source)
  if (value === null) return null
  const known = of === 'true-bias' || of === 'true-variance'
  return {
    quantity: 'headline',
    token: null,
    reading,
    name: NAMES[of],
    value,
    unit: of === 'variance' || of === 'true-variance' ? null : 'nats',
    formula: FORMULAS[of],
    made: {
      [mark('estimator')]: label,
      [mark('temperature of the draws')]: temperature,
      [mark('importance-ratio clip (0: none)')]: clip,
      ...(known
        ? { [mark('exact value, nats')]: expected?.exact ?? Number.NaN }
        : { [mark('draws')]: values.length, [mark('seed of the draws')]: seed }),
    },
    lists: known
      ? { [mark('q of every entry')]: expected?.chances ?? [], [mark('e of every entry')]: expected?.values ?? [] }
      : { [mark('e of each draw')]: values, [mark('x, the exact value, of each draw')]: exact },
  }
}

function numberOf(of: EstimateNumber, { summary, bias, expected }: EstimateSource): number | null {
  switch (of) {
    case 'mean':
      return summary.mean
    case 'low':
      return summary.mean - summary.reach
    case 'high':
      return summary.mean + summary.reach
    case 'bias':
      return bias.mean
    case 'reach':
      return bias.reach
    case 'variance':
      return summary.variance
    case 'true-bias':
      return expected?.bias ?? null
    case 'true-variance':
      return expected?.variance ?? null
  }
}
