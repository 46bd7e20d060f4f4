/**
 * @file From the terms of a phase to graph nodes. Every term is sum over rows of weight times per-row loss; weights,
 * advantages and the like arrive as inputs, computed outside in float64 (see src/methods/weights).
 */
import { logSoftmax } from '../../network/layers.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import { GraphError, type Value } from '../../onnx/types.ts'
import { lossDivergence } from '../divergences/registry.ts'
import { readsTeacher } from '../needs.ts'
import type { DivergenceTerm, Term } from '../recipe/terms.ts'
import { atVoice, LossInputs } from './inputs.ts'
import { type GraphPair, pairOf, reduce } from './pair.ts'
import { preference } from './preferences.ts'
import { atTokens, boundedGap, entropy, estimator, hybrid, idft, policyGradient, ranking } from './tokens.ts'

export interface LossSource {
  /** The student's logits, [rows, vocabulary]. */
  readonly student: Value
  /** The teachers' logits at the same rows, constants; made as an input on first use. One, or one for each voice. */
  readonly teachers: () => readonly Value[]
  /** How many teachers the loss is taken against. */
  readonly voices: number
  /** int32 [rows] */
  readonly tokens: Value
}

export interface EmittedLoss {
  /** A scalar, nats. */
  readonly loss: Value
  /** The terms' own values with weights and coefficients, in order; they add up to the loss. Scalars. */
  readonly terms: readonly Value[]
  readonly inputs: LossInputs
  /** log p_S and p_S at temperature 1, [rows, vocabulary], for statistics. */
  readonly logS: Value
  readonly pS: Value
}

/**
 * Emits the loss of some terms. Inputs by name: `weight_i` [rows] of term i (coefficient and denominator in it),
 * `advantage_i` [rows], `parameter_i` (scalar where scheduled, [rows] where each text has its own), `coefficient_i` of
 * preference terms, `chosen_i`, `rejected_i`, and shared by all terms `behaviour_logp`, `teacher_logp`, `reference_logp`,
 * `uniform` [rows]. Terms that read a teacher are summed over all voices; what they read of voice k > 0 ends in `.k`, and the
 * voice's weight is in its `weight_i.k`.
 */
export function emitLoss(g: Graph, terms: readonly Term[], source: LossSource): EmittedLoss {
  const inputs = new LossInputs(g)
  const logS = logSoftmax(g, source.student)
  const pS = o.exp(g, logS)
  const shared = {
    g,
    inputs,
    logS,
    pS,
    tokens: source.tokens,
    logp: once(() => atTokens(g, logS, source.tokens)),
    entropies: once(() => entropy(g, logS, pS)),
  }
  const scopes = Array.from({ length: source.voices }, (_, voice): LossScope => {
    const pairs = new Map<number, GraphPair>()
    return {
      ...shared,
      row: (name) => inputs.row(atVoice(name, voice)),
      pair: (temperature) => {
        const teacher = source.teachers()[voice]
        if (!teacher) throw new RangeError(`there is no teacher ${voice}`)
        const made = pairs.get(temperature) ?? pairOf(g, source.student, teacher, temperature)
        pairs.set(temperature, made)
        return made
      },
    }
  })
  const values = terms.map((term, i) => {
    if (term.kind === 'preference') {
      const value = preference(g, term, shared.logp(), inputs, String(i))
      return o.mul(g, value, inputs.scalar(`coefficient_${i}`))
    }
    const heard = readsTeacher(term) ? scopes : scopes.slice(0, 1)
    const sums = heard.map((scope) => o.sumAll(g, o.mul(g, perRow(term, i, scope), scope.row(`weight_${i}`))))
    return sums.reduce((sum, value) => o.add(g, sum, value))
  })
  const loss = values.reduce((sum, value) => o.add(g, sum, value))
  return { loss, terms: values, inputs, logS, pS }
}

interface LossScope {
  readonly g: Graph
  readonly inputs: LossInputs
  readonly logS: Value
  readonly pS: Value
  readonly tokens: Value
  readonly logp: () => Value
  readonly entropies: () => Value
  /** A number a row, as the scope's own teacher makes it. */
  readonly row: (name: string) => Value
  readonly pair: (temperature: number) => GraphPair
}

/** The loss of each row, [rows]. */
function perRow(term: Exclude<Term, { kind: 'preference' }>, i: number, scope: LossScope): Value {
  const { g, inputs } = scope
  const gap = () => o.sub(g, scope.row('teacher_logp'), scope.logp())
  switch (term.kind) {
    case 'divergence':
      return divergenceOf(term, i, scope)
    case 'estimator':
      return estimator(g, term.id, gap())
    case 'bounded-gap':
      return boundedGap(g, gap(), term.tau)
    case 'policy-gradient':
      return policyGradient(g, term.surrogate, scope.row(`advantage_${i}`), {
        student: scope.logp(),
        behaviour: () => inputs.row('behaviour_logp'),
        teacher: () => scope.row('teacher_logp'),
      })
    case 'cross-entropy':
      return o.neg(g, scope.logp())
    case 'idft':
      return idft(g, scope.logp(), scope.entropies(), term.b)
    case 'entropy':
      return o.mul(g, scope.entropies(), term.sign)
    case 'anchor':
      return estimator(g, 'k3', o.sub(g, inputs.row('reference_logp'), scope.logp()))
    case 'ranking':
      return ranking(g, scope.pair(1), term.topK)
    case 'hybrid':
      return hybrid(g, scope.pair(1), scope.tokens, inputs.row('uniform'))
    case 'features':
    case 'cross-tokenizer':
      throw new GraphError(`a term of the kind "${term.kind}" cannot be trained on here yet`)
  }
}

function divergenceOf(
  { divergence: kind, temperature = 1, support, entryClip }: DivergenceTerm,
  i: number,
  scope: LossScope,
) {
  const { g, inputs } = scope
  const full = scope.pair(temperature)
  const pair = support ? reduce(g, full, support) : full
  const divergence = lossDivergence(kind)
  const sum = (entries: Value) => o.sum(g, entryClip === undefined ? entries : o.minimum(g, entries, entryClip), [1])
  return divergence.emit({ g, pair, parameter: parameter(), sum }, kind)

  function parameter(): Value | null {
    const moving = divergence.moving?.(kind)
    if (!moving) return null
    const name = `parameter_${i}`
    return moving.per === 'step' ? inputs.scalar(name) : o.reshape(g, scope.row(name), ['rows', 1])
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
