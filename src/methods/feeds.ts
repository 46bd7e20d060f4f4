/**
 * @file The numbers that a loss asks for by name, computed in float64 from the table of the step: weights, advantages,
 * parameters, log-probs, pairs. The other half of `emitLoss`.
 */
import type { Batch, TextRows } from './batch.ts'
import { lossDivergence } from './divergences/registry.ts'
import { voiceOf } from './graph/inputs.ts'
import { readsTeacher } from './needs.ts'
import { valueAt } from './recipe/schedule.ts'
import type { PreferenceTerm, Term } from './recipe/terms.ts'
import { advantagesOf } from './weights/advantages.ts'
import { rowWeights } from './weights/reduction.ts'

export interface Feed {
  readonly data: Float64Array
  readonly dims: readonly number[]
}

/**
 * One feed for each name.
 * @param names inputs of the loss, as `EmittedLoss.inputs.names`
 * @param progress steps done / steps of the run
 * @param uniform a number in [0, 1) for each row
 * @param voices the weights of the teachers that the loss is taken against; [1] for one
 * @throws RangeError for a name that no term has asked for
 */
export function feedsFor(
  names: readonly string[],
  terms: readonly Term[],
  batch: Batch,
  progress: number,
  uniform: (row: number) => number,
  voices: readonly number[] = [1],
): ReadonlyMap<string, Feed> {
  const { columns, rows } = batch
  const heard = (voice: number): Batch => ({ ...batch, columns: batch.voices?.[voice] ?? columns })
  const row = (data: Float64Array): Feed => ({ data, dims: [rows] })
  const scalar = (x: number): Feed => ({ data: Float64Array.of(x), dims: [] })
  const feed = (input: string): Feed => {
    const { name, voice } = voiceOf(input)
    const own = heard(voice)
    if (name === 'behaviour_logp') return row(columns.behaviourLogp)
    if (name === 'teacher_logp') return row(own.columns.teacherLogp)
    if (name === 'reference_logp') return row(columns.referenceLogp)
    if (name === 'uniform') return row(Float64Array.from({ length: rows }, (_, i) => uniform(i)))
    const [kind, index] = name.split('_')
    const term = terms[Number(index)]
    if (!term) throw new RangeError(`no term reads an input called ${name}`)
    const coefficient = valueAt(term.coefficient ?? 1, progress)
    if (term.kind === 'preference') return preferenceFeed(kind ?? '', term, batch, coefficient)
    const share = readsTeacher(term) ? (voices[voice] ?? 1) : 1
    if (kind === 'weight') return row(rowWeights(own, term, coefficient * share))
    if (kind === 'advantage' && term.kind === 'policy-gradient') return row(advantagesOf(own, term))
    if (kind === 'parameter' && term.kind === 'divergence') {
      const moving = lossDivergence(term.divergence).moving?.(term.divergence)
      if (moving?.per === 'step') return scalar(moving.at(progress))
      if (moving) return row(moving.of(own, term.on))
    }
    throw new RangeError(`no term reads an input called ${input}`)
  }
  return new Map(names.map((name) => [name, feed(name)]))
}

function preferenceFeed(kind: string, term: PreferenceTerm, batch: Batch, coefficient: number): Feed {
  const pairs = pairsOf(term, batch)
  if (kind === 'coefficient') return { data: Float64Array.of(pairs.length > 0 ? coefficient : 0), dims: [] }
  if (kind === 'target') {
    const targets = pairs.length > 0 ? pairs.map(({ chosen, rejected }) => chosen.reward - rejected.reward) : [0]
    return { data: Float64Array.from(targets), dims: [targets.length, 1] }
  }
  const texts = pairs.map((pair) => (kind === 'chosen' ? pair.chosen : pair.rejected))
  const count = Math.max(1, texts.length)
  // Without a pair one row of ones keeps every quotient finite; the coefficient is 0 then.
  const data = new Float64Array(count * batch.rows).fill(texts.length > 0 ? 0 : 1)
  texts.forEach(({ first, length }, i) => {
    data.fill(1, i * batch.rows + first, i * batch.rows + first + length)
  })
  return { data, dims: [count, batch.rows] }
}

/**
 * The i-th chosen with the i-th rejected text of every problem. Where one side has more texts the other's go round again: the losses are a mean over
 * both draws, so one chosen text stands against each of several rejected ones.
 */
export function pairsOf(
  { chosen, rejected }: Pick<PreferenceTerm, 'chosen' | 'rejected'>,
  { texts }: Pick<Batch, 'texts'>,
): readonly { readonly chosen: TextRows; readonly rejected: TextRows }[] {
  const problems = [...new Set(texts.map(({ problem }) => problem))]
  return problems.flatMap((problem) => {
    const of = (draw: string) => texts.filter((text) => text.draw === draw && text.problem === problem)
    const [good, bad] = [of(chosen), of(rejected)]
    const count = good.length > 0 && bad.length > 0 ? Math.max(good.length, bad.length) : 0
    return Array.from({ length: count }, (_, i) => ({
      chosen: good[i % good.length]!,
      rejected: bad[i % bad.length]!,
    }))
  })
}
