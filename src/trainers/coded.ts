/**
 * @file The losses of trainers as their code computes them, one token at a time, for the fidelity cards. They are written anew from
 * the formulas that were read there, and share nothing with `src/divergence`: what they are compared with would otherwise prove nothing.
 */
import type { CodedLoss } from './trainer.ts'

/** Log-softmax of logits, nats. */
export function logSoftmax(logits: readonly number[], temperature = 1): number[] {
  const scaled = logits.map((logit) => logit / temperature)
  const most = Math.max(...scaled)
  const log = most + Math.log(scaled.reduce((sum, logit) => sum + Math.exp(logit - most), 0))
  return scaled.map((logit) => logit - log)
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
/** KL(a || b) of log-probs. */
const kl = (a: readonly number[], b: readonly number[]): number => sum(a.map((log, i) => Math.exp(log) * (log - b[i]!)))
const mix = (a: readonly number[], b: readonly number[], share: number): number[] =>
  a.map((log, i) => Math.log(share * Math.exp(log) + (1 - share) * Math.exp(b[i]!)))

type OnLogs = (student: readonly number[], teacher: readonly number[]) => number

/** A loss of both distributions. */
const full =
  (loss: OnLogs, temperature = 1): CodedLoss =>
  (student, teacher) =>
    loss(logSoftmax(student, temperature), logSoftmax(teacher, temperature))

/** TRL generalized_jsd_loss (also ms-swift, SDFT's alpha): exactly 0 forward, exactly 1 reverse, else the mixture. */
export function trlJsd(beta: number, temperature = 1): CodedLoss {
  return full((s, t) => {
    if (beta === 0) return kl(t, s)
    if (beta === 1) return kl(s, t)
    const m = mix(t, s, beta)
    return beta * kl(t, m) + (1 - beta) * kl(s, m)
  }, temperature)
}

/** KDFlow kdflow/loss/js_div.py: the mixture is beta student + (1 - beta) teacher. */
export function kdflowJsd(beta: number): CodedLoss {
  return full((s, t) => {
    const m = mix(s, t, beta)
    return beta * kl(s, m) + (1 - beta) * kl(t, m)
  })
}

/** DistiLLM js_distance: (1 - lam) teacher + lam student in the mixture. */
export function distillmJsd(lam: number): CodedLoss {
  return full((s, t) => {
    const m = mix(s, t, lam)
    return lam * kl(s, m) + (1 - lam) * kl(t, m)
  })
}

export const kdflowKl: CodedLoss = full((s, t) => kl(t, s))
export const kdflowRkl: CodedLoss = full((s, t) => kl(s, t))
export const kdflowSkl = (lambda: number): CodedLoss => full((s, t) => kl(t, mix(t, s, lambda)))
export const kdflowSrkl = (lambda: number): CodedLoss => full((s, t) => kl(s, mix(s, t, lambda)))
export const kdflowTvd: CodedLoss = full(
  (s, t) => 0.5 * sum(s.map((log, i) => Math.abs(Math.exp(log) - Math.exp(t[i]!)))),
)
export const kdflowTop1: CodedLoss = full((s, t) => {
  const top = t.indexOf(Math.max(...t))
  return -Math.exp(t[top]!) * s[top]!
})

/** KDFlow akl: tail = the least likely words up to a mass of alpha; both weights held constant. */
export function kdflowAkl(alpha: number): CodedLoss {
  return (student, teacher, _token, frozen) => {
    const [s, t, f] = [logSoftmax(student), logSoftmax(teacher), logSoftmax(frozen)]
    const order = t.map((_, i) => i).sort((a, b) => t[a]! - t[b]!)
    let mass = 0
    const gaps = { head: 0, tail: 0 }
    for (const i of order) {
      mass += Math.exp(t[i]!)
      gaps[mass <= alpha ? 'tail' : 'head'] += Math.abs(Math.exp(t[i]!) - Math.exp(f[i]!))
    }
    const all = gaps.head + gaps.tail
    return (gaps.head / all) * kl(t, s) + (gaps.tail / all) * kl(s, t)
  }
}

/** Indices of the k largest. */
const top = (values: readonly number[], k: number): number[] =>
  values
    .map((_, i) => i)
    .sort((a, b) => values[b]! - values[a]!)
    .slice(0, k)

const renormalised = (logs: readonly number[], kept: readonly number[]): number[] =>
  logSoftmax(kept.map((i) => logs[i]!))

/** With one more bucket for what is not kept (TRL loss_add_tail, SDFT distillation_add_tail). */
const bucketed = (logs: readonly number[], kept: readonly number[]): number[] => {
  const logsKept = kept.map((i) => logs[i]!)
  return [...logsKept, Math.log(Math.max(1e-7, 1 - sum(logsKept.map(Math.exp))))]
}

/** NeMo-RL DistillationLossFn: the teacher's top k, both renormalised; mixed is w forward + (1 - w) reverse. */
export function nemoKl(kind: 'forward' | 'reverse' | 'mixed', k: number, w = 0.5): CodedLoss {
  return full((s, t) => {
    const kept = top(t, Math.min(k, t.length))
    const [a, b] = [renormalised(s, kept), renormalised(t, kept)]
    if (kind === 'forward') return kl(b, a)
    return kind === 'reverse' ? kl(a, b) : w * kl(b, a) + (1 - w) * kl(a, b)
  })
}

/** verl forward_kl_topk before its clamp at 0: the teacher's top k as they are, nothing for the rest. */
export function verlTopk(ids: readonly number[] | number): CodedLoss {
  return full((s, t) => {
    const kept = typeof ids === 'number' ? top(t, Math.min(ids, t.length)) : ids
    return sum(kept.map((i) => Math.exp(t[i]!) * (t[i]! - s[i]!)))
  })
}

/** TRL SDFT and SDPO topk_logits: the student's (or the teacher's) top k, with or without the tail bucket. */
export function sdftTopk(alpha: number, k: number, tail: boolean, of: 'student' | 'teacher' = 'student'): CodedLoss {
  return (student, teacher, _token, frozen) => {
    const [s, t] = [logSoftmax(student), logSoftmax(teacher)]
    const kept = top(of === 'teacher' ? t : logSoftmax(frozen), Math.min(k, s.length))
    const reduce = tail && kept.length < s.length ? bucketed : renormalised
    const [a, b] = [reduce(s, kept), reduce(t, kept)]
    if (alpha === 0) return kl(b, a)
    if (alpha === 1) return kl(a, b)
    const m = mix(b, a, alpha)
    return alpha * kl(b, m) + (1 - alpha) * kl(a, m)
  }
}

/** verl kl_penalty and NeMo calculate_kl at one token; d = log p_T - log p_S. k3's d is cut at +-20 and its value at +-10. */
export function estimator(id: 'k1' | 'k2' | 'k3'): CodedLoss {
  return (student, teacher, token) => kPenalty(id, logSoftmax(student)[token]!, logSoftmax(teacher)[token]!)
}

/** The same of two log-probs. */
export function kPenalty(id: 'k1' | 'k2' | 'k3', logS: number, logT: number): number {
  const d = logT - logS
  if (id === 'k1') return -d
  if (id === 'k2') return 0.5 * d * d
  const cut = Math.min(20, Math.max(-20, d))
  return Math.min(10, Math.max(-10, Math.exp(cut) - cut - 1))
}

/**
 * -A p_S / p_old (tinker importance_sampling, AReaL, SkyRL, ROLL, slime, verl within their clips, NeMo), A = scale (log p_T - log p_old)
 * held constant. TRL's sampled_token and IW-OPD with gamma 0 have the same gradient at the first step.
 */
export function policyGradient(scale = 1): CodedLoss {
  return (student, teacher, token, frozen) => {
    const old = logSoftmax(frozen)[token]!
    const advantage = scale * (logSoftmax(teacher)[token]! - old)
    return -advantage * Math.exp(logSoftmax(student)[token]! - old)
  }
}

/** kd_temperature divides the logits of both; there is no factor of temperature squared. */
export function warmed(loss: CodedLoss, temperature: number): CodedLoss {
  const at = (logits: readonly number[]): number[] => logits.map((logit) => logit / temperature)
  return (student, teacher, token, frozen) => loss(at(student), at(teacher), token, at(frozen))
}
