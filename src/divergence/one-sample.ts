/**
 * @file What a trainer sees of a full-vocabulary divergence when it looks at the sampled token y alone: the summand of y
 * over p_S(y). Its mean over y ~ p_S is the divergence; for reverse KL it is k1, log p_S(y) - log p_T(y).
 */
import type { Divergence } from './types.ts'

/**
 * The one-sample estimate of a divergence from the log-probs of the sampled token; estimators give their own value.
 * @param logS log p_S(y), finite (it was sampled)
 * @param logT log p_T(y)
 * @returns nats, or null for a divergence that is no sum over tokens, each read on its own
 */
export function oneSample(
  divergence: Divergence,
  logS: number,
  logT: number,
  params?: Readonly<Record<string, number>>,
): number | null {
  if (divergence.kind === 'full' && !divergence.sumsOverTokens) return null
  // The token against everything else: the summand of the token is the same as over the whole vocabulary.
  const position = { studentLogits: [logS, logOfRest(logS)], teacherLogits: [logT, logOfRest(logT)], token: 0 }
  const { value, perEntry } = divergence.evaluate(position, { params })
  return divergence.kind === 'sampled' ? value : perEntry[0]! / Math.exp(logS)
}

/** log(1 - e^x); the rest of a token that takes everything is the smallest mass that a double holds. */
function logOfRest(x: number): number {
  const rest = -Math.expm1(x)
  return rest > 0 ? Math.log(rest) : -745
}
