/**
 * @file Single-sample estimators of reverse KL, d = log p_T(y) - log p_S(y) at the token y that the student sampled.
 * Their gradients are those of the value as a plain loss (what `loss.backward()` gives), not the policy gradient.
 */

import { sampledEstimator } from './build.ts'
import { finiteLog, finiteSlope, phi } from './numeric.ts'

const D = String.raw`d = \log p_T(y) - \log p_S(y),\ y \sim p_S`

export const k1 = sampledEstimator(
  {
    id: 'k1',
    name: 'k1 (log-ratio)',
    shortName: 'k1',
    unit: 'nats',
    formula: String.raw`k_1 = -d,\quad ${D}`,
    direction: 'reverse: one-sample estimate of KL(p_S || p_T), unbiased, may be negative',
    meaning: 'How much likelier the student finds its own token; as a plain loss its gradient ignores the teacher.',
    source: 'Schulman, "Approximating KL divergence" (2020); verl kl_penalty k1; NeMo-RL calculate_kl',
    parameter: null,
  },
  { value: (d) => (d === 0 ? 0 : -d), slope: () => 1 },
)

export const k2 = sampledEstimator(
  {
    id: 'k2',
    name: 'k2 (half squared log-ratio)',
    shortName: 'k2',
    unit: 'nats',
    formula: String.raw`k_2 = \tfrac12 d^2,\quad ${D}`,
    direction: 'reverse: one-sample estimate of KL(p_S || p_T), biased; its gradient is the unbiased one of reverse KL',
    meaning: 'Half the squared gap at the sampled token; its gradient is the policy gradient of reverse KL.',
    source: 'Schulman, "Approximating KL divergence" (2020); verl kl_penalty k2 (unclamped)',
    parameter: null,
  },
  { value: (d) => 0.5 * d * d, slope: (d) => -finiteLog(d) },
)

export const k3 = sampledEstimator(
  {
    id: 'k3',
    name: 'k3 (low variance)',
    shortName: 'k3',
    unit: 'nats',
    formula: String.raw`k_3 = e^{d} - d - 1,\quad ${D}`,
    direction:
      'reverse: one-sample estimate of KL(p_S || p_T), unbiased and never negative; its gradient is forward KL',
    meaning: 'k1 plus a term of mean zero that keeps it positive; in expectation its gradient is that of forward KL.',
    source:
      'Schulman, "Approximating KL divergence" (2020); verl low_var_kl and NeMo-RL calculate_kl, without their clamps',
    parameter: null,
  },
  { value: (d) => phi(d), slope: (d) => finiteSlope(-Math.expm1(d)) },
)
